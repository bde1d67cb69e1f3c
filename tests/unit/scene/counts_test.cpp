// SPDX-License-Identifier: MIT
// What a view draws and counts is what the panel counts, also where data is odd; what is left out is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/statistics.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

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
