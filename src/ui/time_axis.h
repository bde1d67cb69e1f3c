// SPDX-License-Identifier: MIT
/// TimeAxis: which part of a timeline is on the screen, and where.
///
/// Threads   plain values and functions; tested without a window.
#pragma once

#include <cstddef>
#include <vector>

#include "model/time.h"

namespace limn::ui {

/// Which part of a timeline is on the screen. Plain arithmetic, tested without a window.
struct TimeAxis {
    double first = 0.0;  ///< Time at the left edge.
    double last = 1.0;   ///< Time at the right edge; > first.
    float left_px = 0.0F;
    float right_px = 1.0F;

    [[nodiscard]] float x_of(double time) const;
    [[nodiscard]] double time_at(float x) const;

    /// Zooms by `factor` (< 1: closer) so that the time under x stays.
    void zoom(float x, double factor);
};

/// Positions of ruler ticks: round times, at least `min_gap_px` apart.
[[nodiscard]] std::vector<TimeInt>
ruler_ticks(const TimeAxis& axis, TimeKind kind, float min_gap_px);

/// Bars that have room on the axis: of a sequence at most one per number, so that numbers and bars do
/// not beat against each other.
[[nodiscard]] std::size_t num_buckets(const TimeAxis& axis, TimeKind kind);

/// A time as a whole number, kept inside what such numbers can be.
[[nodiscard]] TimeInt to_time(double time);

}  // namespace limn::ui
