// SPDX-License-Identifier: MIT
/// Times as people type them: what `format_time` writes, and a little more.
///
/// Errors    InvalidArgument, with a sentence that says what is expected.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/time.h"

namespace limn::ui {

/// Sequence: "#147", "147". Duration: "12.5 s", "250 ms", "1:02:03.5", "12.5" (seconds). Timestamp: "2026-08-21 10:00:00.5",
/// with a T or without its seconds, its time of day, or with a Z at the end.
[[nodiscard]] Result<TimeInt> parse_time_text(TimeKind kind, std::string_view text);

/// An example of each notation, for the reader of an empty field.
[[nodiscard]] std::string_view time_notation(TimeKind kind);

/// The same as `format_time`, for the name of a file: no colons, no hash.
[[nodiscard]] std::string time_for_file_name(TimeKind kind, TimeInt time);

}  // namespace limn::ui
