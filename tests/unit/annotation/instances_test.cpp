// SPDX-License-Identifier: MIT
#include "annotation/instances.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "annotation/class_history.h"
#include "annotation/entity_counter.h"
#include "support/chunk_builder.h"
#include "support/counted.h"

namespace limn::annotation {
namespace {

using test::ids;
using test::numbers;
using test::points2;
using test::points3;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Columns = std::vector<std::pair<std::string, test::Values>>;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Counts of the one entity with these columns.
std::vector<ClassTally> count(const Columns& columns) {
    store::Recording recording{StoreId{}};
    test::ChunkBuilder chunk("/entity");
    chunk.row(1);
    for (const auto& [component, values] : columns) {
        chunk.set(component, values);
    }
    recording.insert(chunk.build());
    PixelCountCache cache;
    const store::LatestAtQuery query;
    EntityCounter counter(recording, query, cache);
    const auto entities = counted_entities(recording, EntityPath());
    return entities.empty() ? std::vector<ClassTally>()
                            : counter.count(entities.front(), {}, ResolvedContext());
}

std::uint64_t count_one(const Columns& columns, CountKind kind) {
    const auto tallies = count(columns);
    return tallies.size() == 1 ? tallies.front().counts[kind] : 0;
}

TEST(Instances, OfSolidsAreAsManyAsTheLongestColumn) {
    const std::pair<std::string, test::Values> one_class{"Boxes3D:class_ids", ids({1})};
    const auto centers = points3({{0, 0, 0}, {1, 0, 0}, {2, 0, 0}});

    EXPECT_EQ(
        count_one(
            {{"Boxes3D:half_sizes", points3({{1, 1, 1}})}, {"Boxes3D:centers", centers}, one_class},
            CountKind::Boxes
        ),
        3U
    );
    EXPECT_EQ(
        count_one(
            {{"Ellipsoids3D:half_sizes", points3({{1, 1, 1}})},
             {"Ellipsoids3D:centers", centers},
             {"Ellipsoids3D:class_ids", ids({1})}},
            CountKind::Shapes
        ),
        3U
    );
    EXPECT_EQ(
        count_one(
            {{"Capsules3D:lengths", numbers({1})},
             {"Capsules3D:translations", centers},
             {"Capsules3D:class_ids", ids({1})}},
            CountKind::Shapes
        ),
        3U
    );
    EXPECT_EQ(
        count_one(
            {{"Cylinders3D:lengths", numbers({1})},
             {"Cylinders3D:radii", numbers({1, 2})},
             {"Cylinders3D:class_ids", ids({1})}},
            CountKind::Shapes
        ),
        2U
    );
}

TEST(Instances, OfSolidsPairWithPoses) {
    const auto boxes = [](std::size_t num_boxes, std::size_t num_poses) {
        return count_one(
            {{"Boxes3D:half_sizes", points3(std::vector<glm::vec3>(num_boxes, {1, 1, 1}))},
             {"Boxes3D:class_ids", ids({1})},
             {"InstancePoses3D:translations", points3(std::vector<glm::vec3>(num_poses))}},
            CountKind::Boxes
        );
    };

    EXPECT_EQ(boxes(3, 3), 3U);
    EXPECT_EQ(boxes(3, 2), 3U);
    EXPECT_EQ(boxes(1, 4), 4U);
}

TEST(Instances, OfMeshesAndPointsRepeatWithEachPose) {
    EXPECT_THAT(
        test::counted(count({
            {"Mesh3D:vertex_positions", points3(std::vector<glm::vec3>(6))},
            {"Mesh3D:class_ids", ids({1, 1, 1, 7, 7})},
            {"InstancePoses3D:translations", points3({{5, 0, 0}, {kNan, 0, 0}, {15, 0, 0}})},
        })),
        ElementsAre(test::Counted{1, 2, 0}, test::Counted{7, 2, 0})
    );
    EXPECT_EQ(
        count_one(
            {{"Points3D:positions", points3({{}, {}, {}})},
             {"Points3D:class_ids", ids({1})},
             {"InstancePoses3D:translations", points3({{}, {}})}},
            CountKind::Points
        ),
        6U
    );
}

TEST(Instances, ThatAreNotFiniteAreNone) {
    EXPECT_EQ(
        count_one(
            {{"Boxes2D:half_sizes", points2({{1, 1}})},
             {"Boxes2D:centers", points2({{kNan, 0}})},
             {"Boxes2D:class_ids", ids({1})}},
            CountKind::Boxes
        ),
        0U
    );
    EXPECT_THAT(
        count({
            {"Points2D:positions", points2({{kNan, 0}, {0, kNan}, {kNan, kNan}})},
            {"Points2D:class_ids", ids({1})},
            {"Points2D:keypoint_ids", ids({0, 1, 2})},
        }),
        IsEmpty()
    );
}

TEST(Instances, WithKeypointIdsAloneAreOfClassZero) {
    EXPECT_THAT(
        test::counted(count({
            {"Points2D:positions", points2({{}, {}, {}})},
            {"Points2D:keypoint_ids", ids({0, 1, 2})},
        })),
        ElementsAre(test::Counted{0, 1, 0})
    );
}

TEST(Instances, OfAnInstanceColumnAreWhatItSays) {
    const Columns points{
        {"Points2D:positions", points2({{}, {}, {}, {}})},
        {"Points2D:class_ids", ids({1})},
        {"Points2D:keypoint_ids", ids({0, 1, 2, 3})},
    };
    Columns tracked = points;
    tracked.emplace_back("tracker:track_ids", ids({7, 9, 7, 9}));
    Columns too_few = points;
    too_few.emplace_back("track_ids", ids({7, 9}));

    EXPECT_EQ(count_one(points, CountKind::Skeletons), 1U);
    EXPECT_EQ(count_one(tracked, CountKind::Skeletons), 2U);
    EXPECT_EQ(count_one(too_few, CountKind::Skeletons), 1U);
}

TEST(Instances, OfTheFirstColumnWithOneIdPerPointAreCounted) {
    const Columns people{
        {"Points2D:positions", points2({{}, {}, {}, {}})},
        {"Points2D:class_ids", ids({1})},
        {"Points2D:keypoint_ids", ids({0, 1, 0, 1})},
        {"person_ids", ids({7, 7, 7, 7})},
    };
    const auto with_tracks = [&](const test::Values& track_ids) {
        Columns columns = people;
        columns.emplace_back("track_ids", track_ids);
        return count_one(columns, CountKind::Skeletons);
    };

    EXPECT_EQ(count_one(people, CountKind::Skeletons), 1U);
    EXPECT_EQ(with_tracks(ids({1, 2, 3, 4})), 4U) << "tracks are preferred";
    EXPECT_EQ(with_tracks(ids({1, 2, 3})), 1U);
    EXPECT_EQ(with_tracks(ids({})), 1U);
    EXPECT_EQ(with_tracks(numbers({1, 2, 3, 4})), 1U) << "no integers";
    EXPECT_EQ(with_tracks(test::texts({"a", "b", "c", "d"})), 1U);
}

TEST(Instances, AreNotChangedByAnInstanceColumnThatIsLoggedLater) {
    store::Recording recording{StoreId{}};
    recording.insert(test::ChunkBuilder("/people")
                         .row(1, {{"frame", 0}})
                         .set("Points2D:positions", points2({{}, {}, {}, {}}))
                         .set("Points2D:class_ids", ids({1}))
                         .set("Points2D:keypoint_ids", ids({0, 1, 0, 1}))
                         .set("person_ids", ids({7, 7, 7, 7}))
                         .build());
    recording.insert(test::ChunkBuilder("/people")
                         .row(2, {{"frame", 9}})
                         .set("track_ids", ids({1, 2, 3, 4}))
                         .build());
    recording.insert(test::ChunkBuilder("/people")
                         .row(3, {{"frame", 12}})
                         .set("person_ids", ids({7, 7, 8, 8}))
                         .set("track_ids", ids({1}))
                         .build());
    PixelCountCache cache;

    const auto history = make_class_history(recording, "frame", {0, 5, 9, 12}, EntityPath(), cache);

    ASSERT_TRUE(history.has_value());
    EXPECT_THAT(
        test::counted(history->contexts.at(0).classes.at(0).steps),
        ElementsAre(test::Counted{0, 1, 0}, test::Counted{9, 4, 0}, test::Counted{12, 2, 0})
    );
}

TEST(InstanceIds, CandidatesAreSortedByPreference) {
    store::Recording recording{StoreId{}};
    recording.insert(test::ChunkBuilder("/entity")
                         .row(1)
                         .set("a:person_ids", ids({1}))
                         .set("b:instance_ids", ids({1}))
                         .set("y:track_ids", ids({1}))
                         .set("z:track_ids", ids({1}))
                         .set("track_ids_of_others", ids({1}))
                         .build());

    EXPECT_THAT(
        instance_id_components(recording, EntityPath::parse("/entity")),
        ElementsAre("y:track_ids", "z:track_ids", "b:instance_ids", "a:person_ids")
    );
    EXPECT_THAT(instance_id_components(recording, EntityPath::parse("/other")), IsEmpty());
}

TEST(Instances, OfColumnsOfAnotherTypeAreNone) {
    const std::pair<std::string, test::Values> one_class{"Boxes2D:class_ids", ids({1})};

    EXPECT_EQ(
        count_one({{"Boxes2D:half_sizes", points3({{}, {}})}, one_class}, CountKind::Boxes),
        0U
    );
    EXPECT_EQ(
        count_one(
            {{"Boxes2D:half_sizes", points2({{}, {}})},
             {"Boxes2D:centers", points3({{kNan, 0, 0}})},
             one_class},
            CountKind::Boxes
        ),
        2U
    ) << "centers that are not read cannot be wrong";
    EXPECT_EQ(
        count_one(
            {{"Boxes3D:half_sizes", points3({{1, 1, 1}})},
             {"Boxes3D:centers", points2({{}, {}, {}})},
             {"Boxes3D:class_ids", ids({1})},
             {"InstancePoses3D:translations", points2({{}, {}, {}, {}})}},
            CountKind::Boxes
        ),
        1U
    );
    EXPECT_EQ(
        count_one(
            {{"LineStrips2D:strips", points2({{}, {}})}, {"LineStrips2D:class_ids", ids({1})}},
            CountKind::Lines
        ),
        0U
    );
}

/// Counts of a mesh of these vertices, every three of them a triangle.
std::vector<test::Counted>
count_mesh(const std::vector<glm::vec3>& positions, std::vector<std::uint16_t> class_ids) {
    return test::counted(count({
        {"Mesh3D:vertex_positions", points3(positions)},
        {"Mesh3D:class_ids", ids(std::move(class_ids))},
    }));
}

TEST(Instances, OfMeshesNeedATriangleOfTheClass) {
    const glm::vec3 nan(kNan, 0, 0);

    EXPECT_THAT(count_mesh({{}, {}}, {1}), IsEmpty());
    EXPECT_THAT(count_mesh({nan, nan, nan}, {1}), IsEmpty());
    EXPECT_THAT(count_mesh({nan, {}, {}, {}, {}, {}}, {1}), ElementsAre(test::Counted{1, 1, 0}));
    EXPECT_THAT(
        count_mesh({nan, {}, {}, {}, {}, {}}, {1, 1, 1, 2, 2, 2}),
        ElementsAre(test::Counted{2, 1, 0})
    );
    EXPECT_THAT(count_mesh({{}, {}, {}}, {1, 2, 2}), ElementsAre(test::Counted{2, 1, 0}))
        << "two of three corners";
}

TEST(Instances, DependOnPosesWhereverPosesAreUsed) {
    for (const Archetype& archetype : archetypes()) {
        const auto components = instance_components(archetype);
        const bool has_poses =
            std::ranges::find(components, "InstancePoses3D:translations") != components.end();
        EXPECT_EQ(has_poses, archetype.poses != PoseUse::None) << archetype.name;
    }
}

TEST(Instances, OfArrowsNeedAFiniteFirstPose) {
    const auto arrows = [](const std::vector<glm::vec3>& translations) {
        return count_one(
            {{"Arrows3D:vectors", points3({{1, 0, 0}, {0, 1, 0}})},
             {"Arrows3D:class_ids", ids({1})},
             {"InstancePoses3D:translations", points3(translations)}},
            CountKind::Shapes
        );
    };

    EXPECT_EQ(arrows({{0, 0, 0}, {kNan, 0, 0}}), 2U);
    EXPECT_EQ(arrows({{kNan, 0, 0}, {0, 0, 0}}), 0U);
}

TEST(ClassCounts, TellObjectsFromPointsAndLines) {
    ClassCounts counts;
    counts[CountKind::Boxes] = 2;
    counts[CountKind::Points] = 100;
    counts[CountKind::Pixels] = 5000;

    EXPECT_EQ(counts.objects(), 2U);
    EXPECT_EQ(counts.instances(), 102U);
    EXPECT_EQ(counts.pixels(), 5000U);
}

}  // namespace
}  // namespace limn::annotation
