// SPDX-License-Identifier: MIT
#include "views/overlap_grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace limn::views {
namespace {

bool overlap(const LabelBox& a, const LabelBox& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

TEST(OverlapGrid, SaysTheSameAsLookingAtEveryBox) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> place(-150.0F, 750.0F);
    std::uniform_real_distribution<float> length(0.0F, 90.0F);
    OverlapGrid grid({600.0F, 400.0F}, 130.0F);
    std::vector<LabelBox> boxes;
    std::size_t num_free = 0;
    for (int i = 0; i < 4000; ++i) {
        LabelBox box;
        box.min = {place(random), place(random)};
        box.max = box.min + glm::vec2(length(random), length(random));
        const bool is_free =
            std::ranges::none_of(boxes, [&](const LabelBox& other) { return overlap(box, other); });
        ASSERT_EQ(grid.is_free(box), is_free) << i;
        num_free += is_free ? 1U : 0U;
        if (is_free || i % 16 == 0) {
            grid.add(box);
            boxes.push_back(box);
        }
    }
    EXPECT_GT(num_free, 50U);
}

TEST(OverlapGrid, BoxesThatTouchDoNotOverlap) {
    OverlapGrid grid({100.0F, 100.0F}, 10.0F);
    grid.add({{16.0F, 16.0F}, {48.0F, 32.0F}});

    EXPECT_TRUE(grid.is_free({{48.0F, 16.0F}, {64.0F, 32.0F}}));
    EXPECT_TRUE(grid.is_free({{0.0F, 16.0F}, {16.0F, 32.0F}}));
    EXPECT_TRUE(grid.is_free({{16.0F, 32.0F}, {48.0F, 40.0F}}));
    EXPECT_FALSE(grid.is_free({{47.5F, 31.5F}, {64.0F, 64.0F}}));
}

TEST(OverlapGrid, WorksOutsideOfTheView) {
    OverlapGrid grid({100.0F, 100.0F}, 10.0F);
    grid.add({{-5000.0F, -5000.0F}, {-4000.0F, -4000.0F}});

    EXPECT_FALSE(grid.is_free({{-4500.0F, -4500.0F}, {-4400.0F, -4400.0F}}));
    EXPECT_TRUE(grid.is_free({{-3000.0F, -3000.0F}, {-2000.0F, -2000.0F}}));
    EXPECT_TRUE(grid.is_free({{1.0e9F, 1.0e9F}, {2.0e9F, 2.0e9F}}));
}

}  // namespace
}  // namespace limn::views
