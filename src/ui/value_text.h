// SPDX-License-Identifier: MIT
/// Values of any Arrow type as short text for people.
///
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "arrow/array.h"

namespace limn::ui {

/// How floating-point numbers are written. Neither has an exponent between 1e-4 and 1e15.
enum class Digits : std::uint8_t {
    Few,  ///< For reading: at least 7 digits (9 of a double), all before the point and 3 behind it.
    All,  ///< For copying: the shortest text that reads back as the same number.
};

/// One value: "(412.6, 233.1)", "0.93", "car", "{axis: (0, 0, 1), angle: 1.57}", "41 kB". At most
/// `max_chars` characters, then an ellipsis.
[[nodiscard]] std::string value_text(
    const arrow::Array& array,
    std::int64_t index,
    std::size_t max_chars = 120,
    Digits digits = Digits::Few
);

/// "sunny, dry, … 3 more": at most `max_values`, and no more once the text has `max_chars` characters.
[[nodiscard]] std::string values_text(
    const arrow::Array& values,
    std::int64_t max_values,
    std::size_t max_chars,
    Digits digits = Digits::Few
);

}  // namespace limn::ui
