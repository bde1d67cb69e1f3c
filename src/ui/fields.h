// SPDX-License-Identifier: MIT
/// Fields: what people type into or choose from, drawn like the other widgets.
///
/// Units     positions in window pixels; sizes given in UI points are scaled by the theme.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <string>
#include <string_view>

#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

/// Single-line input with a magnifier and a clear button. True while its text changed this frame.
bool search_box(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    std::string& text,
    const char* hint
);

/// Single-line input; the frame is red while what stands in it is wrong. True while its text changed this frame.
bool text_field(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    std::string& text,
    bool is_wrong,
    std::string_view probe_name
);

/// "frame ▾" in a frame, as wide as its text; true if clicked.
bool combo_button(
    const PanelContext& context,
    const char* id,
    glm::vec2 position,
    std::string_view text,
    const char* tip,
    const char* probe,
    float& width
);

}  // namespace limn::ui
