// SPDX-License-Identifier: MIT
// What a view draws and counts is what the panel counts, also where data is odd; what is left out is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "annotation/statistics.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Counts of all entities of the scene.
std::vector<annotation::ClassTally> scene_counts(const Scene& scene) {
    std::vector<annotation::ClassTally> sum;
    for (const SceneCount& count : scene.counts) {
        annotation::merge_tallies(sum, std::span(&count.tally, 1));
    }
    return sum;
}

/// What the classes panel and `classes` count in the whole recording.
std::vector<annotation::ClassTally> panel_counts(const World& world) {
    const store::LatestAtQuery query{"frame", kMaxTime};
    const annotation::ContextMap contexts(world.recording(), query);
    annotation::PixelCountCache cache;
    return annotation::count_classes(
        world.recording(),
        query,
        contexts,
        *contexts.missing(),
        EntityPath(),
        cache
    );
}

TEST(Counts, OfMeshesThatAreNotDrawnAreNone) {
    World world;
    const test::Items three = test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}});
    const auto mesh = [](const test::Items& positions, std::uint16_t id) {
        return test::Cells{
            {"Mesh3D:vertex_positions", positions},
            {"Mesh3D:class_ids", test::ids({id})},
        };
    };
    world.log_static("/drawn", mesh(three, 0));
    world.log_static("/nan", mesh(test::points3({{kNan, 0, 0}, {}, {}}), 1));
    test::Cells beyond = mesh(three, 2);
    beyond.emplace_back("Mesh3D:triangle_indices", test::triangles({{7, 8, 9}}));
    world.log_static("/beyond", beyond);
    world.log_static("/two", mesh(test::points3({{0, 0, 0}, {1, 0, 0}}), 3));
    world.log_static(
        "/unused",
        {
            {"Mesh3D:vertex_positions",
             test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {}, {}, {}})},
            {"Mesh3D:triangle_indices", test::triangles({{0, 1, 2}})},
            {"Mesh3D:class_ids", test::ids({4, 4, 4, 5})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.meshes.size(), 2U);
    const auto counts = scene_counts(*scene);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts[0].id, 0U);
    EXPECT_EQ(counts[1].id, 4U);
    EXPECT_EQ(panel_counts(world), counts);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        Contains("/two: a mesh of fewer than three vertices is not drawn")
    );
}

TEST(Counts, OfColumnsOfAnotherTypeAreNoneAndItIsSaid) {
    World world;
    world.log_static(
        "/boxes",
        {{"Boxes2D:half_sizes", test::points3({{1, 1, 1}, {2, 2, 2}})},
         {"Boxes2D:class_ids", test::ids({1})}}
    );
    world.log_static(
        "/strips",
        {{"LineStrips2D:strips", test::points2({{1, 1}, {2, 2}})},
         {"LineStrips2D:class_ids", test::ids({1})}}
    );

    const auto scene = world.scene_2d();

    EXPECT_TRUE(scene->is_empty());
    EXPECT_THAT(scene->counts, IsEmpty());
    EXPECT_THAT(panel_counts(world), IsEmpty());
    EXPECT_EQ(scene->diagnostics.items().size(), 2U);
}

TEST(Counts, OfArrowsWithoutAFinitePoseAreNone) {
    World world;
    world.log_static(
        "/arrows",
        {{"Arrows3D:vectors", test::points3({{1, 0, 0}})},
         {"Arrows3D:class_ids", test::ids({1})},
         {"InstancePoses3D:translations", test::points3({{kNan, 0, 0}})}}
    );

    EXPECT_TRUE(world.scene_3d()->is_empty());
    EXPECT_THAT(panel_counts(world), IsEmpty());
}

TEST(Counts, WithAnIgnoredInstanceColumnAreExplained) {
    World world;
    world.log_static(
        "/people",
        {{"Points2D:positions", test::points2({{0, 0}, {5, 0}, {0, 5}, {5, 5}})},
         {"Points2D:class_ids", test::ids({1})},
         {"Points2D:keypoint_ids", test::ids({0, 1, 0, 1})},
         {"track_ids", test::ids({1, 2, 3})},
         {"instance_ids", test::numbers({1, 2, 3, 4})},
         {"person_ids", test::ids({7, 7, 7, 7})}}
    );

    const auto scene = world.scene_2d();

    const auto counts = scene_counts(*scene);
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].counts[CountKind::Skeletons], 1U);
    EXPECT_EQ(panel_counts(world), counts);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(
            "/people: track_ids is ignored: it has not one value for each point",
            "/people: instance_ids is ignored: its values are not all integers"
        )
    );
}

TEST(Counts, FollowAnInstanceColumnThatDecidesFromThenOn) {
    World world;
    world.log(
        "/people",
        0,
        {{"Points2D:positions", test::points2({{0, 0}, {5, 0}, {0, 5}, {5, 5}})},
         {"Points2D:class_ids", test::ids({1})},
         {"Points2D:keypoint_ids", test::ids({0, 1, 0, 1})},
         {"person_ids", test::ids({7, 7, 7, 7})}}
    );
    world.log("/people", 9, {{"track_ids", test::ids({1, 2, 3, 4})}});
    const auto skeletons = [&](TimeInt frame) {
        return scene_counts(*world.scene_2d(frame)).at(0).counts[CountKind::Skeletons];
    };

    EXPECT_EQ(skeletons(0), 1U);
    EXPECT_EQ(skeletons(9), 4U);
    EXPECT_NE(
        world.key(world.input(ViewKind::Spatial2D, "/", 0)),
        world.key(world.input(ViewKind::Spatial2D, "/", 9))
    );
}

}  // namespace
}  // namespace limn::scene
