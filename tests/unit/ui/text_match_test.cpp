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

}  // namespace
}  // namespace limn::ui
