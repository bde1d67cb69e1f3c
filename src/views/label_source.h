// SPDX-License-Identifier: MIT
/// Which labels a scene wants at this moment: anchors → text, color and place on the screen.
///
/// What      Hidden classes have no labels. Text is what was logged, else the class's or keypoint's
///           label. In automatic mode the keypoints of a skeleton that is too small for their labels
///           give way to one label of the class below it.
/// Threads   the UI thread (reads the style tables).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "draw/camera.h"
#include "render/view_renderer.h"
#include "scene/scene.h"
#include "session/session.h"
#include "session/view_state.h"
#include "views/label_layout.h"

namespace limn::views {

struct LabelRequest {
    const scene::Scene& scene;
    std::span<const render::StyleBinding> styles;
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

[[nodiscard]] std::vector<LabelInput>
collect_labels(const LabelRequest& request, const MeasureText& measure);

/// Collected and placed.
[[nodiscard]] std::vector<PlacedLabel>
place_labels(const LabelRequest& request, const MeasureText& measure);

}  // namespace limn::views
