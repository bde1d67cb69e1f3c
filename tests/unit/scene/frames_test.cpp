// SPDX-License-Identifier: MIT
// Coordinate frames that have names: where data of one stands in a view of another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene/propose_views.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Where the first points of a scene have their origin.
glm::vec3 place_of_points(const ScenePtr& scene) {
    if (scene->list.points.empty()) {
        ADD_FAILURE() << "no points are shown";
        return {};
    }
    return {scene->list.points.front().world_from_batch[3]};
}

test::Cells link(std::string child, std::string parent, const glm::vec3& translation) {
    test::Cells cells{{"Transform3D:translation", test::points3({translation})}};
    if (!child.empty()) {
        cells.emplace_back("Transform3D:child_frame", test::texts({std::move(child)}));
    }
    if (!parent.empty()) {
        cells.emplace_back("Transform3D:parent_frame", test::texts({std::move(parent)}));
    }
    return cells;
}

/// A point at zero in that frame; of the entity's own without one.
void add_point(World& world, std::string_view entity, std::string frame) {
    test::Cells cells{{"Points3D:positions", test::points3({{0, 0, 0}})}};
    if (!frame.empty()) {
        cells.emplace_back("CoordinateFrame:frame", test::texts({std::move(frame)}));
    }
    world.log_static(entity, cells);
}

TEST(Frames, ChainFromOneEntityThatPlacesMany) {
    World world;
    world.log_static("/tf", link("arm", "base", {0, 1, 0}));
    world.log_static("/tf", link("base", "tf#/", {10, 0, 0}));
    world.log("/tf", 5, link("hand", "arm", {0, 0, 3}));
    world.log("/tf", 6, link("arm", "base", {0, 2, 0}));
    add_point(world, "/data", "hand");

    EXPECT_EQ(place_of_points(world.scene_3d(5)), glm::vec3(10, 1, 3));
    EXPECT_EQ(place_of_points(world.scene_3d(6)), glm::vec3(10, 2, 3));
    EXPECT_THAT(test::diagnostic_texts(*world.scene_3d(6)), IsEmpty());
}

TEST(Frames, OfAnEntityAreNotThoseOfWhatIsBelowIt) {
    World world;
    world.log_static("/tf", link("base", "tf#/", {10, 0, 0}));
    world.log_static("/data", {{"CoordinateFrame:frame", test::texts({"base"})}});
    add_point(world, "/data/below", "");

    EXPECT_EQ(place_of_points(world.scene_3d()), glm::vec3(0, 0, 0));
}

TEST(Frames, MixWithThoseOfEntities) {
    World world;
    world.log_static("/robot", link("", "", {1, 0, 0}));
    world.log_static("/arm", link("arm_frame", "tf#/robot", {0, 1, 0}));
    world.log_static("/robot/other", link("", "arm_frame", {0, 0, 1}));
    add_point(world, "/gripper", "arm_frame");

    EXPECT_EQ(place_of_points(world.scene_3d()), glm::vec3(1, 1, 0));

    World below = std::move(world);
    below.log_static("/gripper", {{"CoordinateFrame:frame", test::texts({"tf#/robot/other"})}});

    EXPECT_EQ(place_of_points(below.scene_3d()), glm::vec3(1, 1, 1));
}

TEST(Frames, OfDataMayChangeOverTime) {
    World world;
    world.log_static("/red", link("", "", {2, 0, 0}));
    world.log_static("/blue", link("", "", {-2, 0, 0}));
    add_point(world, "/point", "");
    world.log("/point", 1, {{"CoordinateFrame:frame", test::texts({"tf#/red"})}});
    world.log("/point", 2, {{"CoordinateFrame:frame", test::texts({"tf#/blue"})}});

    EXPECT_EQ(place_of_points(world.scene_3d(0)), glm::vec3(0, 0, 0));
    EXPECT_EQ(place_of_points(world.scene_3d(1)), glm::vec3(2, 0, 0));
    EXPECT_EQ(place_of_points(world.scene_3d(2)), glm::vec3(-2, 0, 0));
    const auto key = [&](TimeInt frame) {
        return world.key(world.input(ViewKind::Spatial3D, "/", frame));
    };
    EXPECT_NE(key(1), key(2));
}

