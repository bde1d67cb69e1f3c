// SPDX-License-Identifier: MIT
#include "base/counted.h"

#include <gtest/gtest.h>

namespace limn {
namespace {

TEST(Counted, OneIsSingular) {
    EXPECT_EQ(counted(1, "frame"), "1 frame");
    EXPECT_EQ(counted(0, "frame"), "0 frames");
    EXPECT_EQ(counted(2, "class", "classes"), "2 classes");
    EXPECT_EQ(counted(1, "class", "classes"), "1 class");
    EXPECT_EQ(counted_short(41'200, "frame"), "41.2 k frames");
}

}  // namespace
}  // namespace limn
