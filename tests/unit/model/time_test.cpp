// SPDX-License-Identifier: MIT
#include "model/time.h"

#include <gtest/gtest.h>

namespace limn {
namespace {

TEST(TimeRange, StartsEmptyAndGrows) {
    TimeRange range;
    EXPECT_TRUE(range.is_empty());
    EXPECT_FALSE(range.contains(0));
    range.extend(5);
    range.extend(-3);
    EXPECT_EQ(range, (TimeRange{-3, 5}));
    EXPECT_TRUE(range.contains(-3));
    EXPECT_TRUE(range.contains(5));
    EXPECT_FALSE(range.contains(6));
    range.extend(TimeRange{});
    EXPECT_EQ(range, (TimeRange{-3, 5})) << "an empty range adds nothing";
}

TEST(FormatTime, SequencesHaveAHash) {
    EXPECT_EQ(format_time(TimeKind::Sequence, 147), "#147");
    EXPECT_EQ(format_time(TimeKind::Sequence, -1), "#-1");
    EXPECT_EQ(format_time(TimeKind::Sequence, kStaticTime), "static");
}

TEST(FormatTime, TimestampsAreUtcDates) {
    EXPECT_EQ(format_time(TimeKind::Timestamp, 0), "1970-01-01 00:00:00");
    EXPECT_EQ(format_time(TimeKind::Timestamp, 1'000'000'000'500'000'000), "2001-09-09 01:46:40.5");
    EXPECT_EQ(format_time(TimeKind::Timestamp, -1), "1969-12-31 23:59:59.999999999");
}

TEST(FormatTime, DurationsAreSecondsOrClockTimes) {
    EXPECT_EQ(format_time(TimeKind::Duration, 1'250'000'000), "1.25 s");
    EXPECT_EQ(format_time(TimeKind::Duration, -500'000'000), "-0.5 s");
    EXPECT_EQ(format_time(TimeKind::Duration, 3'661'000'000'000), "1:01:01");
}

TEST(FormatTime, ExtremesAreNoTrouble) {
    for (const TimeKind kind : {TimeKind::Sequence, TimeKind::Timestamp, TimeKind::Duration}) {
        EXPECT_FALSE(format_time(kind, kMinTime).empty());
        EXPECT_FALSE(format_time(kind, kMaxTime).empty());
    }
}

TEST(TimeKind, HasAName) {
    EXPECT_EQ(to_string(TimeKind::Sequence), "sequence");
    EXPECT_EQ(to_string(TimeKind::Timestamp), "timestamp");
    EXPECT_EQ(to_string(TimeKind::Duration), "duration");
}

}  // namespace
}  // namespace limn
