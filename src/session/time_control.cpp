// SPDX-License-Identifier: MIT
#include "session/time_control.h"

#include <algorithm>
#include <cmath>

namespace limn::session {
namespace {

constexpr double kNanosPerSecond = 1e9;

/// Where play happens: the loop range if there is a sound one, else the whole timeline.
TimeRange play_bounds(const TimeControl& time) {
    if (time.loop != LoopMode::Range || time.loop_range.is_empty()) {
        return time.range;
    }
    const TimeRange both{
        std::max(time.range.min, time.loop_range.min),
        std::min(time.range.max, time.loop_range.max),
    };
    return both.is_empty() ? time.range : both;
}

/// Sums stay inside the range of TimeInt, however far apart the times are.
TimeInt saturating_add(TimeInt a, TimeInt b) {
    TimeInt sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        return b > 0 ? kMaxTime : kMinTime;
    }
    return sum;
}

/// Steps beyond an end come in again at the other one. The last number of a sequence is shown as long as the others.
TimeInt wrapped(const TimeControl& time, const TimeRange& bounds, TimeInt target) {
    const auto low = static_cast<std::uint64_t>(bounds.min);
    const std::uint64_t span = static_cast<std::uint64_t>(bounds.max) - low;
    const std::uint64_t length = time.kind == TimeKind::Sequence ? span + 1 : span;
    if (length == 0) {
        return bounds.min;
    }
    if (target > bounds.max) {
        const std::uint64_t beyond = (static_cast<std::uint64_t>(target) - low) % length;
        return static_cast<TimeInt>(low + beyond);
    }
    const std::uint64_t before = (low - static_cast<std::uint64_t>(target)) % length;
    return static_cast<TimeInt>(before == 0 ? low : low + length - before);
}

}  // namespace

bool TimeControl::advance(double seconds) {
    if (!playing || range.is_empty() || !std::isfinite(seconds) || seconds <= 0.0) {
        return false;
    }
    const double units_per_second = kind == TimeKind::Sequence ? fps : kNanosPerSecond;
    const double moved = fraction + seconds * speed * units_per_second;
    if (!std::isfinite(moved)) {
        return false;
    }
    const double whole = std::clamp(std::floor(moved), -9e18, 9e18);
    const TimeRange bounds = play_bounds(*this);
    const TimeInt before = cursor;
    const TimeInt target = saturating_add(cursor, static_cast<TimeInt>(whole));
    fraction = moved - whole;

    const bool is_beyond = speed >= 0.0 ? target > bounds.max : target < bounds.min;
    if (!is_beyond) {
        cursor = std::clamp(target, range.min, range.max);
        return cursor != before;
    }
    if (loop != LoopMode::Off) {
        cursor = wrapped(*this, bounds, target);
        return cursor != before;
    }
    cursor = speed >= 0.0 ? bounds.max : bounds.min;
    fraction = 0.0;
    const bool waits_for_data = follow && speed >= 0.0;
    playing = waits_for_data;
    return cursor != before;
}

void TimeControl::set_cursor(TimeInt time) {
    cursor = range.is_empty() ? time : std::clamp(time, range.min, range.max);
    fraction = 0.0;
}

}  // namespace limn::session
