// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr Rgba8 kRed{255, 0, 0, 255};
constexpr Rgba8 kGreen{0, 255, 0, 255};

TEST(Points, PositionsThatAreNotFiniteAreLeftOutAndCounted) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{kNan, 0}, {1, 1}, {0, kInfinity}, {2, 2}})},
            {"Points2D:class_ids", test::ids({10, 11, 12, 13})},
            {"Points2D:radii", test::numbers({1, 2, 3, 4})},
        }
    );

    const auto scene = world.scene_2d();

    const draw::PointBatch& batch = scene->list.points.at(0);
    EXPECT_THAT(batch.positions, ElementsAre(glm::vec3(1, 1, 0), glm::vec3(2, 2, 0)));
    EXPECT_THAT(batch.style_index, ElementsAre(11U, 13U));
    EXPECT_THAT(batch.radii, ElementsAre(2.0F, 4.0F));
    EXPECT_THAT(batch.instance, ElementsAre(1U, 3U));
    ASSERT_EQ(scene->diagnostics.items().size(), 1U);
    EXPECT_EQ(scene->diagnostics.items()[0].count, 2U);
    EXPECT_EQ(scene->bounds.min, glm::dvec3(-2, -2, 0)) << "discs, not their middles";
    EXPECT_EQ(scene->bounds.max, glm::dvec3(6, 6, 0));
}

TEST(Points, OfNothingButNanAreNoBatch) {
    World world;
    world.log_static("/points", {{"Points3D:positions", test::points3({{kNan, 0, 0}})}});

    const auto scene = world.scene_3d();

    EXPECT_TRUE(scene->is_empty());
    EXPECT_TRUE(scene->bounds.is_empty);
}

TEST(Points, ARadiusThatIsNotFiniteIsTheDefault) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}, {1, 1}, {2, 2}})},
            {"Points2D:radii", test::numbers({kNan, 2, -kInfinity})},
        }
    );

    EXPECT_THAT(world.scene_2d()->list.points.at(0).radii, ElementsAre(-1.5F, 2.0F, -1.5F));
}

TEST(Points, NegativeZeroRadiusStaysAUiRadius) {
    World world;
    world.log_static("/", {{"Transform3D:scale", test::points3({{3, 3, 3}})}});
    world.log_static(
        "/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {1, 1, 1}, {2, 2, 2}})},
            {"Points3D:radii", test::numbers({-0.0F, 2, -2})},
        }
    );

    const auto scene = world.scene(ViewKind::Spatial3D, "/");

    // The view's world is the origin's own space: its transform does not stretch anything.
    const auto& radii = scene->list.points.at(0).radii;
    EXPECT_TRUE(std::signbit(radii.at(0)));
    EXPECT_EQ(radii.at(1), 2.0F);
    EXPECT_EQ(radii.at(2), -2.0F);
}

TEST(Points, SceneRadiiGrowWithTheTransformAndUiRadiiDoNot) {
    World world;
    world.log_static("/moved", {{"Transform3D:scale", test::points3({{3, 3, 3}})}});
    world.log_static(
        "/moved/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {1, 1, 1}})},
            {"Points3D:radii", test::numbers({2, -2})},
        }
    );

    EXPECT_THAT(world.scene_3d()->list.points.at(0).radii, ElementsAre(6.0F, -2.0F));
}

TEST(Points, TheLastValueOfEveryComponentRepeats) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}, {1, 1}, {2, 2}})},
            {"Points2D:class_ids", test::ids({7, 8})},
            {"Points2D:colors", test::colors({kRed, kGreen})},
            {"Points2D:radii", test::numbers({1, 2})},
        }
    );

    const auto scene = world.scene_2d();

    const draw::PointBatch& batch = scene->list.points.at(0);
    EXPECT_THAT(batch.style_index, ElementsAre(7U, 8U, 8U));
    EXPECT_THAT(batch.colors, ElementsAre(kRed, kGreen, kGreen));
    EXPECT_THAT(batch.radii, ElementsAre(1.0F, 2.0F, 2.0F));
    EXPECT_EQ(scene->styles.at(batch.style).max_class, 8U);
}

TEST(Points, WithLoggedColorsAreCountedAsSuch) {
    World world;
    world.log_static(
        "/colored",
        {
            {"Points2D:positions", test::points2({{0, 0}, {1, 1}, {kNan, 2}})},
            {"Points2D:class_ids", test::ids({7})},
            {"Points2D:colors", test::colors({kRed, kGreen})},
        }
    );
    world.log_static(
        "/plain",
        {
            {"Points2D:positions", test::points2({{0, 0}})},
            {"Points2D:class_ids", test::ids({7})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->counts.size(), 2U);
    const annotation::OwnColors& own = scene->counts[0].tally.own;
    EXPECT_EQ(own.counts[CountKind::Points], 2U);
    EXPECT_THAT(own.examples, ElementsAre(kRed, kGreen));
    EXPECT_EQ(scene->counts[1].tally.own, annotation::OwnColors());
}

TEST(Points, SurplusValuesAreIgnored) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}})},
            {"Points2D:class_ids", test::ids({1, 60000})},
            {"Points2D:colors", test::colors({kRed, kGreen})},
        }
    );

    const auto scene = world.scene_2d();

    const draw::PointBatch& batch = scene->list.points.at(0);
    EXPECT_THAT(batch.style_index, ElementsAre(1U));
    EXPECT_THAT(batch.colors, ElementsAre(kRed));
    EXPECT_EQ(scene->styles.at(batch.style).max_class, 1U);
}

TEST(Points, AComponentOfTheWrongTypeIsReportedAndTheRestIsDrawn) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}})},
            {"Points2D:class_ids", test::texts({"car"})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(scene->list.points.size(), 1U);
    ASSERT_EQ(scene->diagnostics.items().size(), 1U);
    EXPECT_THAT(
        scene->diagnostics.items()[0].message,
        testing::StartsWith("class_ids has the type")
    );
}

TEST(Points, EmptyPositionsDrawNothingAndSayNothing) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({})},
            {"Points2D:class_ids", test::ids({1})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_TRUE(scene->is_empty());
    EXPECT_TRUE(scene->diagnostics.empty());
}

TEST(Points, PosesRepeatTheBatch) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points3D:positions", test::points3({{1, 0, 0}})},
            {"InstancePoses3D:translations", test::points3({{0, 0, 0}, {0, 5, 0}})},
            {"InstancePoses3D:scales", test::points3({{2, 2, 2}})},
        }
    );

    const auto scene = world.scene_3d();

    ASSERT_EQ(scene->list.points.size(), 2U);
    const glm::dvec4 local(1, 0, 0, 1);
    EXPECT_EQ(scene->list.points[0].world_from_batch * local, glm::dvec4(2, 0, 0, 1));
    EXPECT_EQ(scene->list.points[1].world_from_batch * local, glm::dvec4(2, 5, 0, 1));
}

TEST(Points, HiddenSubtreesAreNotThere) {
    World world;
    world.log_static("/a/points", {{"Points2D:positions", test::points2({{0, 0}})}});
    world.log_static("/b", {{"Points2D:positions", test::points2({{1, 1}})}});
    SceneInput input = world.input(ViewKind::Spatial2D);
    input.hidden = {EntityPath::parse("/a")};

    const auto scene = world.build(input);

    EXPECT_THAT(scene->entities, ElementsAre(EntityPath::parse("/b")));
    EXPECT_EQ(scene->list.points.size(), 1U);
}

}  // namespace
}  // namespace limn::scene
