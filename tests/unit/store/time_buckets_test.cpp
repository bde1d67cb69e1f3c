// SPDX-License-Identifier: MIT
#include "store/time_buckets.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace limn::store {
namespace {

constexpr TimeInt kNow = 1'787'306'405'625'000'000;

TEST(TimeBuckets, OfOneNanosecondToday) {
    const TimeBuckets buckets({kNow, kNow + 3}, 4);

    for (std::size_t i = 0; i < 4; ++i) {
        const TimeInt time = kNow + static_cast<TimeInt>(i);
        EXPECT_EQ(buckets.of(time), i);
        EXPECT_EQ(buckets.times(i), (TimeRange{time, time}));
    }
}

TEST(TimeBuckets, OfAllTimesThereAre) {
    const TimeBuckets buckets({kMinTime, kMaxTime}, 3);

    EXPECT_EQ(buckets.of(kMinTime), 0U);
    EXPECT_EQ(buckets.of(0), 1U);
    EXPECT_EQ(buckets.of(kMaxTime), 2U);
    EXPECT_EQ(buckets.times(0).min, kMinTime);
    EXPECT_EQ(buckets.times(2).max, kMaxTime);
}

TEST(TimeBuckets, MoreThanThereAreTimesAreEmptyInPart) {
    const TimeBuckets buckets({5, 6}, 4);

    EXPECT_EQ(buckets.of(6), 2U);
    EXPECT_EQ(buckets.times(2), (TimeRange{6, 6}));
    EXPECT_TRUE(buckets.times(1).is_empty());
}

TEST(TimeBuckets, TheTimesOfABucketAreThoseInIt) {
    std::mt19937_64 random(13);
    for (int i = 0; i < 2000; ++i) {
        const auto length = static_cast<TimeInt>(random() >> (1 + random() % 62));
        const TimeInt first = kNow - static_cast<TimeInt>(random() % (TimeInt{1} << 60));
        const TimeRange range{first, first > kMaxTime - length ? kMaxTime : first + length};
        const TimeBuckets buckets(range, 1 + random() % 1000);
        const std::size_t bucket = random() % buckets.size();
        const TimeRange times = buckets.times(bucket);
        if (times.is_empty()) {
            continue;
        }
        EXPECT_EQ(buckets.of(times.min), bucket);
        EXPECT_EQ(buckets.of(times.max), bucket);
        EXPECT_TRUE(times.min == range.min || buckets.of(times.min - 1) < bucket);
        EXPECT_TRUE(times.max == range.max || buckets.of(times.max + 1) > bucket);
    }
}

}  // namespace
}  // namespace limn::store
