// SPDX-License-Identifier: MIT
#include "ui/text_match.h"

#include <gtest/gtest.h>

namespace limn::ui {
namespace {

TEST(FuzzyMatch, FindsLettersInOrderWhateverTheCase) {
    EXPECT_TRUE(fuzzy_match("Traffic Light", "trli"));
    EXPECT_TRUE(fuzzy_match("traffic light", "TRAFFIC"));
}

TEST(FuzzyMatch, RefusesLettersOutOfOrder) {
    EXPECT_FALSE(fuzzy_match("light", "lgih"));
}

TEST(FuzzyMatch, EmptyNeedleMatchesEverything) {
    EXPECT_TRUE(fuzzy_match("", ""));
    EXPECT_TRUE(fuzzy_match("car", " "));
}

TEST(FuzzyFind, PrefersWholeWordsThenStartsOfWords) {
    const int whole = fuzzy_find("car", "car")->score;
    const int start = fuzzy_find("car park", "car")->score;
    const int inside = fuzzy_find("scarf", "car")->score;
    const int letters = fuzzy_find("clear all roads", "car")->score;

    EXPECT_GT(whole, start);
    EXPECT_GT(start, inside);
    EXPECT_GT(inside, letters);
}

TEST(FuzzyFind, SaysWhichLettersMatched) {
    EXPECT_EQ(fuzzy_find("traffic light", "tl")->at, (std::vector<std::size_t>{0, 8}));
    EXPECT_EQ(fuzzy_find("car", "x"), std::nullopt);
}

}  // namespace
}  // namespace limn::ui
