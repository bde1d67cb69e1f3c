// SPDX-License-Identifier: MIT
#include "session/window_place.h"

#include <gtest/gtest.h>

#include <array>

namespace limn::session {
namespace {

constexpr Screen kLaptop{{0, 30}, {1366, 738}};
constexpr Screen kLarge{{1366, 0}, {3840, 2160}};

TEST(WindowPlace, TheFirstWindowTakesTheWorkAreaOfTheFirstScreen) {
    const std::array screens{kLaptop, kLarge};

    const auto place = opening_place(std::nullopt, screens, {{2, 28}, {2, 2}});

    ASSERT_TRUE(place);
    EXPECT_EQ(place->position, glm::ivec2(2, 58));
    EXPECT_EQ(place->size, glm::ivec2(1362, 708));
    EXPECT_FALSE(place->is_maximised);
}

TEST(WindowPlace, APlaceComesBackOnItsScreen) {
    const std::array screens{kLaptop, kLarge};
    const WindowPlace kept{{2000, 300}, {1800, 1100}, true};

    EXPECT_EQ(opening_place(kept, screens, {}), kept);
}

TEST(WindowPlace, APlaceOnAScreenThatIsGoneDoesNotComeBack) {
    const std::array screens{kLaptop};

    const auto place = opening_place(WindowPlace{{2000, 300}, {1800, 1100}, false}, screens, {});

    EXPECT_EQ(place, (WindowPlace{{0, 30}, {1366, 738}, false}));
}

TEST(WindowPlace, AWindowThatReachesBeyondItsScreenIsMovedInside) {
    const std::array screens{kLaptop};

    const auto place = opening_place(WindowPlace{{500, 200}, {1200, 600}, false}, screens, {});

    EXPECT_EQ(place, (WindowPlace{{166, 168}, {1200, 600}, false}));
}

TEST(WindowPlace, WithoutScreensThereIsNone) {
    EXPECT_FALSE(opening_place(std::nullopt, {}, {}));
    EXPECT_FALSE(screen_of({}, {}));
}

TEST(WindowPlace, TheScreenOfAWindowIsTheOneThatShowsMostOfIt) {
    const std::array screens{kLaptop, kLarge};

    EXPECT_EQ(screen_of({{1000, 100}, {600, 500}, false}, screens), 0U);
    EXPECT_EQ(screen_of({{1300, 100}, {600, 500}, false}, screens), 1U);
    EXPECT_EQ(screen_of({{-9000, 0}, {10, 10}, false}, screens), 0U);
}

TEST(WindowPlace, TheLeastSizeFollowsTheScaleUpToTheScreen) {
    EXPECT_EQ(least_window_size(1.0F, kLaptop), glm::ivec2(480, 360));
    EXPECT_EQ(least_window_size(3.0F, kLaptop), glm::ivec2(1366, 738));
    EXPECT_EQ(least_window_size(2.0F, std::nullopt), glm::ivec2(960, 720));
}

}  // namespace
}  // namespace limn::session
