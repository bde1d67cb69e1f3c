// SPDX-License-Identifier: MIT
/// Text in lines of a width. A line ends behind a space or a separator, and never inside of a number, a time or a date.
///
/// Cost      Each piece is measured once: texts may have tens of thousands of characters.
/// Threads   pure functions.
#pragma once

#include <string>
#include <string_view>

#include "views/text_fit.h"

struct ImFont;

namespace limn::views {

/// The text with line breaks where lines end. A word that is wider than a line is cut between characters.
[[nodiscard]] std::string
wrap_text(std::string_view text, float max_width, const MeasureText& measure);

[[nodiscard]] std::string wrap_text(const ImFont* font, std::string_view text, float max_width);

}  // namespace limn::views
