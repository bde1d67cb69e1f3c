// SPDX-License-Identifier: MIT
/// Small text helpers: natural order, number formats, UTF-8 repair.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace limn {

/// Orders "image2" before "image10": runs of digits compare as numbers, all else bytewise.
[[nodiscard]] std::strong_ordering natural_compare(std::string_view a, std::string_view b);

/// "41 208" with thin grouping, for tables.
[[nodiscard]] std::string group_digits(std::uint64_t value);

/// At most five characters: "999", "41.2 k", "1.3 M".
[[nodiscard]] std::string short_count(std::uint64_t value);

/// "312 MB", decimal units.
[[nodiscard]] std::string format_bytes(std::uint64_t bytes);

/// The text with every invalid UTF-8 sequence replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace limn
