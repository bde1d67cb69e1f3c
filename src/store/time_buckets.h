// SPDX-License-Identifier: MIT
/// Searching and counting sorted times.
///
/// Threads   values and pure functions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "model/time.h"

namespace limn::store {

/// The number of the first of `count` values for which `is_after` holds; they are partitioned by it.
template <typename Predicate>
std::size_t first_where(std::size_t count, Predicate&& is_after) {
    std::size_t begin = 0;
    while (count > 0) {
        const std::size_t half = count / 2;
        if (is_after(begin + half)) {
            count = half;
        } else {
            begin += half + 1;
            count -= half + 1;
        }
    }
    return begin;
}

/// Maps times of a range to buckets; never decreases with time.
class TimeBuckets {
  public:
    TimeBuckets(const TimeRange& range, std::size_t count)
        : min_(static_cast<std::uint64_t>(range.min))
        , span_(static_cast<double>(static_cast<std::uint64_t>(range.max) - min_) + 1.0)
        , count_(count) {}

    [[nodiscard]] std::size_t of(TimeInt time) const {
        const auto offset = static_cast<double>(static_cast<std::uint64_t>(time) - min_);
        // The product first: then a bucket per number gives every number its own.
        const double bucket = offset * static_cast<double>(count_) / span_;
        return std::min(count_ - 1, static_cast<std::size_t>(bucket));
    }

    [[nodiscard]] std::size_t size() const { return count_; }

  private:
    std::uint64_t min_;
    double span_;
    std::size_t count_;
};

/// Counts `size` sorted times: row by row if they are few, else by searching each bucket's end.
template <typename TimeAt>
void count_sorted(
    const TimeRange& range,
    const TimeBuckets& buckets,
    std::size_t size,
    TimeAt&& time_at,
    std::span<std::uint32_t> counts
) {
    std::size_t begin = first_where(size, [&](std::size_t i) { return time_at(i) >= range.min; });
    const std::size_t end =
        first_where(size, [&](std::size_t i) { return time_at(i) > range.max; });
    while (begin < end) {
        const std::size_t bucket = buckets.of(time_at(begin));
        std::size_t next = begin + 1;
        std::size_t step = 1;
        const auto is_after = [&](std::size_t i) { return buckets.of(time_at(i)) > bucket; };
        while (next + step < end && !is_after(next + step)) {
            next += step;
            step *= 2;
        }
        const std::size_t window = std::min(end - next, step + 1);
        next += first_where(window, [&](std::size_t i) { return is_after(next + i); });
        counts[bucket] += static_cast<std::uint32_t>(next - begin);
        begin = next;
    }
}

}  // namespace limn::store
