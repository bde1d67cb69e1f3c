// SPDX-License-Identifier: MIT
#include "ui/status_bar.h"

#include <gtest/gtest.h>

namespace limn::ui {
namespace {

constexpr views::Rect kBar{{0.0F, 696.0F}, {1280.0F, 720.0F}};
constexpr float kRight = 1200.0F;
constexpr float kUsual = 56.0F;

TEST(NumberPlace, HasTheUsualWidthWhateverTheDigits) {
    for (const float text : {12.0F, 40.5F, kUsual}) {
        const views::Rect place = number_place(kBar, kRight, kUsual, text);
        EXPECT_EQ(place.size().x, kUsual);
        EXPECT_EQ(place.max.x, kRight);
    }
}

TEST(NumberPlace, IsNeverNarrowerThanItsText) {
    for (const float text : {56.25F, 63.0F, 400.75F}) {
        const views::Rect place = number_place(kBar, kRight, kUsual, text);
        EXPECT_GE(place.size().x, text);
        EXPECT_LT(place.size().x, text + 1.0F);
        EXPECT_EQ(place.max.x, kRight);
    }
}

TEST(NumberPlace, IsAsHighAsTheBar) {
    const views::Rect place = number_place(kBar, kRight, kUsual, 20.0F);
    EXPECT_EQ(place.min.y, kBar.min.y);
    EXPECT_EQ(place.max.y, kBar.max.y);
}

}  // namespace
}  // namespace limn::ui
