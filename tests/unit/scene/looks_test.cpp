// SPDX-License-Identifier: MIT
// What the scene says about the looks of points, depth pictures and axes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

TEST(Joints, WithoutARadiusAreThickerThanTheirBones) {
    World world;
    world.log_static(
        "/people",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {1, 0, 0}})},
            {"Points3D:class_ids", test::ids({1})},
            {"Points3D:keypoint_ids", test::ids({0, 1})},
        }
    );
    world.log_static("/cloud", {{"Points3D:positions", test::points3({{0, 0, 0}})}});

    const auto scene = world.scene_3d();

    ASSERT_THAT(scene->list.points, SizeIs(2));
    EXPECT_THAT(scene->list.points[0].radii, ElementsAre(-1.5F));
    EXPECT_THAT(scene->list.points[1].radii, ElementsAre(-2.5F));
}

TEST(Points, AreShadedInSpaceUnlessFlatIsLogged) {
    World world;
    world.log_static("/ball", {{"Points3D:positions", test::points3({{0, 0, 0}})}});
    world.log_static(
        "/disc",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}})},
            {"Points3D:point_shading", test::bytes8({2})},
        }
    );
    world.log_static("/picture", {{"Points2D:positions", test::points2({{0, 0}})}});

    const auto scene = world.scene_3d();

    ASSERT_THAT(scene->list.points, SizeIs(2));
    EXPECT_TRUE(scene->list.points[0].is_shaded);
    EXPECT_FALSE(scene->list.points[1].is_shaded);
    EXPECT_FALSE(world.scene_2d()->list.points.at(0).is_shaded);
}

const draw::ImageDraw& depth_of(const ScenePtr& scene) {
    return scene->list.images.at(0);
}

TEST(Depth, IsTurboInMillimetersWithoutAnythingLogged) {
    World world;
    world.log_image("/depth", "DepthImage", 2, 2, ColorModel::L);

    const auto scene = world.scene_2d();

    EXPECT_EQ(depth_of(scene).colormap, draw::Colormap::Turbo);
    EXPECT_EQ(depth_of(scene).units_per_meter, 1000.0);
}

TEST(Depth, IsInMillimetersForIntegersOfAnyWidthAndInMetersForOtherNumbers) {
    const auto units = [](ChannelType type) {
        World world;
        const ImageFormat format{2, 1, 0, ColorModel::L, type};
        world.log_static(
            "/depth",
            {{"DepthImage:buffer", test::blob(test::Bytes(2 * channel_bytes(type), 0))},
             {"DepthImage:format", test::format(format)}}
        );
        return depth_of(world.scene_2d()).units_per_meter;
    };

    EXPECT_EQ(units(ChannelType::U16), 1000.0);
    EXPECT_EQ(units(ChannelType::I32), 1000.0);
    EXPECT_EQ(units(ChannelType::U64), 1000.0);
    EXPECT_EQ(units(ChannelType::F16), 1.0);
    EXPECT_EQ(units(ChannelType::F64), 1.0);
}

TEST(Depth, HasTheLoggedColormapAndMeter) {
    World world;
    world.log_image(
        "/depth",
        "DepthImage",
        2,
        2,
        ColorModel::L,
        {
            {"DepthImage:colormap", test::bytes8({6})},
            {"DepthImage:meter", test::numbers({100})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(depth_of(scene).colormap, draw::Colormap::Viridis);
    EXPECT_EQ(depth_of(scene).units_per_meter, 100.0);
}

TEST(Depth, WithNumbersThatMeanNothingIsReportedAndShownAsUsual) {
    World world;
    world.log_image(
        "/depth",
        "DepthImage",
        2,
        2,
        ColorModel::L,
        {
            {"DepthImage:colormap", test::bytes8({99})},
            {"DepthImage:meter", test::numbers({0})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(depth_of(scene).colormap, draw::Colormap::Turbo);
    EXPECT_EQ(depth_of(scene).units_per_meter, 1000.0);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(HasSubstr("no colormap 99"), HasSubstr("a meter cannot be 0 units"))
    );
}

TEST(Axes, StandInTheEntitysFrameAndInThoseThatItPlaces) {
    World world;
    world.log_static(
        "/tf",
        {
            {"Transform3D:translation", test::points3({{5, 0, 0}})},
            {"Transform3D:child_frame", test::texts({"odom"})},
            {"Transform3D:parent_frame", test::texts({"tf#/"})},
            {"TransformAxes3D:axis_length", test::numbers({0.5F})},
        }
    );
    world.log_static(
        "/moved",
        {
            {"Transform3D:translation", test::points3({{0, 7, 0}})},
            {"TransformAxes3D:axis_length", test::numbers({2})},
        }
    );

    const auto scene = world.scene_3d();

    ASSERT_THAT(scene->list.lines, SizeIs(3));
    EXPECT_EQ(glm::vec3(scene->list.lines[0].world_from_batch[3]), glm::vec3(0, 7, 0));
    EXPECT_EQ(glm::vec3(scene->list.lines[1].world_from_batch[3]), glm::vec3(0, 0, 0));
    EXPECT_EQ(glm::vec3(scene->list.lines[2].world_from_batch[3]), glm::vec3(5, 0, 0));
    ASSERT_THAT(scene->list.lines[2].segments, SizeIs(3));
    EXPECT_EQ(scene->list.lines[2].segments[2].to, glm::vec3(0, 0, 0.5F));
    EXPECT_TRUE(scene->list.lines[2].segments[2].has_head);
    EXPECT_EQ(glm::vec3(scene->bounds.max), glm::vec3(5.5F, 9, 2));
}

TEST(Axes, OfAFrameThatNothingConnectsAreReported) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}})},
            {"CoordinateFrame:frame", test::texts({"tf#/"})},
        }
    );
    world.log_static(
        "/odd",
        {
            {"TransformAxes3D:axis_length", test::numbers({1})},
            {"CoordinateFrame:frame", test::texts({"island"})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_THAT(scene->list.lines, SizeIs(0));
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(HasSubstr("'island' is not connected"))
    );
}

TEST(Axes, AreNotDrawnIn2D) {
    World world;
    world.log_static("/tf", {{"TransformAxes3D:axis_length", test::numbers({1})}});

    EXPECT_TRUE(world.scene_2d()->is_empty());
}

}  // namespace
}  // namespace limn::scene
