// SPDX-License-Identifier: MIT
#include "session/time_control.h"

#include <algorithm>
#include <cmath>

#include "model/time_math.h"

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

/// Steps beyond an end come in again at the other one. The last number of a sequence is shown as long as the others.
TimeInt wrapped(const TimeControl& time, const TimeRange& bounds, TimeInt target) {
    const WideTime last = time.kind == TimeKind::Sequence ? 0 : 1;
    const WideTime length = num_times_in(bounds) - last;
    if (length <= 0) {
        return bounds.min;
    }
    const WideTime beyond = WideTime(target) - bounds.min;
    return clamp_time(bounds.min + beyond - floor_to(beyond, length));
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
