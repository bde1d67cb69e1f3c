// SPDX-License-Identifier: MIT
/// Text of one line, drawn by ImGui's draw lists.
///
/// Units     window pixels.
/// Threads   the UI thread.
#pragma once

#include <glm/vec2.hpp>
#include <string_view>

#include "base/color.h"

struct ImDrawList;
struct ImFont;

namespace limn::views {

/// Text at a place; `max_width` 0: not cut.
void draw_text(
    ImDrawList& list,
    ImFont* font,
    glm::vec2 at,
    Rgba8 color,
    std::string_view text,
    float max_width = 0.0F
);
[[nodiscard]] glm::vec2 text_size(const ImFont* font, std::string_view text);

}  // namespace limn::views
