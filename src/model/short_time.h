// SPDX-License-Identifier: MIT
/// Short times for people: the clock to the millisecond, and the date apart. `format_time` has all digits.
///
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "model/time.h"

namespace limn {

/// Digits after the second that tell the times of a range apart: 3, or 6 and 9 where all of it is shorter than a second
/// or a millisecond.
[[nodiscard]] int clock_digits(const TimeRange& range);

/// "10:00:00.500", "12.500 s", "1:02:03.500", "#147". Rounded to these digits (at most 9): a time that was logged as a
/// floating point number of seconds is as it was meant.
[[nodiscard]] std::string format_clock(TimeKind kind, TimeInt time, int digits = 3);

/// "2026-08-21", in UTC.
[[nodiscard]] std::string format_date(TimeInt timestamp);

/// The date of a timestamp, then the clock.
[[nodiscard]] std::string format_short(TimeKind kind, TimeInt time, int digits = 3);

/// "2026-08-21 10:00:00.500 … 10:00:12.000": the date once if it is the same; one time if both are equal. To the
/// millisecond, to the nanosecond where all of it is shorter than that.
[[nodiscard]] std::string format_short_range(TimeKind kind, const TimeRange& range);

/// How long something lasts: "12.5 s", "1:02:03", "350 ms", "0 s".
[[nodiscard]] std::string format_length(std::uint64_t nanoseconds);

/// Nanoseconds after the full second, 0 … 999'999'999, also of a time before zero.
[[nodiscard]] std::int64_t nanos_in_second(TimeInt time);

/// "10:00:05": the time of day of a timestamp, without parts of a second.
[[nodiscard]] std::string format_time_of_day(TimeInt timestamp);

}  // namespace limn
