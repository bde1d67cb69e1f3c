// SPDX-License-Identifier: MIT
// Where things are: all forms of transforms, pinholes in 3D and 2D views.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "draw/camera.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kQuarterTurn = 1.57079633F;

/// Where the point (1, 0, 0) of /moved/point is in the world of a 3D view.
glm::vec3 place_of_point(World& world, TimeInt frame = kMaxTime) {
    world.log_static("/moved/point", {{"Points3D:positions", test::points3({{1, 0, 0}})}});
    const auto scene = world.scene_3d(frame);
    if (scene->list.points.empty()) {
        ADD_FAILURE() << "the point is not shown";
        return {};
    }
    const draw::PointBatch& batch = scene->list.points[0];
    return glm::vec3(batch.world_from_batch * glm::dvec4(batch.positions.at(0), 1.0));
}

void expect_near(const glm::vec3& actual, const glm::vec3& expected) {
    EXPECT_NEAR(actual.x, expected.x, 1e-5) << "x";
    EXPECT_NEAR(actual.y, expected.y, 1e-5) << "y";
    EXPECT_NEAR(actual.z, expected.z, 1e-5) << "z";
}

void expect_place(const test::Cells& transform, const glm::vec3& expected) {
    World world;
    world.log_static("/moved", transform);
    expect_near(place_of_point(world), expected);
}

TEST(Transform, ComesInEveryForm) {
    const float half = std::sqrt(0.5F);

    expect_place({{"Transform3D:translation", test::points3({{1, 2, 3}})}}, {2, 2, 3});
    expect_place(
        {{"Transform3D:rotation_axis_angle", test::axis_angles({{{0, 0, 5}, kQuarterTurn}})}},
        {0, 1, 0}
    );
    expect_place({{"Transform3D:quaternion", test::quaternions({0, 0, half, half})}}, {0, 1, 0});
    expect_place({{"Transform3D:scale", test::points3({{4, 1, 1}})}}, {4, 0, 0});
    expect_place({{"Transform3D:mat3x3", test::matrices({0, 0, 7, 0, 1, 0, 1, 0, 0})}}, {0, 0, 7});
}

TEST(Transform, AppliesMatrixThenScaleThenRotationThenTranslation) {
    expect_place(
        {
            {"Transform3D:translation", test::points3({{10, 0, 0}})},
            {"Transform3D:rotation_axis_angle", test::axis_angles({{{0, 0, 1}, kQuarterTurn}})},
            {"Transform3D:scale", test::points3({{2, 3, 1}})},
            {"Transform3D:mat3x3", test::matrices({0, 1, 0, 1, 0, 0, 0, 0, 1})},
        },
        // x becomes y by the matrix, 3y by the scale, −3x by the turn.
        {7, 0, 0}
    );
}

TEST(Transform, ChildFromParentIsInverted) {
    expect_place(
        {
            {"Transform3D:translation", test::points3({{1, 2, 3}})},
            {"Transform3D:relation", test::bytes8({2})},
        },
        {0, -2, -3}
    );
}

TEST(Transform, ChainsAlongThePath) {
    World world;
    world.log_static("/", {{"Transform3D:translation", test::points3({{100, 0, 0}})}});
    world.log_static("/moved", {{"Transform3D:scale", test::points3({{2, 2, 2}})}});
    world.log_static("/moved/point", {{"Transform3D:translation", test::points3({{0, 1, 0}})}});

    // The root's own transform leads out of the view's world.
    expect_near(place_of_point(world), {2, 2, 0});
}

TEST(Transform, IsTakenFromOneRowOverAStaticBase) {
    World world;
    world.log_static("/moved", {{"Transform3D:translation", test::points3({{-5, 0, 0}})}});
    world.log(
        "/moved",
        2,
        {
            {"Transform3D:translation", test::points3({{5, 0, 0}})},
            {"Transform3D:scale", test::points3({{3, 3, 3}})},
        }
    );
    world.log("/moved", 3, {{"Transform3D:translation", test::points3({{7, 0, 0}})}});
    world.log("/moved", 4, {{"Transform3D:scale", test::points3({})}});

    expect_near(place_of_point(world, 1), {-4, 0, 0});
    expect_near(place_of_point(world, 2), {8, 0, 0});
    expect_near(place_of_point(world, 3), {8, 0, 0});
    expect_near(place_of_point(world, 4), {1, 0, 0});
}

void expect_invalid(const test::Cells& transform, const std::string& why) {
    World world;
    world.log_static("/moved", transform);
    world.log_static("/moved/point", {{"Points3D:positions", test::points3({{1, 0, 0}})}});
    world.log_static("/other", {{"Points3D:positions", test::points3({{1, 0, 0}})}});

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.points.size(), 1U) << "only what is not below is shown";
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/moved: invalid transform: " + why + "; nothing at or below it is shown")
    );
}

