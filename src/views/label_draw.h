// SPDX-License-Identifier: MIT
/// Drawing of placed labels into an ImGui draw list, in the window and offscreen alike.
///
/// Threads   the UI thread.
#pragma once

#include <glm/vec2.hpp>
#include <span>

#include "session/view_state.h"
#include "views/imgui_host.h"
#include "views/label_types.h"
#include "views/text_fit.h"

struct ImDrawList;

namespace limn::views {

/// `origin` is the view's corner in the draw list's pixels.
void draw_labels(
    ImDrawList& list,
    std::span<const PlacedLabel> labels,
    glm::vec2 origin,
    const Theme& theme,
    const Fonts& fonts,
    session::LabelSize size = session::LabelSize::Normal
);

/// Black or white, whichever can be read better on an opaque color.
[[nodiscard]] Rgba8 text_on(Rgba8 color);

/// Size of that font in pixels.
[[nodiscard]] float label_font_px(const Fonts& fonts, session::LabelSize size);

/// Measures with the font that `draw_labels` draws with.
[[nodiscard]] MeasureText
label_measure(const Fonts& fonts, session::LabelSize size = session::LabelSize::Normal);

}  // namespace limn::views
