// SPDX-License-Identifier: MIT
#include "ui/class_amounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limn::ui {
namespace {

using annotation::ClassSeries;
using testing::Each;
using testing::ElementsAre;

TEST(ClassAmounts, ArePixelsWhereThereAreAny) {
    const ClassSeries boxes{1, {{0, 3, 0}, {5, 1, 0}}};
    const ClassSeries mask{1, {{0, 3, 0}, {5, 1, 40}}};

    EXPECT_EQ(amount_kind(boxes), AmountKind::Instances);
    EXPECT_EQ(amount_kind(mask), AmountKind::Pixels);
    EXPECT_EQ(largest_amount(boxes, AmountKind::Instances), 3U);
    EXPECT_EQ(largest_amount(mask, AmountKind::Pixels), 40U);
}

TEST(ClassAmounts, HoldFromStepToStep) {
    const ClassSeries series{1, {{2, 1, 0}, {4, 4, 0}, {5, 0, 0}, {7, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {0, 9}, 8, 10),
        ElementsAre(0.0F, 0.0F, 0.25F, 0.25F, 1.0F, 0.0F, 0.0F, 0.5F, 0.5F, 0.0F)
    );
}

TEST(ClassAmounts, OfAPartOfTheTimelineKeepTheirScale) {
    const ClassSeries series{1, {{2, 1, 0}, {4, 4, 0}, {5, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {6, 7}, 100, 2),
        ElementsAre(0.5F, 0.5F)
    );
    EXPECT_THAT(amounts_in_buckets(series, AmountKind::Instances, {-10, 1}, 100, 4), Each(0.0F));
    EXPECT_THAT(amounts_in_buckets(series, AmountKind::Pixels, {0, 9}, 9, 3), Each(0.0F));
}

TEST(ClassAmounts, EveryTimeHasItsBucketIfThereAreAsManyOfThem) {
    ClassSeries series{1, {}};
    for (TimeInt time = 0; time < 300; ++time) {
        series.steps.push_back({time, 1 + static_cast<std::uint64_t>(time % 2), 0});
    }

    const auto shares = amounts_in_buckets(series, AmountKind::Instances, {0, 299}, 299, 300);

    EXPECT_THAT(shares, Each(testing::Gt(0.0F)));
}

TEST(ClassAmounts, AShortPresenceIsSeenInAWideBucket) {
    const ClassSeries series{1, {{500, 2, 0}, {501, 0, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {0, 999}, 999, 4),
        ElementsAre(0.0F, 0.0F, 1.0F, 0.0F)
    );
}

TEST(ClassAmounts, ReachOverAllTimesThereAre) {
    const ClassSeries series{1, {{kMinTime, 2, 0}}};

    EXPECT_THAT(
        amounts_in_buckets(series, AmountKind::Instances, {kMinTime, kMaxTime}, kMaxTime, 3),
        Each(1.0F)
    );
}

}  // namespace
}  // namespace limn::ui
