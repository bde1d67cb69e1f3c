// SPDX-License-Identifier: MIT
/// Comma-separated values: rows of fields, as RFC 4180 has them, or with another separator.
///
/// Errors    InvalidArgument with the line: a quote that does not end.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace limn::annotation {

struct CsvRow {
    std::size_t line = 0;  ///< Where it starts, from 1.
    std::vector<std::string> fields;
};

/// Spaces around a field count only inside quotes. Rows without any text are left out. Fields may hold separators, quotes and line ends inside quotes.
[[nodiscard]] Result<std::vector<CsvRow>> read_csv(std::string_view text, char separator = ',');

/// One field, quoted where it must be.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace limn::annotation
