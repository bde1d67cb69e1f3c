// SPDX-License-Identifier: MIT
/// Matching of search texts.
#pragma once

#include <string_view>

namespace limn::ui {

/// True if every character of `needle` occurs in `haystack` in order, ignoring ASCII case and spaces.
[[nodiscard]] bool fuzzy_match(std::string_view haystack, std::string_view needle);

}  // namespace limn::ui
