// SPDX-License-Identifier: MIT
#include "session/time_control.h"

#include <gtest/gtest.h>

namespace limn::session {
namespace {

TimeControl frames(TimeInt first, TimeInt last) {
    TimeControl time;
    time.timeline = "frame";
    time.range = {first, last};
    time.cursor = first;
    time.playing = true;
    return time;
}

TEST(TimeControl, SequenceMovesFpsNumbersPerSecond) {
    TimeControl time = frames(0, 299);
    time.fps = 10.0;
    EXPECT_TRUE(time.advance(1.0));
    EXPECT_EQ(time.cursor, 10);
}

TEST(TimeControl, PartsOfAFrameAddUp) {
    TimeControl time = frames(0, 299);
    time.fps = 10.0;
    for (int i = 0; i < 8; ++i) {
        static_cast<void>(time.advance(0.0625));
    }
    EXPECT_EQ(time.cursor, 5);
    EXPECT_DOUBLE_EQ(time.fraction, 0.0);
}

TEST(TimeControl, TimestampsMoveInNanoseconds) {
    TimeControl time = frames(0, 10'000'000'000);
    time.kind = TimeKind::Timestamp;
    time.speed = 0.5;
    EXPECT_TRUE(time.advance(0.5));
    EXPECT_EQ(time.cursor, 250'000'000);
}

TEST(TimeControl, PausedDoesNotMove) {
    TimeControl time = frames(0, 299);
    time.playing = false;
    EXPECT_FALSE(time.advance(1.0));
    EXPECT_EQ(time.cursor, 0);
}

TEST(TimeControl, StopsAtTheEnd) {
    TimeControl time = frames(0, 9);
    EXPECT_TRUE(time.advance(5.0));
    EXPECT_EQ(time.cursor, 9);
    EXPECT_FALSE(time.playing);
}

TEST(TimeControl, WaitsAtTheEndWhileFollowing) {
    TimeControl time = frames(0, 9);
    time.follow = true;
    static_cast<void>(time.advance(5.0));
    EXPECT_EQ(time.cursor, 9);
    EXPECT_TRUE(time.playing);
}

TEST(TimeControl, LoopShowsTheLastFrameAsLongAsTheOthers) {
    TimeControl time = frames(10, 19);
    time.loop = LoopMode::All;
    time.fps = 10.0;
    time.cursor = 19;
    static_cast<void>(time.advance(0.1001));
    EXPECT_EQ(time.cursor, 10);
    EXPECT_TRUE(time.playing);
}

TEST(TimeControl, LoopOverManyRounds) {
    TimeControl time = frames(0, 9);
    time.loop = LoopMode::All;
    time.fps = 1.0;
    static_cast<void>(time.advance(23.0));
    EXPECT_EQ(time.cursor, 3);
}

TEST(TimeControl, LoopRangeWraps) {
    TimeControl time = frames(0, 99);
    time.loop = LoopMode::Range;
    time.loop_range = {20, 29};
    time.cursor = 28;
    time.fps = 1.0;
    static_cast<void>(time.advance(3.0));
    EXPECT_EQ(time.cursor, 21);
}

TEST(TimeControl, BackwardsWrapsToTheEnd) {
    TimeControl time = frames(0, 9);
    time.loop = LoopMode::All;
    time.speed = -1.0;
    time.fps = 1.0;
    time.cursor = 1;
    static_cast<void>(time.advance(3.0));
    EXPECT_EQ(time.cursor, 8);
}

TEST(TimeControl, BackwardsStopsAtTheStart) {
    TimeControl time = frames(5, 9);
    time.speed = -1.0;
    time.cursor = 7;
    static_cast<void>(time.advance(5.0));
    EXPECT_EQ(time.cursor, 5);
    EXPECT_FALSE(time.playing);
}

TEST(TimeControl, ExtremeTimesDoNotOverflow) {
    TimeControl time = frames(kMinTime, kMaxTime);
    time.loop = LoopMode::All;
    time.speed = 1e12;
    time.cursor = kMaxTime - 1;
    static_cast<void>(time.advance(1e9));
    EXPECT_TRUE(time.range.contains(time.cursor));
}

TEST(TimeControl, OneSingleTimeStays) {
    TimeControl time = frames(4, 4);
    time.kind = TimeKind::Duration;
    time.loop = LoopMode::All;
    static_cast<void>(time.advance(1.0));
    EXPECT_EQ(time.cursor, 4);
}

TEST(TimeControl, CursorIsClampedToTheRange) {
    TimeControl time = frames(10, 20);
    time.set_cursor(500);
    EXPECT_EQ(time.cursor, 20);
    time.set_cursor(-500);
    EXPECT_EQ(time.cursor, 10);
}

}  // namespace
}  // namespace limn::session
