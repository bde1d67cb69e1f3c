// SPDX-License-Identifier: MIT
/// Values of any Arrow type as short text for people.
///
/// Threads   pure functions.
#pragma once

#include <string>

#include "arrow/array.h"

namespace limn::ui {

/// One value: "(412.6, 233.1)", "0.93", "car", "{axis: (0, 0, 1), angle: 1.57}", "41 kB". At most
/// `max_chars` characters, then an ellipsis.
[[nodiscard]] std::string
value_text(const arrow::Array& array, std::int64_t index, std::size_t max_chars = 120);

}  // namespace limn::ui
