// SPDX-License-Identifier: MIT
/// Class amounts: how much of a class there is along a time axis, as heights of bars.
///
/// Threads   plain functions; tested without a window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annotation/class_history.h"
#include "model/time.h"
#include "store/time_buckets.h"

namespace limn::ui {

/// What is compared over time: pixels where a class has any, else objects, else points and lines.
enum class AmountKind : std::uint8_t { Objects, Instances, Pixels };

[[nodiscard]] AmountKind amount_kind(const annotation::ClassSeries& series);
[[nodiscard]] std::uint64_t amount_of(const annotation::ClassStep& step, AmountKind kind);

/// The largest amount at any time.
[[nodiscard]] std::uint64_t largest_amount(const annotation::ClassSeries& series, AmountKind kind);

/// The largest amount in each bucket, as a share of the largest at any time; 0 where the class is absent. Nothing counts
/// after `end`, the last time.
[[nodiscard]] std::vector<float> amounts_in_buckets(
    const annotation::ClassSeries& series,
    AmountKind kind,
    const store::TimeBuckets& buckets,
    TimeInt end
);

/// The scale of a chart of whole numbers: lines at multiples of `step`, from 0 to `top`.
struct AmountTicks {
    std::uint64_t step = 1;
    std::uint64_t top = 1;
};

/// A handful of round whole numbers, of which the last is not smaller than `most`.
[[nodiscard]] AmountTicks amount_ticks(std::uint64_t most);

}  // namespace limn::ui
