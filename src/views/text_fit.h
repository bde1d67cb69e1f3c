// SPDX-License-Identifier: MIT
/// Text that is made to fit a width: cut with an ellipsis, or broken into lines.
///
/// Units     pixels.
/// Threads   pure functions.
#pragma once

#include <functional>
#include <glm/vec2.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace limn::views {

/// Width and height of one line.
using MeasureText = std::function<glm::vec2(std::string_view)>;

/// Cut at the end, with "…", so that it fits; at least one character stays.
[[nodiscard]] std::string
ellipsize(std::string_view text, float max_width, const MeasureText& measure);

/// Lines of a text: its own line breaks, then words put where they fit, then cut ones.
[[nodiscard]] std::vector<std::string>
break_lines(std::string_view text, float max_width, const MeasureText& measure);

}  // namespace limn::views
