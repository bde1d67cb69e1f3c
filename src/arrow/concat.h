// SPDX-License-Identifier: MIT
/// Joining arrays of one type, so that rows that were logged one by one share a column.
///
/// Errors    `can_concat` says for which types it works; others are never passed.
/// Threads   pure functions.
#pragma once

#include <span>

#include "arrow/array.h"

namespace limn::arrow {

/// Numbers, bools, text, times, lists, fixed-size lists and structs of these; no dictionaries or unions.
[[nodiscard]] bool can_concat(const DataType& type);

/// The values of all arrays, one after another. All have the same type; at least one array.
[[nodiscard]] Array concat(std::span<const Array> arrays);

}  // namespace limn::arrow
