// SPDX-License-Identifier: MIT
#include "base/diagnostics.h"

#include <gtest/gtest.h>

namespace limn {
namespace {

TEST(Diagnostics, EqualOnesAreCounted) {
    Diagnostics all;
    all.add(Severity::Warning, "here", "what");
    all.add(Severity::Warning, "here", "what", 4);
    all.add(Severity::Warning, "there", "what");
    ASSERT_EQ(all.items().size(), 2U);
    EXPECT_EQ(all.items()[0].count, 5U);
    EXPECT_EQ(all.items()[1].place, "there");
}

TEST(Diagnostics, PlaceAndMessageAreNotConfused) {
    Diagnostics all;
    all.add(Severity::Note, "a", "bc");
    all.add(Severity::Note, "ab", "c");
    EXPECT_EQ(all.items().size(), 2U);
}

TEST(Diagnostics, AFloodIsBoundedAndCounted) {
    Diagnostics all;
    for (int i = 0; i < 1500; ++i) {
        all.add(Severity::Error, "place " + std::to_string(i), "x");
    }
    EXPECT_EQ(all.items().size(), 1000U);
    EXPECT_EQ(all.dropped(), 500U);
    all.add(Severity::Error, "place 3", "x");
    EXPECT_EQ(all.items()[3].count, 2U) << "known ones are still counted";
}

TEST(Diagnostics, MergingAddsCountsAndDropped) {
    Diagnostics a;
    a.add(Severity::Note, "p", "m", 2);
    Diagnostics b;
    b.add(Severity::Note, "p", "m", 3);
    b.add(Severity::Note, "q", "m");
    a.merge(b);
    ASSERT_EQ(a.items().size(), 2U);
    EXPECT_EQ(a.items()[0].count, 5U);
    a.clear();
    EXPECT_TRUE(a.empty());
    a.add(Severity::Note, "p", "m");
    EXPECT_EQ(a.items().size(), 1U);
}

}  // namespace
}  // namespace limn
