// SPDX-License-Identifier: MIT
#include "ui/time_axis.h"

#include <algorithm>
#include <cmath>

#include "model/time_math.h"

namespace limn::ui {
namespace {

/// Share of the view that the range takes when zoomed out; number of units shown around a single time.
constexpr double kMostShown = 1.5;
constexpr double kFewUnits = 10.0;

WideTime to_wide(double units) {
    // Twice the distance of any two times.
    constexpr double kLimit = 4.0e19;
    return static_cast<WideTime>(std::clamp(units, -kLimit, kLimit));
}

}  // namespace

TimeAxis TimeAxis::of(const TimeRange& range, float left_px, float right_px) {
    TimeAxis axis;
    axis.left_px = left_px;
    axis.right_px = std::max(right_px, left_px + 1.0F);
    if (!range.is_empty()) {
        axis.origin = range.min;
        axis.span = static_cast<double>(num_times_in(range));
    }
    return axis;
}

double TimeAxis::width_px() const {
    return std::max(1.0, static_cast<double>(right_px) - static_cast<double>(left_px));
}

float TimeAxis::x_of(TimeInt time, double fraction) const {
    const double units = time_since(origin, time) + (fraction - first);
    return static_cast<float>(static_cast<double>(left_px) + units / span * width_px());
}

TimeInt TimeAxis::time_at(float x) const {
    const double share = (static_cast<double>(x) - static_cast<double>(left_px)) / width_px();
    return clamp_time(origin + to_wide(std::floor(first + share * span + 0.5)));
}

TimeRange TimeAxis::visible() const {
    // A cell that only touches an edge is not visible.
    const WideTime begin = origin + to_wide(std::floor(first + 0.5));
    const WideTime end = origin + to_wide(std::ceil(first + span - 0.5));
    return {clamp_time(begin), clamp_time(std::max(begin, end))};
}

float TimeAxis::units_to_px(double units) const {
    return static_cast<float>(units / span * width_px());
}

void TimeAxis::zoom(float x, double factor) {
    const double share = (static_cast<double>(x) - static_cast<double>(left_px)) / width_px();
    const double pivot = first + share * span;
    const double safe = std::max(factor, 1.0 / span);
    first = pivot + (first - pivot) * safe;
    span = std::max(span * safe, 1.0);
    move_origin();
}

void TimeAxis::pan(double share) {
    first += share * span;
    move_origin();
}

void TimeAxis::keep_near(const TimeRange& range) {
    if (range.is_empty()) {
        return;
    }
    const double most = std::max(static_cast<double>(num_times_in(range)) * kMostShown, kFewUnits);
    if (span > most) {
        first += (span - most) * 0.5;
        span = most;
    }
    const double middle = first + span * 0.5;
    const double low = time_since(origin, range.min) - 0.5;
    const double high = time_since(origin, range.max) + 0.5;
    first += std::clamp(middle, low, high) - middle;
    move_origin();
}

/// Near the left edge positions are small numbers, and small numbers are exact.
void TimeAxis::move_origin() {
    const TimeInt moved = clamp_time(origin + to_wide(std::floor(first + 0.5)));
    first -= time_since(origin, moved);
    origin = moved;
}

store::TimeBuckets axis_buckets(const TimeAxis& axis, float min_px) {
    const TimeRange seen = axis.visible();
    const auto width = static_cast<double>(std::max(axis.right_px - axis.left_px, 1.0F));
    const double wanted = std::ceil(axis.span * static_cast<double>(min_px) / width);
    const WideTime step = std::max<WideTime>(to_wide(wanted), 1);
    const WideTime begin = floor_to(seen.min, step);
    const WideTime count = (WideTime(seen.max) - begin) / step + 1;
    const TimeRange range{clamp_time(begin), clamp_time(begin + count * step - 1)};
    return {range, static_cast<std::size_t>(count)};
}

MarkSpan mark_span(const TimeAxis& axis, const TimeRange& times, float min_px, float max_px) {
    const float left = std::floor(axis.x_of(times.min, -0.5));
    const float right = std::floor(axis.x_of(times.max, 0.5));
    const float width = right - left;
    if (width >= min_px && width <= max_px) {
        return {left, width >= min_px + 1.0F ? right - 1.0F : right};
    }
    const float middle = (axis.x_of(times.min, -0.5) + axis.x_of(times.max, 0.5)) * 0.5F;
    const float allowed = std::clamp(width, min_px, std::max(min_px, max_px));
    const float start = std::floor(middle - allowed * 0.5F + 0.5F);
    return {start, start + allowed};
}

}  // namespace limn::ui
