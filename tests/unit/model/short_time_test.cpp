// SPDX-License-Identifier: MIT
#include "model/short_time.h"

#include <gtest/gtest.h>

#include "model/time_math.h"

namespace limn {
namespace {

/// 2026-08-21 10:00:05.625 and 17 nanoseconds.
constexpr TimeInt kNow = 1'787'306'405'625'000'017;

TEST(TimeMath, AnyTwoTimesHaveADistance) {
    EXPECT_EQ(time_distance(kMinTime, kMaxTime), ~std::uint64_t{0} - 1);
    EXPECT_EQ(num_times_in({kMinTime, kMaxTime}), WideTime(~std::uint64_t{0}));
    EXPECT_EQ(num_times_in({3, 3}), 1);
    EXPECT_EQ(num_times_in({}), 0);
}

TEST(TimeMath, DifferencesKeepTheirNanoseconds) {
    EXPECT_EQ(time_since(kNow, kNow + 1), 1.0);
    EXPECT_EQ(time_since(kNow, kNow - 1), -1.0);
    EXPECT_EQ(time_since((TimeInt{1} << 53) + 1, (TimeInt{1} << 53) + 2), 1.0);
}

TEST(TimeMath, SumsStayInsideOfWhatThereIs) {
    EXPECT_EQ(saturating_add(kMaxTime, 1), kMaxTime);
    EXPECT_EQ(saturating_add(kMinTime, -5), kMinTime);
    EXPECT_EQ(saturating_add(kNow, -17), kNow - 17);
}

TEST(TimeMath, MultiplesOfAStepAreFoundOnBothSidesOfZero) {
    EXPECT_EQ(floor_to(-1, 10), -10);
    EXPECT_EQ(floor_to(-10, 10), -10);
    EXPECT_EQ(ceil_to(-9, 10), 0);
    EXPECT_EQ(ceil_to(1, 10), 10);
    EXPECT_EQ(ceil_to(20, 10), 20);
}

TEST(ShortTime, ClocksHaveMilliseconds) {
    EXPECT_EQ(format_clock(TimeKind::Timestamp, kNow), "10:00:05.625");
    EXPECT_EQ(format_clock(TimeKind::Timestamp, kNow - 81), "10:00:05.625")
        << "as it comes out of a double";
    EXPECT_EQ(format_clock(TimeKind::Timestamp, kNow - 600'000), "10:00:05.624");
    EXPECT_EQ(format_clock(TimeKind::Timestamp, kNow, 9), "10:00:05.625000017");
    EXPECT_EQ(format_clock(TimeKind::Duration, 12'500'000'000), "12.500 s");
    EXPECT_EQ(format_clock(TimeKind::Duration, -3'723'500'000'000), "-1:02:03.500");
    EXPECT_EQ(format_clock(TimeKind::Sequence, 147), "#147");
}

TEST(ShortTime, DatesStandInFront) {
    EXPECT_EQ(format_short(TimeKind::Timestamp, kNow), "2026-08-21 10:00:05.625");
    EXPECT_EQ(format_short(TimeKind::Timestamp, -1), "1970-01-01 00:00:00.000");
    EXPECT_EQ(format_short(TimeKind::Timestamp, -1, 9), "1969-12-31 23:59:59.999999999");
    EXPECT_EQ(format_short(TimeKind::Duration, 500'000'000), "0.500 s");
    EXPECT_EQ(format_short(TimeKind::Timestamp, kStaticTime), "static");
}

TEST(ShortTime, ShortRangesHaveMoreDigits) {
    EXPECT_EQ(clock_digits({kNow, kNow}), 3);
    EXPECT_EQ(clock_digits({kNow, kNow + 1}), 9);
    EXPECT_EQ(clock_digits({kNow, kNow + 5'000'000}), 6);
    EXPECT_EQ(clock_digits({kMinTime, kMaxTime}), 3);
}

TEST(ShortTime, RangesHaveTheDateOnce) {
    constexpr TimeInt kDay = 86'400'000'000'000;
    const auto text = [](TimeInt from, TimeInt to) {
        return format_short_range(TimeKind::Timestamp, {from, to});
    };
    EXPECT_EQ(text(kNow, kNow + 101'590'560), "2026-08-21 10:00:05.625 … 10:00:05.727");
    EXPECT_EQ(text(kNow, kNow + kDay), "2026-08-21 10:00:05.625 … 2026-08-22 10:00:05.625");
    EXPECT_EQ(text(kNow, kNow), "2026-08-21 10:00:05.625");
    EXPECT_EQ(text(kNow, kNow + 1), "2026-08-21 10:00:05.625000017 … 10:00:05.625000018");
    EXPECT_EQ(format_short_range(TimeKind::Sequence, {0, 3}), "#0 … #3");
    EXPECT_EQ(format_short_range(TimeKind::Duration, {0, 1'500'000'000}), "0.000 s … 1.500 s");
}

TEST(ShortTime, LengthsHaveAUnitThatFits) {
    EXPECT_EQ(format_length(0), "0 s");
    EXPECT_EQ(format_length(1), "1 ns");
    EXPECT_EQ(format_length(1'500), "1.5 µs");
    EXPECT_EQ(format_length(350'000'000), "350 ms");
    EXPECT_EQ(format_length(12'500'000'000), "12.5 s");
    EXPECT_EQ(format_length(3'723'000'000'000), "1:02:03");
    EXPECT_EQ(format_length(~std::uint64_t{0}), "5124095:34:33");
}

TEST(ShortTime, ExtremesAreNoTrouble) {
    for (const TimeKind kind : {TimeKind::Sequence, TimeKind::Timestamp, TimeKind::Duration}) {
        for (const TimeInt time : {kMinTime, TimeInt{-1}, kMaxTime}) {
            EXPECT_FALSE(format_short(kind, time).empty());
            const std::string exact = format_time(kind, time);
            EXPECT_TRUE(exact.starts_with(format_short(kind, time, 9).substr(0, 4))) << exact;
        }
    }
}

}  // namespace
}  // namespace limn
