// SPDX-License-Identifier: MIT
/// Searching and counting sorted times.
///
/// Threads   values and pure functions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "model/time_math.h"

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

/// A range of times in equal parts, in integers: as many buckets as times give every time its own. Never decreases with
/// time. With more buckets than times some are empty.
class TimeBuckets {
  public:
    /// The range is not empty and `count` not 0.
    TimeBuckets(const TimeRange& range, std::size_t count)
        : range_(range)
        , length_(num_times_in(range))
        , count_(count) {}

    /// The bucket of a time of the range.
    [[nodiscard]] std::size_t of(TimeInt time) const {
        const std::uint64_t offset = time_distance(range_.min, time);
        std::uint64_t product = 0;
        const bool is_narrow = !__builtin_mul_overflow(offset, std::uint64_t{count_}, &product) &&
                               length_ <= std::numeric_limits<std::uint64_t>::max();
        // A division of 64 bits is several times as fast.
        return is_narrow ? product / static_cast<std::uint64_t>(length_)
                         : static_cast<std::size_t>(WideTime(offset) * WideTime(count_) / length_);
    }

    /// First and last time of a bucket; an empty range for an empty bucket.
    [[nodiscard]] TimeRange times(std::size_t bucket) const {
        const WideTime first = first_offset(bucket);
        const WideTime next = first_offset(bucket + 1);
        if (first == next) {
            return {};
        }
        return {clamp_time(range_.min + first), clamp_time(range_.min + next - 1)};
    }

    [[nodiscard]] const TimeRange& range() const { return range_; }

    [[nodiscard]] std::size_t size() const { return count_; }

  private:
    [[nodiscard]] WideTime first_offset(std::size_t bucket) const {
        return (WideTime(bucket) * length_ + WideTime(count_) - 1) / WideTime(count_);
    }

    TimeRange range_;
    WideTime length_;
    std::size_t count_;
};

/// Counts `size` sorted times: row by row if they are few, else by searching each bucket's end.
template <typename TimeAt>
void count_sorted(
    const TimeBuckets& buckets,
    std::size_t size,
    TimeAt&& time_at,
    std::span<std::uint32_t> counts
) {
    const TimeRange& range = buckets.range();
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
