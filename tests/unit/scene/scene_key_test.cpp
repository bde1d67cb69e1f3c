// SPDX-License-Identifier: MIT
// When a scene must be built anew, and when not.
#include <gtest/gtest.h>

#include "scene/scene_memory.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;

World moving_world() {
    World world;
    world.describe_classes("/", 1, {test::describe(1, "one", {})});
    world.log(
        "/points",
        1,
        {
            {"Points2D:positions", test::points2({{0, 0}})},
            {"Points2D:class_ids", test::ids({1})},
        }
    );
    return world;
}

std::uint64_t key_at(const World& world, TimeInt frame) {
    return world.key(world.input(ViewKind::Spatial2D, "/", frame));
}

TEST(SceneKey, IsThatOfTheSceneItself) {
    World world = moving_world();
    world.log_static("/deep", {{"Points3D:positions", test::points3({{0, 0, 0}})}});
    for (const ViewKind kind : {ViewKind::Spatial2D, ViewKind::Spatial3D}) {
        const SceneInput input = world.input(kind);
        EXPECT_EQ(world.build(input)->key, world.key(input));
    }
}

/// The key at each of the frames, of one memory that is asked again and again.
void expect_same_with_memory(const World& world, ViewKind kind, SceneMemory& memory) {
    for (const TimeInt frame : {0, 1, 2, 3, 4, 9, 2, 2, 0}) {
        SceneInput input = world.input(kind, "/", frame);
        const std::uint64_t fresh = world.key(input);
        input.memory = &memory;
        EXPECT_EQ(world.key(input), fresh) << "at frame " << frame;
    }
}

TEST(SceneKey, IsTheSameFromMemory) {
    World world = moving_world();
    SceneMemory flat;
    SceneMemory deep;
    const auto expect_same = [&] {
        expect_same_with_memory(world, ViewKind::Spatial2D, flat);
        expect_same_with_memory(world, ViewKind::Spatial3D, deep);
    };
    expect_same();
    world.log("/points", 2, {{"Points2D:radii", test::numbers({2})}});
    expect_same();
    world.log("/points", 3, {{"Transform3D:translation", test::points3({{1, 0, 0}})}});
    world.log_static("/deep", {{"Points3D:positions", test::points3({{0, 0, 0}})}});
    expect_same();
    world.log("/deep", 2, {{"InstancePoses3D:translations", test::points3({{0, 0, 1}})}});
    world.describe_classes("/", 2, {test::describe(1, "other", {})});
    expect_same();
    world.log("/", 4, {{"Clear:is_recursive", test::flag(true)}});
    expect_same();
    world.log_static("/tf", {{"Transform3D:child_frame", test::texts({"named"})}});
    world.log("/deep", 9, {{"CoordinateFrame:frame", test::texts({"named"})}});
    expect_same();
    world.log("/points", 2, {{"Points2D:positions", test::points2({{5, 5}})}});
    expect_same();
}

TEST(SceneKey, OfAnotherViewIsNotTakenFromMemory) {
    const World world = moving_world();
    SceneMemory memory;
    SceneInput input = world.input(ViewKind::Spatial2D, "/", 1);
    input.memory = &memory;
    const std::uint64_t all = world.key(input);
    input.hidden = {EntityPath::parse("/points")};
    const std::uint64_t hidden = world.key(input);
    input.hidden.clear();

    EXPECT_NE(all, hidden);
    EXPECT_EQ(world.key(input), all);
}

TEST(SceneKey, StaysWhileNothingThatIsShownChanges) {
    World world = moving_world();
    const std::uint64_t before = key_at(world, 1);
    world.log("/elsewhere", 2, {{"Scalars:scalars", test::numbers({1})}});
    world.log("/points", 9, {{"Points2D:positions", test::points2({{1, 1}})}});

    EXPECT_EQ(key_at(world, 1), before);
    EXPECT_EQ(key_at(world, 5), before) << "time passed, the data did not change";
    EXPECT_NE(key_at(world, 9), before);
}

TEST(SceneKey, ChangesWithEveryComponentThatIsRead) {
    World world = moving_world();
    const std::uint64_t before = key_at(world, 1);
    world.log("/points", 2, {{"Points2D:radii", test::numbers({2})}});

    EXPECT_NE(key_at(world, 2), before);
}

TEST(SceneKey, ChangesWithTheContextThatApplies) {
    World world = moving_world();
    world.describe_classes("/other", 2, {test::describe(1, "another", {})});
    world.describe_classes("/", 3, {test::describe(1, "one more", {})});

    EXPECT_EQ(key_at(world, 2), key_at(world, 1)) << "that context is none of its own";
    EXPECT_NE(key_at(world, 3), key_at(world, 2));
}

TEST(SceneKey, ChangesWithATransformButNotWithAnEqualOne) {
    World world = moving_world();
    world.log("/points", 2, {{"Transform3D:translation", test::points3({{1, 0, 0}})}});
    world.log("/points", 3, {{"Transform3D:translation", test::points3({{1, 0, 0}})}});

    EXPECT_NE(key_at(world, 2), key_at(world, 1));
    EXPECT_EQ(key_at(world, 3), key_at(world, 2));
}

TEST(SceneKey, ChangesWithPoses) {
    World world;
    world.log_static("/points", {{"Points3D:positions", test::points3({{0, 0, 0}})}});
    const SceneInput first = world.input(ViewKind::Spatial3D, "/", 1);
    const std::uint64_t before = world.key(first);
    world.log("/points", 1, {{"InstancePoses3D:translations", test::points3({{0, 0, 1}})}});

    EXPECT_NE(world.key(first), before);
}

TEST(SceneKey, ChangesWithTheUsersEyesAndLabels) {
    const World world = moving_world();
    const SceneInput plain = world.input(ViewKind::Spatial2D);
    SceneInput hidden = plain;
    hidden.hidden = {EntityPath::parse("/points")};
    SceneInput labeled = plain;
    labeled.show_labels = false;

    EXPECT_NE(world.key(plain), world.key(hidden));
    EXPECT_NE(world.key(plain), world.key(labeled));
}

TEST(SceneKey, ChangesWithAClear) {
    World world = moving_world();
    world.log("/points", 2, {{"Clear:is_recursive", test::flag(false)}});

    EXPECT_NE(key_at(world, 2), key_at(world, 1));
    EXPECT_TRUE(world.scene_2d(2)->is_empty());
}

TEST(BatchKey, ChangesWithTheKeypointsOfTheContext) {
    World world;
    ClassDescription pose = test::describe(1, "pose", {});
    pose.keypoints = {{0, "left", {}}, {1, "right", {}}};
    world.describe_classes("/", 1, {pose});
    pose.keypoints = {{1, "right", {}}};
    world.describe_classes("/", 2, {pose});
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}})},
            {"Points2D:class_ids", test::ids({1})},
            {"Points2D:keypoint_ids", test::ids({1})},
        }
    );

    EXPECT_NE(world.scene_2d(1)->list.points.at(0).key, world.scene_2d(2)->list.points.at(0).key);
}

}  // namespace
}  // namespace limn::scene
