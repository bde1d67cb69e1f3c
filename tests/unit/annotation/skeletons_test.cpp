// SPDX-License-Identifier: MIT
#include "annotation/skeletons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limn::annotation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::uint16_t>;

TEST(SplitSkeletons, RepeatedKeypointIdStartsTheNextOne) {
    const SkeletonSplit split = split_skeletons(Ids{5}, Ids{0, 1, 2, 0, 2}, 5);

    EXPECT_THAT(split.of_point, ElementsAre(0, 0, 0, 1, 1));
    EXPECT_THAT(split.classes, ElementsAre(5, 5));
}

TEST(SplitSkeletons, ClassesAreSplitEachForItself) {
    const SkeletonSplit split = split_skeletons(Ids{1, 2, 1, 2, 1}, Ids{0, 0, 1, 1, 0}, 5);

    EXPECT_THAT(split.of_point, ElementsAre(0, 1, 0, 1, 2));
    EXPECT_THAT(split.classes, ElementsAre(1, 2, 1));
}

TEST(SplitSkeletons, PointsAfterTheRepeatStayInTheNewSkeleton) {
    EXPECT_THAT(split_skeletons(Ids{1}, Ids{0, 0, 1, 1}, 4).of_point, ElementsAre(0, 1, 1, 2));
}

TEST(SplitSkeletons, LastIdsRepeatAndSurplusIsCut) {
    EXPECT_THAT(split_skeletons(Ids{1}, Ids{0, 3}, 4).of_point, ElementsAre(0, 0, 1, 2));
    EXPECT_THAT(split_skeletons(Ids{1, 2, 3}, Ids{0, 1, 2}, 1).classes, ElementsAre(1));
}

TEST(SplitSkeletons, WithoutClassOrKeypointIdsThereAreNone) {
    EXPECT_THAT(split_skeletons({}, Ids{0, 1}, 2).classes, IsEmpty());
    EXPECT_THAT(split_skeletons(Ids{1}, {}, 2).classes, IsEmpty());
}

}  // namespace
}  // namespace limn::annotation