TEST(Frames, TheViewIsInTheFrameOfItsOrigin) {
    World world;
    world.log_static("/tf", link("base", "map", {10, 0, 0}));
    world.log_static("/", {{"CoordinateFrame:frame", test::texts({"base"})}});
    add_point(world, "/data", "map");

    EXPECT_EQ(place_of_points(world.scene_3d()), glm::vec3(-10, 0, 0));
}

TEST(Frames, ThatHangTogetherAloneMakeTheirRootTheWorld) {
    World world;
    world.log_static("/tf", link("base", "map", {10, 0, 0}));
    add_point(world, "/data", "base");

    EXPECT_EQ(place_of_points(world.scene_3d()), glm::vec3(10, 0, 0));
    EXPECT_THAT(test::diagnostic_texts(*world.scene_3d()), IsEmpty());
}

TEST(Frames, ThatAreNotConnectedAreReported) {
    World world;
    world.log_static("/tf", link("base", "tf#/", {1, 0, 0}));
    world.log_static("/tf", link("lidar", "odom", {1, 0, 0}));
    add_point(world, "/a", "base");
    add_point(world, "/b", "lidar");

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.points.size(), 1U);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/b: its frame 'lidar' is not connected with the view's frame 'tf#/'; not shown"
        )
    );
}

TEST(Frames, ThatFormALoopAreCutWithOneWord) {
    World world;
    world.log_static("/tf", link("a", "b", {1, 0, 0}));
    world.log_static("/tf", link("b", "c", {1, 0, 0}));
    world.log_static("/tf", link("c", "a", {1, 0, 0}));
    world.log_static("/tf", link("below", "a", {1, 0, 0}));
    world.log_static("/self", link("self", "self", {1, 0, 0}));
    add_point(world, "/point", "below");
    add_point(world, "/fine", "");

    const auto scene = world.scene_3d();

    ASSERT_EQ(scene->list.points.size(), 1U);
    EXPECT_EQ(scene->entities.at(scene->list.points[0].entity), EntityPath::parse("/fine"));
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(
            "/tf: frames form a loop: 'a' in 'b' in 'c' in 'a'; nothing in them is shown",
            "/self: frames form a loop: 'self' in 'self'; nothing in them is shown",
            HasSubstr("/point: its frame 'below' is not connected")
        )
    );
}

TEST(Frames, AnEntityInsideWhatIsBelowItIsALoop) {
    World world;
    world.log_static("/a", link("", "tf#/a/b/c", {1, 0, 0}));
    add_point(world, "/a/b/c/point", "");

    const auto scene = world.scene_3d();

    EXPECT_TRUE(scene->is_empty());
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        testing::Contains("/a: frames form a loop: 'tf#/a' in 'tf#/a'; nothing in them is shown")
    );
}

TEST(Frames, PlacedByTwoEntitiesFollowTheNewerRow) {
    World world;
    world.log_static("/defaults", link("base", "tf#/", {1, 0, 0}));
    world.log("/old", 5, link("base", "tf#/", {5, 0, 0}));
    world.log("/new", 6, link("base", "tf#/", {6, 0, 0}));
    add_point(world, "/point", "base");

    EXPECT_EQ(place_of_points(world.scene_3d(4)), glm::vec3(1, 0, 0));
    EXPECT_EQ(place_of_points(world.scene_3d(5)), glm::vec3(5, 0, 0));
    EXPECT_THAT(test::diagnostic_texts(*world.scene_3d(5)), IsEmpty()) << "static is a default";
    EXPECT_EQ(place_of_points(world.scene_3d(6)), glm::vec3(6, 0, 0));
    EXPECT_THAT(
        test::diagnostic_texts(*world.scene_3d(6)),
        ElementsAre("/new: the frame 'base' is placed at /old, too; the newer row counts")
    );
}

TEST(Frames, ThatAreInvalidHideWhatIsInThem) {
    World world;
    test::Cells flat = link("base", "tf#/", {1, 0, 0});
    flat.emplace_back("Transform3D:scale", test::points3({{1, 0, 1}}));
    world.log_static("/tf", flat);
    world.log_static("/tf", link("arm", "base", {1, 0, 0}));
    add_point(world, "/point", "arm");

    const auto scene = world.scene_3d();

    EXPECT_TRUE(scene->is_empty());
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/tf: invalid transform of the frame 'base': its scale or matrix is singular; "
                    "nothing at or below it is shown")
    );
}

