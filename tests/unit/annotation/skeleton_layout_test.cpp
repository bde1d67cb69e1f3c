// SPDX-License-Identifier: MIT
#include "annotation/skeleton_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <glm/geometric.hpp>
#include <limits>

#include "support/chunk_builder.h"
#include "support/contexts.h"

namespace limn::annotation {
namespace {

using test::described;
using test::info;

ResolvedContext chain() {
    AnnotationContext logged;
    logged.classes.push_back(
        described(info(1, "worm"), {info(0), info(1), info(2), info(3)}, {{0, 1}, {1, 2}, {2, 3}})
    );
    return {EntityPath::parse("/"), RowId{{0, 1}}, kStaticTime, logged};
}

TEST(AutomaticJoints, OfAChainStandInARow) {
    const JointPlaces places = automatic_joints(*chain().find(1));

    ASSERT_EQ(places.size(), 4U);
    const float ends = glm::distance(places.at(0), places.at(3));
    const float bone = glm::distance(places.at(1), places.at(2));
    EXPECT_GT(ends, 2.5F * bone);
}

TEST(AutomaticJoints, StayInsideTheSquareAndNeverFallTogether) {
    const JointPlaces places = automatic_joints(*chain().find(1));

    for (const auto& [id, at] : places) {
        EXPECT_GE(std::min(at.x, at.y), -0.001F);
        EXPECT_LE(std::max(at.x, at.y), 1.001F);
        for (const auto& [other, there] : places) {
            EXPECT_TRUE(id == other || glm::distance(at, there) > 0.1F);
        }
    }
}

TEST(AutomaticJoints, CopeWithConnectionsToThemselvesAndToUnknownJoints) {
    AnnotationContext logged;
    logged.classes.push_back(described(info(1), {info(4), info(9)}, {{4, 4}, {4, 77}, {9, 4}}));
    const ResolvedContext context(EntityPath::parse("/"), RowId{}, kStaticTime, logged);

    const JointPlaces places = automatic_joints(*context.find(1));

    EXPECT_EQ(places.size(), 2U);
    EXPECT_TRUE(automatic_joints(ClassStyle{}).empty());
}

class JointsOfInstance : public ::testing::Test {
  protected:
    std::optional<JointPlaces> joints() {
        const ContextMap contexts(recording, {});
        return joints_of_instance(recording, {}, contexts, *contexts.missing(), 1);
    }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
};

TEST_F(JointsOfInstance, AreThoseOfTheMostCompleteSkeleton) {
    recording.insert(
        test::ChunkBuilder("/people")
            .row(1)
            .set("Points2D:positions", test::points2({{5, 5}, {0, 0}, {0, 10}, {4, 10}}))
            .set("Points2D:class_ids", test::ids({1}))
            .set("Points2D:keypoint_ids", test::ids({0, 0, 1, 2}))
            .build()
    );

    const auto places = joints();

    ASSERT_TRUE(places.has_value());
    ASSERT_EQ(places->size(), 3U);
    EXPECT_NEAR(places->at(0).y, 0.0F, 1e-5F);
    EXPECT_NEAR(places->at(1).y, 1.0F, 1e-5F);
    EXPECT_NEAR(places->at(2).x - places->at(1).x, 0.4F, 1e-5F);
}

TEST_F(JointsOfInstance, In3DAreSeenFromTheirWideSideWithZUp) {
    recording.insert(test::ChunkBuilder("/people")
                         .row(1)
                         .set("Points3D:positions", test::points3({{7, 0, 2}, {7, 1, 0}}))
                         .set("Points3D:class_ids", test::ids({1}))
                         .set("Points3D:keypoint_ids", test::ids({0, 1}))
                         .build());

    const auto places = joints();

    ASSERT_TRUE(places.has_value());
    EXPECT_LT(places->at(0).y, places->at(1).y);
    EXPECT_NEAR(std::abs(places->at(0).x - places->at(1).x), 0.5F, 1e-5F);
}

TEST_F(JointsOfInstance, LeaveOutWhatIsNotFinite) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    recording.insert(test::ChunkBuilder("/people")
                         .row(1)
                         .set("Points2D:positions", test::points2({{nan, 5}, {0, 0}, {1, 1}}))
                         .set("Points2D:class_ids", test::ids({1}))
                         .set("Points2D:keypoint_ids", test::ids({0, 1, 2}))
                         .build());

    EXPECT_EQ(joints().value_or(JointPlaces{}).size(), 2U);
}

TEST_F(JointsOfInstance, AreNothingWithoutASkeleton) {
    EXPECT_EQ(joints(), std::nullopt);
}

}  // namespace
}  // namespace limn::annotation