TEST(Transform, ThatIsInvalidHidesWhatIsBelowWithOneWord) {
    expect_invalid(
        {{"Transform3D:scale", test::points3({{1, 0, 1}})}},
        "its scale or matrix is singular"
    );
    expect_invalid(
        {{"Transform3D:mat3x3", test::matrices({1, 0, 0, 1, 0, 0, 0, 0, 1})}},
        "its scale or matrix is singular"
    );
    expect_invalid(
        {{"Transform3D:quaternion", test::quaternions({0, 0, 0, 0})}},
        "its quaternion is zero"
    );
    expect_invalid(
        {{"Transform3D:rotation_axis_angle", test::axis_angles({{{0, 0, 0}, 1}})}},
        "its rotation has no axis"
    );
    expect_invalid(
        {{"Transform3D:translation", test::points3({{kNan, 0, 0}})}},
        "it has values that are not finite"
    );
}

TEST(Poses, OfAnEntityAreCutOffWhereTheyWouldTakeAllMemory) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}})},
            {"InstancePoses3D:translations",
             test::points3(std::vector<glm::vec3>(100'001, glm::vec3(1)))},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.points.size(), 100'000U);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/points: 100001 poses; only the first 100000 are drawn")
    );
}

TEST(Up, ComesFromTheNearestViewCoordinatesAtOrAboveTheOrigin) {
    World world;
    world.log_static("/", {{"ViewCoordinates:xyz", test::view_coordinates({3, 1, 6})}});
    world.log_static("/world", {{"ViewCoordinates:xyz", test::view_coordinates({3, 2, 5})}});
    world.log_static("/world/a/points", {{"Points3D:positions", test::points3({{1, 0, 0}})}});

    EXPECT_EQ(world.scene(ViewKind::Spatial3D, "/")->up, glm::vec3(0, 1, 0));
    EXPECT_EQ(world.scene(ViewKind::Spatial3D, "/world/a")->up, glm::vec3(0, -1, 0));
    EXPECT_EQ(World().scene_3d()->up, glm::vec3(0, 0, 1));
}

/// A camera at (0, 0, -2) that looks along +z, 100 × 80 pixels, focal length 50.
World camera_world() {
    World world;
    world.log_static(
        "/cam",
        {
            {"Transform3D:translation", test::points3({{0, 0, -2}})},
            {"Pinhole:image_from_camera", test::pinhole(50, {50, 40})},
            {"Pinhole:resolution", test::points2({{100, 80}})},
            {"Pinhole:image_plane_distance", test::numbers({2})},
        }
    );
    return world;
}

glm::vec3 apply(const glm::mat4& matrix, const glm::vec3& point) {
    return {matrix * glm::vec4(point, 1.0F)};
}

TEST(Pinhole, PutsFlatDataOnItsImagePlane) {
    World world = camera_world();
    world.log_image(
        "/cam/image",
        "Image",
        100,
        80,
        ColorModel::Rgb,
        {{"Image:draw_order", test::numbers({0})}}
    );

    const auto scene = world.scene_3d();

    const glm::mat4& matrix = scene->list.images.at(0).world_from_image;
    expect_near(apply(matrix, {50, 40, 0}), {0, 0, 0});
    expect_near(apply(matrix, {0, 0, 0}), {-2, -1.6F, 0});
    expect_near(apply(matrix, {100, 80, 0}), {2, 1.6F, 0});
}

TEST(Labels, OfFlatDataStandOnTheImagePlaneOfACamera) {
    World world = camera_world();
    world.log_image("/cam/image", "Image", 100, 80, ColorModel::Rgb);
    world.log_static(
        "/cam/points",
        {
            {"Points2D:positions", test::points2({{50, 40}})},
            {"Points2D:labels", test::texts({"middle"})},
        }
    );

    const auto scene = world.scene_3d();

    ASSERT_EQ(scene->list.labels.size(), 1U);
    const glm::vec3 at = scene->list.labels[0].position;
    const glm::vec3 plane = apply(scene->list.images.at(0).world_from_image, glm::vec3(50, 40, 0));
    EXPECT_NEAR(at.x, plane.x, 1e-4F);
    EXPECT_NEAR(at.y, plane.y, 1e-4F);
    EXPECT_NEAR(at.z, plane.z, 0.02F);
}

TEST(Pinhole, KeepsLayersOfOnePlaneApart) {
    World world = camera_world();
    world.log_image("/cam/image", "Image", 100, 80, ColorModel::Rgb);
    world.log_image("/cam/mask", "SegmentationImage", 100, 80, ColorModel::L);

    const auto scene = world.scene_3d();

    const float image = apply(scene->list.images.at(0).world_from_image, {50, 40, 0}).z;
    const float mask = apply(scene->list.images.at(1).world_from_image, {50, 40, 0}).z;
    EXPECT_LT(mask, image) << "masks are nearer to the camera";
    EXPECT_NEAR(mask, image, 0.01);
}

