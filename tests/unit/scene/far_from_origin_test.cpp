// SPDX-License-Identifier: MIT
// Map coordinates: large offsets of transforms, cameras and labels are kept to a millimeter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "scene/placement.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;

constexpr glm::vec3 kOffset(692000.25F, 5334000.5F, 500.0F);

TEST(FarFromOrigin, AnOffsetAndItsOppositeCancelExactly) {
    World world;
    world.log_static("/a", {{"Transform3D:translation", test::points3({-kOffset})}});
    world.log_static("/a/b", {{"Transform3D:translation", test::points3({kOffset})}});
    world.log_static("/a/b/points", {{"Points3D:positions", test::points3({{0.001F, 0, 0}})}});

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.points.at(0).world_from_batch, glm::dmat4(1.0));
    EXPECT_FLOAT_EQ(static_cast<float>(scene->bounds.max.x), 0.001F);
}

TEST(FarFromOrigin, AViewOfAFrameFarAwayShowsItsDataWhereTheyAre) {
    World world;
    world.log_static(
        "/map",
        {{"Transform3D:translation", test::points3({kOffset})},
         {"Transform3D:rotation_axis_angle", test::axis_angles({{{0, 0, 1}, 0.7F}})}}
    );
    world.log_static("/map/points", {{"Points3D:positions", test::points3({{0.001F, 2, 0}})}});

    const auto scene = world.scene(ViewKind::Spatial3D, "/map");

    const glm::dmat4& matrix = scene->list.points.at(0).world_from_batch;
    EXPECT_LT(glm::length(glm::dvec3(matrix[3])), 1.0e-7);
}

TEST(FarFromOrigin, LabelsAndBoundsKeepTheDetail) {
    World world;
    world.log_static("/map", {{"Transform3D:translation", test::points3({kOffset})}});
    world.log_static(
        "/map/box",
        {{"Boxes3D:half_sizes", test::points3({{0.001F, 0.002F, 0.003F}})},
         {"Boxes3D:labels", test::texts({"car"})}}
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.labels.at(0).position, glm::dvec3(kOffset));
    const glm::dvec3 size = scene->bounds.max - scene->bounds.min;
    EXPECT_NEAR(size.x, 0.002, 1.0e-8);
    EXPECT_NEAR(size.z, 0.006, 1.0e-8);
}

TEST(FarFromOrigin, ABoxWhoseCenterIsFarAwayKeepsItsSize) {
    World world;
    world.log_static(
        "/box",
        {{"Boxes3D:half_sizes", test::points3({{0.001F, 0.002F, 0.003F}})},
         {"Boxes3D:centers", test::points3({kOffset})},
         {"Boxes3D:labels", test::texts({"car"})}}
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.labels.at(0).position, glm::dvec3(kOffset));
    const glm::dvec3 size = scene->bounds.max - scene->bounds.min;
    EXPECT_NEAR(size.x, 0.002, 1.0e-8);
    EXPECT_NEAR(size.y, 0.004, 1.0e-8);
}

TEST(FarFromOrigin, AnArrowThatStartsFarAwayKeepsItsLength) {
    World world;
    world.log_static(
        "/arrow",
        {{"Arrows3D:vectors", test::points3({{0.001F, 0.002F, 0}})},
         {"Arrows3D:origins", test::points3({kOffset})}}
    );

    const auto scene = world.scene_3d();

    const draw::LineBatch& arrow = scene->list.lines.at(0);
    EXPECT_EQ(glm::dvec3(arrow.world_from_batch[3]), glm::dvec3(kOffset));
    EXPECT_EQ(arrow.segments.at(0).to, glm::vec3(0.001F, 0.002F, 0));
}

TEST(FarFromOrigin, ABoxInAPictureKeepsItsSize) {
    World world;
    world.log_static(
        "/box",
        {{"Boxes2D:half_sizes", test::points2({{0.001F, 0.002F}})},
         {"Boxes2D:centers", test::points2({kOffset})},
         {"Boxes2D:labels", test::texts({"car"})}}
    );

    const auto scene = world.scene_2d();

    const draw::LineBatch& box = scene->list.lines.at(0);
    EXPECT_EQ(glm::dvec2(box.world_from_batch[3]), glm::dvec2(kOffset));
    EXPECT_EQ(box.segments.at(0).from, glm::vec3(-0.001F, -0.002F, 0));
    EXPECT_EQ(glm::dvec2(scene->list.labels.at(0).position).x, double{kOffset.x});
    EXPECT_NEAR(scene->bounds.max.x - scene->bounds.min.x, 0.002, 1.0e-8);
}

