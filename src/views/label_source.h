// SPDX-License-Identifier: MIT
/// Which labels a scene wants at this moment: anchors → text, color and place on the screen.
///
/// What      Hidden classes have no labels. Text is what was logged, else the class's or keypoint's
///           label. In automatic mode joints are named at their places where bones are long, and beside the skeleton
///           that is hovered or selected; any other skeleton has one label of its class below it.
/// Threads   the UI thread (reads the style tables).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "draw/camera.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "session/session.h"
#include "session/view_state.h"
#include "views/label_layout.h"

namespace limn::views {

struct LabelRequest {
    const scene::Scene& scene;
    std::span<const draw::StyleBinding> styles;
    const session::Session& session;
    const draw::ViewCamera& camera;
    glm::vec2 view_px{0.0F};
    float scale = 1.0F;
    session::LabelMode mode = session::LabelMode::Auto;
    render::Highlight hover;
    render::Highlight selection;
    draw::ColorBy color_by = draw::ColorBy::Description;
    LabelMemory* memory = nullptr;                 ///< Of this view; may be null.
    std::optional<LabelBox> taken = std::nullopt;  ///< Of the view, by the legend.
};

/// Whether a scene is to have labels beyond those that were logged as shown, as `scene::SceneInput` takes it.
[[nodiscard]] std::optional<bool> label_demand(session::LabelMode mode);

[[nodiscard]] std::vector<LabelInput>
collect_labels(const LabelRequest& request, const MeasureText& measure);

/// Collected and placed.
[[nodiscard]] std::vector<PlacedLabel>
place_labels(const LabelRequest& request, const MeasureText& measure);

}  // namespace limn::views
