// SPDX-License-Identifier: MIT
/// Lines, words, numbers and colors of the text files that palettes are read from.
///
/// Errors    InvalidArgument with the line; TooLarge for more lines than a palette can have.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "base/result.h"

namespace limn::annotation {

/// More classes than any annotation has; keeps a file of numbers from filling the memory.
inline constexpr std::size_t kMaxPaletteClasses = std::size_t{1} << 20U;

struct TextLine {
    std::size_t number = 0;  ///< From 1.
    std::string_view text;   ///< Without its end.
};

/// Line ends are those of Unix, Windows and old Macs. A last one starts no further line.
[[nodiscard]] Result<std::vector<TextLine>> lines_of(std::string_view text);

/// The line of a position, from 1.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t position);

/// Without spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// What stands between spaces and tabs.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// What stands between separators, trimmed.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The whole text as an integer, without sign.
[[nodiscard]] std::optional<std::uint64_t> to_number(std::string_view text);

/// The whole text as a number of any kind.
[[nodiscard]] std::optional<double> to_real(std::string_view text);

/// 0…255 as an integer or like "128.0".
[[nodiscard]] std::optional<std::uint8_t> to_channel(std::string_view text);

/// "#RRGGBB[AA]", "0xRRGGBB", "r, g, b", "rgb(r, g, b)", "[r g b a]": hexadecimal, or integers 0…255.
[[nodiscard]] std::optional<Rgba8> color_from_text(std::string_view text);

/// In ASCII lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A number without a letter: "7", "-0.5", but not "nan".
[[nodiscard]] bool is_plain_number(std::string_view text);

/// Three and more numbers stand before or behind the name: this is a line of a table, or an annotation.
[[nodiscard]] bool has_many_numbers(std::string_view text);

/// An ASCII letter, or a letter of another script.
[[nodiscard]] bool has_letter(std::string_view text);

/// In ASCII lower case.
[[nodiscard]] bool ends_with_ignoring_case(std::string_view text, std::string_view lower_end);

[[nodiscard]] tl::unexpected<Error> wrong_line(std::size_t number, std::string_view what);

}  // namespace limn::annotation