TEST(FarFromOrigin, AnArrowInAPictureKeepsItsLength) {
    World world;
    world.log_static(
        "/arrow",
        {{"Arrows2D:vectors", test::points2({{0.001F, 0.002F}})},
         {"Arrows2D:origins", test::points2({kOffset})}}
    );

    const auto scene = world.scene_2d();

    const draw::LineBatch& arrow = scene->list.lines.at(0);
    EXPECT_EQ(glm::dvec2(arrow.world_from_batch[3]), glm::dvec2(kOffset));
    EXPECT_EQ(arrow.segments.at(0).to, glm::vec3(0.001F, 0.002F, 0));
}

TEST(FarFromOrigin, ALongStripHasItsLabelInItsMiddle) {
    World world;
    const std::vector<glm::vec2> points(10000, glm::vec2(kOffset));
    world.log_static(
        "/strip",
        {{"LineStrips2D:strips", test::strips2({points})},
         {"LineStrips2D:labels", test::texts({"path"})}}
    );

    EXPECT_EQ(glm::dvec2(world.scene_2d()->list.labels.at(0).position), glm::dvec2(kOffset));
}

TEST(FarFromOrigin, ACamerasLinesAreRelativeToIt) {
    World world;
    world.log_static("/map", {{"Transform3D:translation", test::points3({kOffset})}});
    world.log_static(
        "/map/camera",
        {{"Pinhole:image_from_camera", test::matrices({100, 0, 0, 0, 100, 0, 50, 40, 1})},
         {"Pinhole:resolution", test::points2({{100, 80}})},
         {"Pinhole:image_plane_distance", test::numbers({0.001F})}}
    );

    const auto scene = world.scene_3d();

    const draw::LineBatch& camera = scene->list.lines.at(0);
    EXPECT_EQ(glm::dvec3(camera.world_from_batch[3]), glm::dvec3(kOffset));
    for (const draw::LineSegment& segment : camera.segments) {
        EXPECT_LT(glm::length(segment.from), 0.01F);
        EXPECT_LT(glm::length(segment.to), 0.01F);
    }
    EXPECT_NEAR(scene->bounds.max.z - scene->bounds.min.z, 0.001, 1.0e-7);
}

TEST(FarFromOrigin, DataAreProjectedThroughACameraBesideThem) {
    const auto pixel_at = [](const glm::vec3& offset) {
        World world;
        world.log_static("/map", {{"Transform3D:translation", test::points3({offset})}});
        world.log_static(
            "/map/camera",
            {{"Pinhole:image_from_camera", test::matrices({100, 0, 0, 0, 100, 0, 50, 40, 1})}}
        );
        world.log_static(
            "/map/camera/points",
            {{"Points3D:positions", test::points3({{0.001F, 0, 0.1F}})}}
        );
        const auto scene = world.scene(ViewKind::Spatial2D, "/map/camera");
        return scene->list.points.at(0).positions.at(0);
    };

    EXPECT_LT(glm::distance(pixel_at(kOffset), pixel_at({0, 0, 0})), 1.0e-4F);
}

TEST(FarFromOrigin, LeftHandedViewCoordinatesAreKnown) {
    const auto is_left = [](const std::vector<std::uint8_t>& xyz) {
        World world;
        world.log_static("/", {{"ViewCoordinates:xyz", test::view_coordinates(xyz)}});
        world.log_static("/points", {{"Points3D:positions", test::points3({{1, 0, 0}})}});
        return world.scene_3d()->is_left_handed;
    };
    EXPECT_FALSE(is_left({3, 2, 5})) << "right, down, forward";
    EXPECT_TRUE(is_left({3, 1, 5})) << "right, up, forward";
    EXPECT_FALSE(is_left({3, 1, 6})) << "right, up, back";
    EXPECT_FALSE(is_left({3, 3, 6})) << "no three directions";
}

}  // namespace
}  // namespace limn::scene
