// SPDX-License-Identifier: MIT
#include "ui/time_axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "model/time_math.h"

namespace limn::ui {
namespace {

/// 2026-08-21 10:00:05.625 in nanoseconds: more than a double can hold.
constexpr TimeInt kNow = 1'787'306'405'625'000'000;
constexpr TimeInt kSecond = 1'000'000'000;

/// Ranges that have broken time axes somewhere: one moment, one nanosecond, 2^53 + 1, all there is.
const std::vector<TimeRange>& odd_ranges() {
    static const std::vector<TimeRange> ranges{
        {0, 0},
        {kNow, kNow},
        {kNow, kNow + 1},
        {kNow, kNow + 365 * 86'400 * kSecond},
        {(TimeInt{1} << 53) + 1, (TimeInt{1} << 53) + 4},
        {-5, 5},
        {kMinTime, kMinTime},
        {kMinTime, kMinTime + 1},
        {kMaxTime, kMaxTime},
        {kMaxTime - 1, kMaxTime},
        {kMinTime, 0},
        {0, kMaxTime},
        {kMinTime, kMaxTime},
    };
    return ranges;
}

std::vector<TimeInt> times_of(const Ruler& ruler) {
    std::vector<TimeInt> times;
    for (const Tick& tick : ruler.ticks) {
        times.push_back(tick.time);
    }
    return times;
}

std::vector<std::string> texts_of(const Ruler& ruler) {
    std::vector<std::string> texts;
    for (const Tick& tick : ruler.ticks) {
        texts.push_back(tick.text);
    }
    return texts;
}

TEST(TimeAxis, EachTimeIsTheMiddleOfItsCell) {
    const TimeAxis axis = TimeAxis::of({0, 2}, 100.0F, 400.0F);

    EXPECT_FLOAT_EQ(axis.x_of(0), 150.0F);
    EXPECT_FLOAT_EQ(axis.x_of(2), 350.0F);
    EXPECT_FLOAT_EQ(axis.x_of(1, 0.25), 275.0F);
    EXPECT_EQ(axis.time_at(101.0F), 0);
    EXPECT_EQ(axis.time_at(199.0F), 0);
    EXPECT_EQ(axis.time_at(201.0F), 1);
    EXPECT_EQ(axis.time_at(399.0F), 2);
}

TEST(TimeAxis, FirstAndLastTimeAreBetweenTheEdgesOfAnyRange) {
    for (const TimeRange& range : odd_ranges()) {
        const TimeAxis axis = TimeAxis::of(range, 100.0F, 1100.0F);
        for (const TimeInt time : {range.min, range.max}) {
            EXPECT_GE(axis.x_of(time), 100.0F) << range.min << " " << range.max;
            EXPECT_LE(axis.x_of(time), 1100.0F) << range.min << " " << range.max;
        }
        EXPECT_EQ(axis.time_at(100.5F) == range.min, num_times_in(range) <= 1000)
            << range.min << " " << range.max;
        EXPECT_EQ(axis.visible().min, range.min);
        // Of 2^63 times a double counts all but the last few.
        EXPECT_NEAR(time_since(range.max, axis.visible().max), 0.0, 1.0);
    }
}

TEST(TimeAxis, PositionAndTimeAreInverseWhereATimeIsWiderThanAPixel) {
    for (const TimeRange& range : odd_ranges()) {
        TimeAxis axis = TimeAxis::of(range, 0.0F, 1000.0F);
        for (int i = 0; i < 60; ++i) {
            axis.zoom(900.0F, 0.5);
            axis.keep_near(range);
        }
        axis.zoom(500.0F, 20.0);
        axis.keep_near(range);
        const TimeRange seen = axis.visible();
        for (TimeInt time = seen.min;; ++time) {
            EXPECT_EQ(axis.time_at(axis.x_of(time)), time) << range.min << " " << range.max;
            if (time == seen.max) {
                break;
            }
        }
    }
}

TEST(TimeAxis, ZoomKeepsTheTimeUnderTheMouse) {
    TimeAxis axis = TimeAxis::of({0, 299}, 100.0F, 700.0F);
    const TimeInt before = axis.time_at(251.0F);

    axis.zoom(251.0F, 0.5);

    EXPECT_EQ(axis.time_at(251.0F), before);
    EXPECT_NEAR(axis.span, 150.0, 1e-6);
}

TEST(TimeAxis, ZoomEndsAtOneUnit) {
    TimeAxis axis = TimeAxis::of({kNow, kNow + 365 * 86'400 * kSecond}, 0.0F, 1000.0F);

    for (int i = 0; i < 100; ++i) {
        axis.zoom(700.0F, 0.5);
    }

    EXPECT_DOUBLE_EQ(axis.span, 1.0);
}

TEST(TimeAxis, OneNanosecondOfAYearCanBeSeen) {
    const TimeRange year{kNow, kNow + 365 * 86'400 * kSecond};
    TimeAxis axis = TimeAxis::of(year, 0.0F, 1000.0F);
    const TimeInt wanted = year.max - 12'345;

    while (axis.span > 100.0) {
        axis.zoom(axis.x_of(wanted), 0.5);
    }

    EXPECT_EQ(axis.time_at(axis.x_of(wanted)), wanted);
    EXPECT_NEAR(axis.x_of(wanted + 1) - axis.x_of(wanted), axis.units_to_px(1.0), 1e-2);
}

TEST(TimeAxis, TheRangeIsNeverLostOutOfSight) {
    for (const TimeRange& range : odd_ranges()) {
        TimeAxis axis = TimeAxis::of(range, 0.0F, 1000.0F);
        for (int i = 0; i < 50; ++i) {
            axis.zoom(0.0F, 3.0);
            axis.pan(-5.0);
            axis.keep_near(range);
        }
        const TimeRange seen = axis.visible();
        EXPECT_LE(seen.min, range.min);
        EXPECT_GE(seen.max, range.min);
        EXPECT_LE(axis.span, std::max(static_cast<double>(num_times_in(range)) * 1.5, 10.0));
    }
}

TEST(AxisBuckets, AreOneTimeEachWhereThereIsRoom) {
    const store::TimeBuckets buckets = axis_buckets(TimeAxis::of({7, 9}, 0.0F, 300.0F), 3.0F);

    ASSERT_EQ(buckets.size(), 3U);
    EXPECT_EQ(buckets.times(0), (TimeRange{7, 7}));
    EXPECT_EQ(buckets.times(2), (TimeRange{9, 9}));
}

TEST(AxisBuckets, KeepTheirBordersWhilePanned) {
    TimeAxis axis = TimeAxis::of({0, 99'999}, 0.0F, 300.0F);
    axis.zoom(100.0F, 0.5);
    const store::TimeBuckets before = axis_buckets(axis, 3.0F);
    axis.pan(0.0137);

    const store::TimeBuckets after = axis_buckets(axis, 3.0F);

    const TimeInt length = before.times(0).max - before.times(0).min + 1;
    EXPECT_EQ((after.range().min - before.range().min) % length, 0);
    EXPECT_EQ(after.times(0).max - after.times(0).min + 1, length);
}

TEST(AxisBuckets, CoverAllThatIsVisibleOfAnyRange) {
    for (const TimeRange& range : odd_ranges()) {
        const store::TimeBuckets buckets = axis_buckets(TimeAxis::of(range, 0.0F, 1000.0F), 3.0F);
        EXPECT_LE(buckets.size(), 350U);
        EXPECT_LE(buckets.range().min, range.min);
        EXPECT_GE(buckets.range().max, range.max);
        EXPECT_LT(buckets.of(range.max), buckets.size());
    }
}

TEST(MarkSpan, OfOneRowIsOneRowWide) {
    const TimeAxis axis = TimeAxis::of({0, 2}, 0.0F, 300.0F);

    const MarkSpan mark = mark_span(axis, {0, 0}, 3.0F);

    EXPECT_FLOAT_EQ(mark.left_px, 0.0F);
    EXPECT_FLOAT_EQ(mark.right_px, 99.0F) << "the row is at 50, the next one at 150";
}

TEST(MarkSpan, CanBeKeptNarrow) {
    const MarkSpan mark = mark_span(TimeAxis::of({5, 5}, 0.0F, 300.0F), {5, 5}, 3.0F, 24.0F);

    EXPECT_FLOAT_EQ(mark.left_px, 138.0F);
    EXPECT_FLOAT_EQ(mark.right_px, 162.0F);
}

TEST(MarkSpan, OfAMomentStandsAroundIt) {
    const TimeAxis axis = TimeAxis::of({kNow, kNow + 10 * kSecond}, 10.0F, 1010.0F);

    for (const TimeInt time : {kNow, kNow + 10 * kSecond}) {
        const MarkSpan mark = mark_span(axis, {time, time}, 3.0F);
        EXPECT_FLOAT_EQ(mark.right_px - mark.left_px, 3.0F);
        EXPECT_NEAR((mark.left_px + mark.right_px) * 0.5F, axis.x_of(time), 1.0F);
    }
}

TEST(Ruler, SequenceTicksAreRoundAndFarEnoughApart) {
    const Ruler ruler =
        make_ruler(TimeAxis::of({0, 300}, 0.0F, 1000.0F), TimeKind::Sequence, 90.0F);

    EXPECT_THAT(times_of(ruler), testing::ElementsAre(0, 50, 100, 150, 200, 250, 300));
    EXPECT_EQ(ruler.ticks[1].text, "#50");
    EXPECT_EQ(ruler.base, "");
}

TEST(Ruler, LongDurationsUseMinutes) {
    const Ruler ruler =
        make_ruler(TimeAxis::of({0, 600 * kSecond}, 0.0F, 500.0F), TimeKind::Duration, 90.0F);

    EXPECT_THAT(
        texts_of(ruler),
        testing::ElementsAre("0 s", "0:02:00", "0:04:00", "0:06:00", "0:08:00", "0:10:00")
    );
}

TEST(Ruler, OfOneMomentHasItsTickAndItsText) {
    const auto ruler_of = [](TimeKind kind, TimeInt time) {
        return make_ruler(TimeAxis::of({time, time}, 0.0F, 1000.0F), kind, 90.0F);
    };

    EXPECT_THAT(texts_of(ruler_of(TimeKind::Sequence, 7)), testing::ElementsAre("#7"));
    EXPECT_THAT(
        texts_of(ruler_of(TimeKind::Timestamp, kNow)),
        testing::ElementsAre("10:00:05.625")
    );
    EXPECT_THAT(
        texts_of(ruler_of(TimeKind::Duration, 12'500'000)),
        testing::ElementsAre("12.5 ms")
    );
}

TEST(Ruler, OfOneMomentThatWasADoubleIsTheClock) {
    // 1787306405.625 s as a double times 1e9.
    const TimeAxis axis = TimeAxis::of({kNow - 64, kNow - 64}, 0.0F, 1000.0F);

    EXPECT_THAT(
        texts_of(make_ruler(axis, TimeKind::Timestamp, 90.0F, 3)),
        testing::ElementsAre("10:00:05.625")
    );
    EXPECT_THAT(
        texts_of(make_ruler(axis, TimeKind::Timestamp, 90.0F)),
        testing::ElementsAre("10:00:05.624999936")
    );
}

TEST(Ruler, PartsOfASecondAreWrittenInFull) {
    const TimeInt second = kNow - kNow % kSecond;
    const TimeAxis axis = TimeAxis::of({second + 620'000'000, second + 630'000'000}, 0.0F, 500.0F);

    const Ruler ruler = make_ruler(axis, TimeKind::Timestamp, 240.0F);

    EXPECT_THAT(texts_of(ruler), testing::ElementsAre(".620", ".625", ".630"));
    EXPECT_EQ(ruler.base, "10:00:05");
}

TEST(Ruler, AWholeSecondIsWrittenWithItsMinute) {
    const TimeInt second = kNow - kNow % kSecond;
    const TimeAxis axis = TimeAxis::of({second - 500'000'000, second + kSecond}, 0.0F, 400.0F);

    const Ruler ruler = make_ruler(axis, TimeKind::Timestamp, 90.0F);

    EXPECT_THAT(texts_of(ruler), testing::ElementsAre(".5", "10:00:05", ".5", "10:00:06"));
    EXPECT_EQ(ruler.base, "");
}

TEST(Ruler, TheDateIsWrittenWhereItChanges) {
    const TimeInt noon = kNow - kNow % (86'400 * kSecond) + 43'200 * kSecond;
    const TimeAxis axis = TimeAxis::of({noon, noon + 86'400 * kSecond}, 0.0F, 500.0F);

    const Ruler ruler = make_ruler(axis, TimeKind::Timestamp, 90.0F);

    EXPECT_THAT(
        texts_of(ruler),
        testing::ElementsAre("12:00", "18:00", "2026-08-22", "06:00", "12:00")
    );
}

TEST(Ruler, LongNumbersAreWrittenFromARoundOne) {
    const Ruler ruler =
        make_ruler(TimeAxis::of({kNow, kNow + 20}, 0.0F, 300.0F), TimeKind::Sequence, 90.0F);

    EXPECT_EQ(ruler.base, "#1787306405625000000");
    EXPECT_THAT(texts_of(ruler), testing::ElementsAre("+0", "+10", "+20"));
}

TEST(Ruler, DurationsHaveAUnitThatFits) {
    const auto texts = [](TimeInt last) {
        return texts_of(make_ruler(TimeAxis::of({0, last}, 0.0F, 200.0F), TimeKind::Duration, 90.0F)
        );
    };

    EXPECT_THAT(texts(1'000'000), testing::ElementsAre("0.0 ms", "0.5 ms", "1.0 ms"));
    EXPECT_THAT(texts(2), testing::ElementsAre("0 ns", "2 ns"));
    EXPECT_THAT(texts(4 * kSecond), testing::ElementsAre("0 s", "2 s", "4 s"));
}

TEST(Ruler, TicksOfOddRangesRiseAndAreVisible) {
    for (const TimeRange& range : odd_ranges()) {
        for (const TimeKind kind : {TimeKind::Sequence, TimeKind::Timestamp, TimeKind::Duration}) {
            const TimeAxis axis = TimeAxis::of(range, 0.0F, 1000.0F);
            const Ruler ruler = make_ruler(axis, kind, 90.0F);
            EXPECT_LT(ruler.ticks.size(), 20U);
            EXPECT_FALSE(ruler.ticks.empty()) << range.min << " " << range.max;
            EXPECT_TRUE(std::ranges::is_sorted(ruler.ticks, std::ranges::less(), &Tick::time));
            for (const Tick& tick : ruler.ticks) {
                EXPECT_TRUE(range.contains(tick.time));
                EXPECT_FALSE(tick.text.empty());
            }
        }
    }
}

TEST(Ruler, TextsNeverOverlapWhateverIsVisible) {
    std::mt19937_64 random(20261128);
    const auto width_of = [](const std::string& text) {
        return 7.0F * static_cast<float>(text.size());
    };
    for (int i = 0; i < 3000; ++i) {
        const TimeRange& range = odd_ranges()[random() % odd_ranges().size()];
        TimeAxis axis = TimeAxis::of(range, 20.0F, 120.0F + static_cast<float>(random() % 1500));
        for (std::uint64_t zooms = random() % 60; zooms > 0; --zooms) {
            axis.zoom(20.0F + static_cast<float>(random() % 400), 0.7);
            axis.keep_near(range);
        }
        const auto kind = static_cast<TimeKind>(random() % 3);
        const Ruler ruler = fitting_ruler(axis, kind, 90.0F, 14.0F, width_of);
        const auto placed = place_ticks(axis, ruler, 4.0F, 6.0F, axis.right_px + 14.0F);
        ASSERT_EQ(placed.size(), ruler.ticks.size());
        float free_from = 6.0F;
        for (std::size_t t = 0; t < placed.size(); ++t) {
            if (placed[t].text_left_px) {
                EXPECT_GE(*placed[t].text_left_px, free_from);
                free_from = *placed[t].text_left_px + ruler.ticks[t].width_px;
                EXPECT_LE(free_from, axis.right_px + 14.0F);
            }
        }
    }
}

TEST(Ruler, ASingleTickAtTheRightEdgeHasItsTextLeftOfIt) {
    const TimeAxis axis = TimeAxis::of({0, 1}, 0.0F, 200.0F);
    const Ruler ruler{{{1, "#1", 60.0F}}, ""};

    const auto placed = place_ticks(axis, ruler, 4.0F, 0.0F, 200.0F);

    ASSERT_TRUE(placed[0].text_left_px);
    EXPECT_FLOAT_EQ(*placed[0].text_left_px, 150.0F - 4.0F - 60.0F);
}

}  // namespace
}  // namespace limn::ui
