// SPDX-License-Identifier: MIT
/// Matching of search texts, fuzzy: letters in order, whatever lies between them.
///
/// What      Case of ASCII letters and spaces in the search do not count.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace limn::ui {

/// True if every character of `needle` occurs in `haystack` in order.
[[nodiscard]] bool fuzzy_match(std::string_view haystack, std::string_view needle);

struct FuzzyMatch {
    int score = 0;  ///< Higher is better: whole words, starts of words, letters in a row.
    std::vector<std::size_t> at;  ///< Bytes of the haystack that matched, in order.
};

/// How well it matches and where; nothing if it does not.
[[nodiscard]] std::optional<FuzzyMatch>
fuzzy_find(std::string_view haystack, std::string_view needle);

}  // namespace limn::ui
