// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/timeline_panel.h"

namespace limn::ui {
namespace {

TEST(TimeAxis, PositionAndTimeAreInverse) {
    const TimeAxis axis{0.0, 300.0, 100.0F, 700.0F};

    EXPECT_FLOAT_EQ(axis.x_of(150.0), 400.0F);
    EXPECT_DOUBLE_EQ(axis.time_at(400.0F), 150.0);
}

TEST(TimeAxis, ZoomKeepsTheTimeUnderTheMouse) {
    TimeAxis axis{0.0, 300.0, 100.0F, 700.0F};

    axis.zoom(250.0F, 0.5);

    EXPECT_NEAR(axis.time_at(250.0F), 75.0, 1e-6);
    EXPECT_NEAR(axis.last - axis.first, 150.0, 1e-6);
}

TEST(TimeAxis, ZoomNeverGoesBelowTwoUnits) {
    TimeAxis axis{0.0, 10.0, 0.0F, 100.0F};

    for (int i = 0; i < 50; ++i) {
        axis.zoom(50.0F, 0.5);
    }

    EXPECT_NEAR(axis.last - axis.first, 2.0, 1e-9);
}

TEST(RulerTicks, SequenceTicksAreRoundAndFarEnoughApart) {
    const TimeAxis axis{0.0, 300.0, 0.0F, 1000.0F};

    const auto ticks = ruler_ticks(axis, TimeKind::Sequence, 90.0F);

    EXPECT_THAT(ticks, testing::ElementsAre(0, 50, 100, 150, 200, 250, 300));
}

TEST(RulerTicks, LongDurationsUseMinutes) {
    const TimeAxis axis{0.0, 600e9, 0.0F, 500.0F};

    const auto ticks = ruler_ticks(axis, TimeKind::Duration, 90.0F);

    ASSERT_GE(ticks.size(), 2U);
    EXPECT_EQ((ticks[1] - ticks[0]) % 60'000'000'000, 0);
}

TEST(RulerTicks, ExtremeRangesEndInAFewTicks) {
    const TimeAxis axis{-9.2e18, 9.2e18, 0.0F, 1000.0F};

    EXPECT_LT(ruler_ticks(axis, TimeKind::Sequence, 90.0F).size(), 20U);
}

}  // namespace
}  // namespace limn::ui
