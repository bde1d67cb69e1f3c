// SPDX-License-Identifier: MIT
#include "ui/time_axis.h"

#include <algorithm>
#include <cmath>

namespace limn::ui {
namespace {

constexpr double kSecond = 1.0e9;

/// Smallest round step ≥ `wanted`: 1, 2, 5 × powers of ten; minutes and hours for real time.
double round_step(double wanted, TimeKind kind) {
    if (kind != TimeKind::Sequence && wanted > 10.0 * kSecond) {
        for (const double seconds :
             {15.0,
              30.0,
              60.0,
              120.0,
              300.0,
              600.0,
              900.0,
              1800.0,
              3600.0,
              7200.0,
              21600.0,
              43200.0,
              86400.0}) {
            if (seconds * kSecond >= wanted) {
                return seconds * kSecond;
            }
        }
        const double days = std::ceil(wanted / (86400.0 * kSecond));
        return days * 86400.0 * kSecond;
    }
    const double power = std::pow(10.0, std::floor(std::log10(std::max(wanted, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (power * factor >= wanted) {
            return std::max(power * factor, 1.0);
        }
    }
    return std::max(power * 10.0, 1.0);
}

}  // namespace

float TimeAxis::x_of(double time) const {
    const double share = (time - first) / (last - first);
    return static_cast<float>(
        static_cast<double>(left_px) + share * static_cast<double>(right_px - left_px)
    );
}

double TimeAxis::time_at(float x) const {
    const double width = std::max(1.0, static_cast<double>(right_px - left_px));
    return first + static_cast<double>(x - left_px) / width * (last - first);
}

void TimeAxis::zoom(float x, double factor) {
    const double pivot = time_at(x);
    const double smallest = 2.0;
    const double safe = std::max(factor, smallest / (last - first));
    first = pivot + (first - pivot) * safe;
    last = pivot + (last - pivot) * safe;
}

std::vector<TimeInt> ruler_ticks(const TimeAxis& axis, TimeKind kind, float min_gap_px) {
    const double width = std::max(1.0, static_cast<double>(axis.right_px - axis.left_px));
    const double step =
        round_step((axis.last - axis.first) * static_cast<double>(min_gap_px) / width, kind);
    std::vector<TimeInt> ticks;
    constexpr double kLimit = 9.2e18;
    for (double time = std::ceil(axis.first / step) * step;
         time <= axis.last && ticks.size() < 1000;
         time += step) {
        if (std::abs(time) < kLimit) {
            ticks.push_back(static_cast<TimeInt>(time));
        }
    }
    return ticks;
}

std::size_t num_buckets(const TimeAxis& axis, TimeKind kind) {
    constexpr float kBarPx = 3.0F;
    const float width = axis.right_px - axis.left_px;
    const auto buckets = static_cast<std::size_t>(std::max(width / kBarPx, 1.0F));
    if (kind != TimeKind::Sequence) {
        return buckets;
    }
    return std::min(buckets, static_cast<std::size_t>(std::max(axis.last - axis.first, 1.0)) + 1);
}

TimeInt to_time(double time) {
    constexpr double kLimit = 9.2e18;
    return static_cast<TimeInt>(std::llround(std::clamp(time, -kLimit, kLimit)));
}

}  // namespace limn::ui