/// A camera at z = −2 that looks along +z; its pictures are in the frame "lens".
World camera_of_frames() {
    World world;
    world.log_static("/tf", link("mount", "tf#/", {0, 0, -2}));
    world.log_static(
        "/rig",
        {
            {"Pinhole:image_from_camera", test::pinhole(50, {50, 40})},
            {"Pinhole:resolution", test::points2({{100, 80}})},
            {"Pinhole:image_plane_distance", test::numbers({2})},
            {"Pinhole:child_frame", test::texts({"lens"})},
            {"Pinhole:parent_frame", test::texts({"mount"})},
        }
    );
    world.log_image(
        "/pictures/left",
        "Image",
        100,
        80,
        ColorModel::Rgb,
        {
            {"Image:draw_order", test::numbers({0})},
            {"CoordinateFrame:frame", test::texts({"lens"})},
        }
    );
    return world;
}

TEST(Frames, OfAPinholeCarryItsPictures) {
    const World world = camera_of_frames();

    const auto scene = world.scene_3d();

    const glm::mat4& matrix = scene->list.images.at(0).world_from_image;
    EXPECT_EQ(glm::vec3(matrix[3]), glm::vec3(-2, -1.6F, 0));
    const draw::LineBatch& frustum = scene->list.lines.at(0);
    EXPECT_EQ(scene->entities.at(frustum.entity), EntityPath::parse("/rig"));
    EXPECT_EQ(glm::dvec3(frustum.world_from_batch[3]), glm::dvec3(0, 0, -2));
    EXPECT_EQ(frustum.segments.at(0).from, glm::vec3(0, 0, 0)) << "relative to the eye";
    EXPECT_THAT(test::diagnostic_texts(*scene), IsEmpty());
}

TEST(Frames, OfAPinholeAreTheViewOfItsPicturesAndOfItsEntity) {
    World world = camera_of_frames();
    add_point(world, "/pictures/left/point", "mount");

    const auto scene = world.scene(ViewKind::Spatial2D, "/pictures/left");

    EXPECT_EQ(scene->image_size, glm::vec2(100, 80));
    EXPECT_EQ(scene->list.images.size(), 1U);
    EXPECT_EQ(world.scene(ViewKind::Spatial2D, "/rig")->image_size, glm::vec2(100, 80));
    EXPECT_EQ(world.scene(ViewKind::Spatial2D, "/pictures")->list.images.size(), 1U)
        << "all flat data there is in the frame of one pinhole";
}

TEST(Frames, GroupFlatDataIntoViews) {
    World world = camera_of_frames();
    world.log_static(
        "/pictures/boxes",
        {
            {"Boxes2D:half_sizes", test::points2({{1, 1}})},
            {"CoordinateFrame:frame", test::texts({"lens"})},
        }
    );
    world.log_static("/elsewhere/points", {{"Points2D:positions", test::points2({{1, 1}})}});

    const std::vector<ViewSpec> views = propose_views(world.recording());

    ASSERT_EQ(views.size(), 3U);
    EXPECT_EQ(views[0].origin, EntityPath::parse("/elsewhere/points"));
    EXPECT_EQ(views[1].origin, EntityPath::parse("/pictures"));
    EXPECT_EQ(views[2], (ViewSpec{ViewKind::Spatial3D, EntityPath(), {}}));
}

TEST(Frames, OfAPinholeThatItsTransformPutsElsewhereFollowTheTransform) {
    World world;
    world.log_static("/cam", link("", "tf#/", {0, 0, 5}));
    world.log_static(
        "/cam",
        {
            {"Pinhole:image_from_camera", test::pinhole(50, {50, 40})},
            {"Pinhole:parent_frame", test::texts({"other"})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(glm::dvec3(scene->list.lines.at(0).world_from_batch[3]), glm::dvec3(0, 0, 5));
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/cam: the pinhole puts the frame 'tf#/cam' into 'other', its transform into "
                    "'tf#/'; the transform counts")
    );
}

}  // namespace
}  // namespace limn::scene
