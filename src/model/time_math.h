// SPDX-License-Identifier: MIT
/// Arithmetic on times that cannot overflow and loses no nanosecond.
///
/// What      A double holds 53 bits and nanoseconds since 1970 need 61: times are subtracted as integers first, and only
///           the difference may become a double.
/// Threads   pure functions.
#pragma once

#include <cstdint>

#include "model/time.h"

namespace limn {

/// Sums and products of times.
__extension__ using WideTime = __int128;

/// How far `to` lies after `from`, which is not later. Any two times have a distance.
[[nodiscard]] constexpr std::uint64_t time_distance(TimeInt from, TimeInt to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// The number of times in a range, both ends included; 0 for an empty one.
[[nodiscard]] inline WideTime num_times_in(const TimeRange& range) {
    return range.is_empty() ? 0 : WideTime(time_distance(range.min, range.max)) + 1;
}

/// `time` - `origin`, rounded once.
[[nodiscard]] constexpr double time_since(TimeInt origin, TimeInt time) {
    return time >= origin ? static_cast<double>(time_distance(origin, time))
                          : -static_cast<double>(time_distance(time, origin));
}

/// The nearest time that exists.
[[nodiscard]] constexpr TimeInt clamp_time(WideTime time) {
    return time < kMinTime ? kMinTime : time > kMaxTime ? kMaxTime : static_cast<TimeInt>(time);
}

/// `time` + `delta`, or the last (first) time that exists.
[[nodiscard]] constexpr TimeInt saturating_add(TimeInt time, TimeInt delta) {
    return clamp_time(WideTime(time) + delta);
}

/// The greatest multiple of `step` (> 0) that is not greater than `value`.
[[nodiscard]] constexpr WideTime floor_to(WideTime value, WideTime step) {
    const WideTime rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

/// The smallest multiple of `step` (> 0) that is not smaller than `value`.
[[nodiscard]] constexpr WideTime ceil_to(WideTime value, WideTime step) {
    return -floor_to(-value, step);
}

}  // namespace limn