TEST(Pinhole, IsDrawnAsLinesOfAnOverlay) {
    const World world = camera_world();

    const auto scene = world.scene_3d();

    const draw::LineBatch& frustum = scene->list.lines.at(0);
    EXPECT_TRUE(frustum.is_overlay);
    EXPECT_EQ(scene->entities.at(frustum.entity), EntityPath::parse("/cam"));
    expect_near(glm::vec3(frustum.world_from_batch[3]), {0, 0, -2});
    expect_near(frustum.segments.at(0).from, {0, 0, 0});
    expect_near(frustum.segments.at(0).to, {-2, -1.6F, 2});
    EXPECT_TRUE(world.scene(ViewKind::Spatial2D, "/cam")->is_empty());
}

TEST(Pinhole, TurnsByItsViewCoordinates) {
    World world = camera_world();
    // Right, up, back: the camera looks along −z.
    world.log_static("/cam", {{"Pinhole:camera_xyz", test::view_coordinates({3, 1, 6})}});
    world.log_image(
        "/cam/image",
        "Image",
        100,
        80,
        ColorModel::Rgb,
        {{"Image:draw_order", test::numbers({0})}}
    );

    const auto scene = world.scene_3d();

    expect_near(apply(scene->list.images.at(0).world_from_image, {0, 0, 0}), {-2, 1.6F, -4});
}

TEST(Pinhole, FramesTheTwoDimensionalViewByItsResolution) {
    World world = camera_world();
    world.log_image("/cam/image", "Image", 20, 20, ColorModel::Rgb);

    EXPECT_EQ(world.scene(ViewKind::Spatial2D, "/cam")->image_size, glm::vec2(100, 80));
}

TEST(Pinhole, ProjectsSpatialDataBelowItToPixels) {
    World world = camera_world();
    world.log_static(
        "/cam/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 5}, {1, -1, 5}, {0, 0, -1}})},
            {"Points3D:radii", test::numbers({0.5F})},
        }
    );

    const auto scene = world.scene(ViewKind::Spatial2D, "/cam");

    const draw::PointBatch& batch = scene->list.points.at(0);
    EXPECT_EQ(batch.world_from_batch, glm::dmat4(1.0));
    ASSERT_EQ(batch.positions.size(), 2U) << "what is behind the camera is not seen";
    expect_near(batch.positions[0], {50, 40, 0});
    expect_near(batch.positions[1], {60, 30, 0});
    EXPECT_NEAR(batch.radii.at(0), 5.0F, 1e-4);
    EXPECT_THAT(batch.instance, ElementsAre(0U, 1U));
}

TEST(Pinhole, CutsLinesAtTheCamera) {
    World world = camera_world();
    world.log_static(
        "/cam/arrow",
        {
            {"Arrows3D:origins", test::points3({{1, 0, 10}})},
            {"Arrows3D:vectors", test::points3({{0, 0, -20}})},
        }
    );

    const auto scene = world.scene(ViewKind::Spatial2D, "/cam");

    const draw::LineSegment& shaft = scene->list.lines.at(0).segments.at(0);
    expect_near(shaft.from, {55, 40, 0});
    EXPECT_GT(shaft.to.x, 1000.0F);
    EXPECT_NEAR(shaft.to.y, 40.0F, 1e-2);
}

TEST(Pinhole, FlatDataOfAnotherSpaceHasNoPlace) {
    World world = camera_world();
    world.log_static("/cam/flat", {{"Points2D:positions", test::points2({{1, 1}})}});
    world.log_static("/outside", {{"Points2D:positions", test::points2({{2, 2}})}});

    const auto root = world.scene(ViewKind::Spatial2D, "/");
    const auto deep = world.scene(ViewKind::Spatial3D, "/");

    EXPECT_THAT(root->list.points.at(0).positions, ElementsAre(glm::vec3(2, 2, 0)));
    EXPECT_EQ(root->list.points.size(), 1U);
    ASSERT_EQ(deep->list.points.size(), 1U);
    EXPECT_EQ(deep->entities.at(deep->list.points[0].entity), EntityPath::parse("/cam/flat"));
}

TEST(Pinhole, ThatCannotProjectSaysSo) {
    World world;
    world.log_static(
        "/cam",
        {{"Pinhole:image_from_camera", test::matrices({0, 0, 0, 0, 0, 0, 0, 0, 0})}}
    );
    world.log_static("/cam/flat", {{"Points2D:positions", test::points2({{1, 1}})}});

    const auto deep = world.scene_3d();
    const auto flat = world.scene(ViewKind::Spatial2D, "/cam");

    EXPECT_TRUE(deep->is_empty());
    EXPECT_THAT(
        test::diagnostic_texts(*deep),
        ElementsAre(
            "/cam: invalid pinhole: its projection is singular; nothing is projected through it"
        )
    );
    EXPECT_EQ(flat->list.points.size(), 1U) << "flat data needs no projection in its own view";
}

}  // namespace
}  // namespace limn::scene
