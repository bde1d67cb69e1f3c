// SPDX-License-Identifier: MIT
#include "session/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace limn::session {
namespace {

constexpr TileRect kArea{100.0F, 50.0F, 1004.0F, 604.0F};
constexpr float kGap = 4.0F;

TileRect rect_of(const PlacedTiles& placed, ViewId view) {
    for (const auto& [id, rect] : placed.tiles) {
        if (id == view) {
            return rect;
        }
    }
    ADD_FAILURE() << "view " << view << " has no tile";
    return {};
}

TEST(Layout, OneViewFillsEverything) {
    const PlacedTiles placed = Layout::automatic({7}).place(kArea, kGap);
    ASSERT_EQ(placed.tiles.size(), 1U);
    EXPECT_EQ(rect_of(placed, 7).w, kArea.w);
    EXPECT_TRUE(placed.splitters.empty());
}

TEST(Layout, TwoViewsStandSideBySide) {
    const PlacedTiles placed = Layout::automatic({1, 2}).place(kArea, kGap);
    EXPECT_EQ(rect_of(placed, 1).w, 500.0F);
    EXPECT_EQ(rect_of(placed, 2).x, 604.0F);
    EXPECT_EQ(rect_of(placed, 2).h, kArea.h);
    ASSERT_EQ(placed.splitters.size(), 1U);
    EXPECT_TRUE(placed.splitters[0].vertical);
    EXPECT_EQ(placed.splitters[0].rect.x, 600.0F);
}

TEST(Layout, ThreeViewsAreOneLargeAndTwoStacked) {
    const PlacedTiles placed = Layout::automatic({1, 2, 3}).place(kArea, kGap);
    EXPECT_GT(rect_of(placed, 1).w, rect_of(placed, 2).w);
    EXPECT_EQ(rect_of(placed, 1).h, kArea.h);
    EXPECT_EQ(rect_of(placed, 2).x, rect_of(placed, 3).x);
    EXPECT_GT(rect_of(placed, 3).y, rect_of(placed, 2).y);
}

TEST(Layout, ManyViewsShareTheAreaEvenly) {
    std::vector<ViewId> views(9);
    std::iota(views.begin(), views.end(), 1U);
    const PlacedTiles placed = Layout::automatic(views).place(kArea, kGap);
    ASSERT_EQ(placed.tiles.size(), 9U);
    for (const ViewId view : views) {
        EXPECT_NEAR(rect_of(placed, view).w, (kArea.w - 2 * kGap) / 3, 2.0F);
        EXPECT_NEAR(rect_of(placed, view).h, (kArea.h - 2 * kGap) / 3, 2.0F);
    }
}

TEST(Layout, RowsOfAGridDifferByOneViewAtMost) {
    const PlacedTiles placed = Layout::automatic({1, 2, 3, 4, 5, 6, 7}).place(kArea, kGap);
    EXPECT_EQ(rect_of(placed, 3).y, rect_of(placed, 1).y);
    EXPECT_EQ(rect_of(placed, 5).y, rect_of(placed, 4).y);
    EXPECT_EQ(rect_of(placed, 7).y, rect_of(placed, 6).y);
    EXPECT_NEAR(rect_of(placed, 7).w, rect_of(placed, 4).w, 2.0F);
}

TEST(Layout, TilesAndBarsDoNotOverlap) {
    const PlacedTiles placed = Layout::automatic({1, 2, 3, 4, 5}).place(kArea, kGap);
    for (std::size_t i = 0; i < placed.tiles.size(); ++i) {
        for (std::size_t j = i + 1; j < placed.tiles.size(); ++j) {
            const TileRect& a = placed.tiles[i].second;
            const TileRect& b = placed.tiles[j].second;
            const bool apart = a.x + a.w + kGap <= b.x || b.x + b.w + kGap <= a.x ||
                               a.y + a.h + kGap <= b.y || b.y + b.h + kGap <= a.y;
            EXPECT_TRUE(apart) << i << " and " << j;
        }
    }
}

TEST(Layout, RatioIsClamped) {
    Layout layout = Layout::automatic({1, 2});
    layout.set_ratio(0, 2.0F);
    EXPECT_FLOAT_EQ(layout.nodes()[0].ratio, 0.92F);
    layout.set_ratio(0, -1.0F);
    EXPECT_FLOAT_EQ(layout.nodes()[0].ratio, 0.08F);
    layout.set_ratio(99, 0.5F);
}

TEST(Layout, MaximisedViewStandsAlone) {
    Layout layout = Layout::automatic({1, 2, 3});
    layout.maximised = 2;
    const PlacedTiles placed = layout.place(kArea, kGap);
    ASSERT_EQ(placed.tiles.size(), 1U);
    EXPECT_EQ(placed.tiles[0].first, 2U);
}

TEST(Layout, MaximisedViewThatIsGoneIsIgnored) {
    Layout layout = Layout::automatic({1, 2, 3});
    layout.maximised = 9;
    EXPECT_EQ(layout.place(kArea, kGap).tiles.size(), 3U);
}

TEST(Layout, NoViewsNoTiles) {
    EXPECT_TRUE(Layout::automatic({}).empty());
    EXPECT_TRUE(Layout::automatic({}).place(kArea, kGap).tiles.empty());
}

TEST(Layout, TinyAreaGivesNoNegativeSizes) {
    const PlacedTiles placed = Layout::automatic({1, 2, 3, 4}).place({0, 0, 2, 2}, kGap);
    for (const auto& [id, rect] : placed.tiles) {
        EXPECT_GE(rect.w, 0.0F);
        EXPECT_GE(rect.h, 0.0F);
    }
}

}  // namespace
}  // namespace limn::session
