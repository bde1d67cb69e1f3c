// SPDX-License-Identifier: MIT
#include "ui/class_amounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/counted.h"

namespace limn::ui {
namespace {

using annotation::ClassSeries;
using testing::Each;
using testing::ElementsAre;

TEST(ClassAmounts, ArePixelsWhereThereAreAny) {
    const ClassSeries points{1, {{0, test::counts_of(CountKind::Points, 3)}}};
    const ClassSeries boxes{1, {{0, test::counts_of(CountKind::Boxes, 3)}, points.steps[0]}};
    const ClassSeries mask{1, {boxes.steps[0], {5, test::counts_of(CountKind::Pixels, 40)}}};

    EXPECT_EQ(amount_kind(points), AmountKind::Instances);
    EXPECT_EQ(amount_kind(boxes), AmountKind::Objects);
    EXPECT_EQ(amount_kind(mask), AmountKind::Pixels);
    EXPECT_EQ(largest_amount(boxes, AmountKind::Objects), 3U);
    EXPECT_EQ(largest_amount(mask, AmountKind::Pixels), 40U);
}

TEST(ClassAmounts, HoldFromStepToStep) {
    const ClassSeries series{1, {{2, 1, 0}, {4, 4, 0}, {5, 0, 0}, {7, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {{0, 9}, 10}, 8),
        ElementsAre(0.0F, 0.0F, 0.25F, 0.25F, 1.0F, 0.0F, 0.0F, 0.5F, 0.5F, 0.0F)
    );
}

TEST(ClassAmounts, OfAPartOfTheTimelineKeepTheirScale) {
    const ClassSeries series{1, {{2, 1, 0}, {4, 4, 0}, {5, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {{6, 7}, 2}, 100),
        ElementsAre(0.5F, 0.5F)
    );
    EXPECT_THAT(amounts_in_buckets(series, AmountKind::Instances, {{-10, 1}, 4}, 100), Each(0.0F));
    EXPECT_THAT(amounts_in_buckets(series, AmountKind::Pixels, {{0, 9}, 3}, 9), Each(0.0F));
}

TEST(ClassAmounts, EveryTimeHasItsBucketIfThereAreAsManyOfThem) {
    ClassSeries series{1, {}};
    for (TimeInt time = 0; time < 300; ++time) {
        series.steps.push_back({time, 1 + static_cast<std::uint64_t>(time % 2), 0});
    }

    const auto shares = amounts_in_buckets(series, AmountKind::Instances, {{0, 299}, 300}, 299);

    EXPECT_THAT(shares, Each(testing::Gt(0.0F)));
}

TEST(ClassAmounts, AShortPresenceIsSeenInAWideBucket) {
    const ClassSeries series{1, {{500, 2, 0}, {501, 0, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {{0, 999}, 4}, 999),
        ElementsAre(0.0F, 0.0F, 1.0F, 0.0F)
    );
}

TEST(ClassAmounts, ReachOverAllTimesThereAre) {
    const ClassSeries series{1, {{kMinTime, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {{kMinTime, kMaxTime}, 3}, kMaxTime),
        Each(1.0F)
    );
}

TEST(ClassAmounts, OfRowsANanosecondApartStayApart) {
    const TimeInt now = 1'787'306'405'625'000'000;
    const ClassSeries series{1, {{now, 1, 0}, {now + 1, 0, 0}, {now + 2, 1, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {{now, now + 3}, 4}, now + 2),
        ElementsAre(1.0F, 0.0F, 1.0F, 0.0F)
    );
}

TEST(AmountTicks, AreRoundWholeNumbers) {
    const auto ticks = [](std::uint64_t most) {
        const AmountTicks found = amount_ticks(most);
        return std::pair(found.step, found.top);
    };
    EXPECT_EQ(ticks(0), std::pair(std::uint64_t{1}, std::uint64_t{1}));
    EXPECT_EQ(ticks(1), std::pair(std::uint64_t{1}, std::uint64_t{1}));
    EXPECT_EQ(ticks(3), std::pair(std::uint64_t{1}, std::uint64_t{3}));
    EXPECT_EQ(ticks(7), std::pair(2UL, 8UL));
    EXPECT_EQ(ticks(41'208), std::pair(10'000UL, 50'000UL));
    EXPECT_EQ(ticks(~0UL).second, 1'000'000'000'000'000'000UL);
}

}  // namespace
}  // namespace limn::ui
