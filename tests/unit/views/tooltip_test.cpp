// SPDX-License-Identifier: MIT
#include "views/tooltip.h"

#include <gtest/gtest.h>

#include "views/tip_timer.h"

namespace limn::views {
namespace {

constexpr float kFrameSecs = 0.1F;
constexpr glm::vec2 kDisplay{1600.0F, 1000.0F};
constexpr glm::vec2 kTip{120.0F, 30.0F};

/// Frames with the mouse on a thing; true if its tooltip showed in the last one.
bool rest(TipTimer& timer, std::uint64_t key, int frames, bool is_pressed = false) {
    bool is_due = false;
    for (int i = 0; i < frames; ++i) {
        timer.begin_frame(kFrameSecs, is_pressed);
        is_due = timer.is_due(key);
    }
    return is_due;
}

bool overlap(glm::vec2 at, const Rect& rect) {
    const glm::vec2 end = at + kTip;
    return at.x < rect.max.x && end.x > rect.min.x && at.y < rect.max.y && end.y > rect.min.y;
}

TEST(TipTimer, ATooltipWaitsHalfASecond) {
    TipTimer timer;
    EXPECT_FALSE(rest(timer, 1, 5));
    EXPECT_TRUE(timer.is_waiting());
    EXPECT_TRUE(rest(timer, 1, 2));
}

TEST(TipTimer, FramesAreDrawnUntilTheTooltipIsVisible) {
    TipTimer timer;
    ASSERT_TRUE(rest(timer, 1, 7));
    EXPECT_TRUE(timer.is_waiting()) << "ImGui hides a window in its first frame";
    rest(timer, 1, 5);
    EXPECT_FALSE(timer.is_waiting());
}

TEST(TipTimer, AnotherThingWaitsAgain) {
    TipTimer timer;
    rest(timer, 1, 10);
    EXPECT_FALSE(rest(timer, 2, 4));
    EXPECT_FALSE(rest(timer, 1, 4));
}

TEST(TipTimer, LeavingAThingEndsTheWait) {
    TipTimer timer;
    rest(timer, 1, 4);
    timer.begin_frame(kFrameSecs, false);
    timer.begin_frame(kFrameSecs, false);
    EXPECT_FALSE(timer.is_waiting());
    EXPECT_FALSE(rest(timer, 1, 4));
}

TEST(TipTimer, APressEndsItUntilTheMouseIsOnAnotherThing) {
    TipTimer timer;
    rest(timer, 1, 10);
    EXPECT_FALSE(rest(timer, 1, 1, true));
    EXPECT_FALSE(rest(timer, 1, 20));
    EXPECT_FALSE(timer.is_waiting());
    EXPECT_TRUE(rest(timer, 2, 10));
}

TEST(TipPlace, OfARowIsBesideItsPanel) {
    const Rect right{{1252.0F, 38.0F}, {1600.0F, 640.0F}};
    const Rect left{{0.0F, 38.0F}, {256.0F, 760.0F}};
    const auto at = [](const Rect& panel) {
        const Rect row{{panel.min.x, 300.0F}, {panel.max.x, 324.0F}};
        return place_tip(row, panel, tip_side(panel, kDisplay), kTip, kDisplay, 6.0F);
    };
    EXPECT_EQ(at(right), glm::vec2(1252.0F - 6.0F - 120.0F, 297.0F));
    EXPECT_EQ(at(left), glm::vec2(262.0F, 297.0F));
}

TEST(TipPlace, OfAStripIsAboveOrBelow) {
    const Rect top{{0.0F, 0.0F}, {1600.0F, 38.0F}};
    const Rect timeline{{0.0F, 766.0F}, {1600.0F, 974.0F}};
    const auto at = [](const Rect& panel) {
        const Rect button{{700.0F, panel.min.y + 4.0F}, {726.0F, panel.min.y + 30.0F}};
        return place_tip(button, panel, tip_side(panel, kDisplay), kTip, kDisplay, 6.0F);
    };
    EXPECT_EQ(at(top), glm::vec2(700.0F, 44.0F));
    EXPECT_EQ(at(timeline), glm::vec2(700.0F, 730.0F));
}

TEST(TipPlace, CoversNeitherItsItemNorLeavesTheDisplayWhereThereIsNoRoom) {
    constexpr glm::vec2 kSmall{300.0F, 200.0F};
    const Rect panel{{0.0F, 0.0F}, kSmall};
    const Rect item{{250.0F, 150.0F}, {290.0F, 170.0F}};

    const glm::vec2 at = place_tip(item, panel, tip_side(panel, kSmall), kTip, kSmall, 6.0F);

    EXPECT_FALSE(overlap(at, item));
    EXPECT_GE(at.x, 0.0F);
    EXPECT_LE(at.x + kTip.x, kSmall.x);
    EXPECT_LE(at.y + kTip.y, kSmall.y);
}

}  // namespace
}  // namespace limn::views
