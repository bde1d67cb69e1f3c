// SPDX-License-Identifier: MIT
// The annotation scenarios: what color and label each instance gets, over time and under shadowing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/auto_color.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr Rgba8 kRed{255, 0, 0, 255};
constexpr Rgba8 kGreen{0, 255, 0, 255};
constexpr Rgba8 kBlue{0, 0, 255, 255};
constexpr Rgba8 kYellow{255, 255, 0, 255};

/// Colors of the points of the only batch, without choices.
std::vector<std::string> point_colors(const Scene& scene) {
    std::vector<std::string> colors;
    const draw::PointBatch& batch = scene.list.points.at(0);
    const annotation::ResolvedContext& context = *scene.styles.at(batch.style).context;
    for (std::size_t i = 0; i < batch.positions.size(); ++i) {
        if (!batch.colors.empty()) {
            colors.push_back(to_hex(batch.colors[batch.colors.size() == 1 ? 0 : i]));
        } else if (batch.style_index[i] == draw::kNoStyle) {
            colors.push_back("entity " + to_hex(batch.fallback_color.value_or(Rgba8{})));
        } else {
            const auto [id, keypoint] = context.id_of(batch.style_index[i]);
            colors.push_back(to_hex(context.color(id, keypoint)));
        }
    }
    return colors;
}

World priority_world() {
    World world;
    world.describe_classes("/", 1, {test::describe(3, "three", Rgba8{30, 60, 90})});
    world.describe_classes("/", 5, {test::describe(3, "three-updated", Rgba8{90, 60, 30})});
    const auto positions = test::points2({{0, 0}, {10, 0}, {20, 0}});
    const auto log = [&](TimeInt frame, test::Cells cells) {
        cells.emplace_back("Points2D:positions", positions);
        world.log("/points", frame, cells);
    };
    log(1,
        {
            {"Points2D:colors", test::colors({kRed, kGreen, kBlue})},
            {"Points2D:labels", test::texts({"manual-red", "manual-green", "manual-blue"})},
            {"Points2D:show_labels", test::flag(true)},
        });
    log(2, {{"Points2D:class_ids", test::ids({3})}, {"Points2D:labels", test::texts({})}});
    log(3, {{"Points2D:colors", test::colors({})}, {"Points2D:labels", test::texts({})}});
    log(4, {{"Points2D:class_ids", test::ids({})}, {"Points2D:labels", test::texts({"manual"})}});
    log(5,
        {
            {"Points2D:colors", test::colors({kBlue})},
            {"Points2D:class_ids", test::ids({3})},
            {"Points2D:labels", test::texts({})},
        });
    return world;
}

TEST(ScenarioPriority, LoggedColorsAndLabelsWin) {
    const World world = priority_world();

    const auto scene = world.scene_2d(1);

    EXPECT_THAT(point_colors(*scene), ElementsAre("#FF0000FF", "#00FF00FF", "#0000FFFF"));
    EXPECT_THAT(
        test::label_texts(*scene),
        ElementsAre("manual-red #FF0000FF", "manual-green #00FF00FF", "manual-blue #0000FFFF")
    );
}

TEST(ScenarioPriority, CarriedColorsStayAndEmptyLabelsAreNone) {
    const World world = priority_world();

    const auto scene = world.scene_2d(2);

    EXPECT_THAT(point_colors(*scene), ElementsAre("#FF0000FF", "#00FF00FF", "#0000FFFF"));
    EXPECT_TRUE(scene->list.labels.empty());
}

TEST(ScenarioPriority, EmptyColorsAreThatOfTheEntity) {
    const World world = priority_world();

    const auto scene = world.scene_2d(3);

    const std::string color = to_hex(annotation::entity_color(EntityPath::parse("/points")));
    EXPECT_THAT(point_colors(*scene), ElementsAre(color, color, color));
    EXPECT_TRUE(scene->list.labels.empty());
}

TEST(ScenarioPriority, OneLabelForManyStandsOnceInTheMiddle) {
    const World world = priority_world();

    const auto scene = world.scene_2d(4);

    ASSERT_EQ(scene->list.labels.size(), 1U);
    const draw::LabelAnchor& label = scene->list.labels[0];
    EXPECT_EQ(label.text, "manual");
    EXPECT_EQ(label.position, glm::dvec3(10, 0, 0));
    EXPECT_EQ(label.instance, draw::kAllInstances);
    EXPECT_EQ(label.color, annotation::entity_color(EntityPath::parse("/points")));
}

TEST(ScenarioPriority, LoggedColorStaysUnderALaterContext) {
    const World world = priority_world();

    const auto scene = world.scene_2d(5);

    EXPECT_THAT(point_colors(*scene), ElementsAre("#0000FFFF", "#0000FFFF", "#0000FFFF"));
    EXPECT_TRUE(scene->list.labels.empty());
}

TEST(ScenarioShadowing, NearerContextReplacesTheOuterOne) {
    World world;
    world.describe_classes(
        "/",
        {},
        {test::describe(1, "red", kRed), test::describe(2, "green", kGreen)}
    );
    world.describe_classes("/segmentation", {}, {test::describe(1, "blue", kBlue)});
    world.log_static(
        "/detections",
        {
            {"Boxes2D:half_sizes", test::points2({{15, 15}, {10, 10}})},
            {"Boxes2D:class_ids", test::ids({1, 2})},
        }
    );
    world.log_image("/segmentation/image", "SegmentationImage", 30, 20, ColorModel::L);

    const auto scene = world.scene_2d();

    EXPECT_THAT(test::label_texts(*scene), ElementsAre("red #FF0000FF", "green #00FF00FF"));
    ASSERT_EQ(scene->list.images.size(), 1U);
    const draw::ImageDraw& image = scene->list.images[0];
    EXPECT_EQ(scene->styles.at(image.style).context->entity(), EntityPath::parse("/segmentation"));
    EXPECT_EQ(scene->styles.at(image.style).context->color(1), kBlue);
    EXPECT_EQ(scene->styles.at(image.style).context->color(2), annotation::auto_color(2))
        << "classes are never looked for further out";
}

TEST(ScenarioTime, ContextChangesUnderStillPoints) {
    World world;
    world.log_static(
        "/points",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {1, 0, 0}})},
            {"Points3D:class_ids", test::ids({0, 1})},
        }
    );
    world.describe_classes("/", 1, {test::describe(0, {}, kRed), test::describe(1, {}, kGreen)});
    world.describe_classes("/", 2, {test::describe(0, {}, kBlue), test::describe(1, {}, kYellow)});

    EXPECT_THAT(point_colors(*world.scene_3d(1)), ElementsAre("#FF0000FF", "#00FF00FF"));
    EXPECT_THAT(point_colors(*world.scene_3d(2)), ElementsAre("#0000FFFF", "#FFFF00FF"));
    EXPECT_EQ(world.scene_3d(1)->list.points[0].key, world.scene_3d(2)->list.points[0].key)
        << "the points did not change: nothing to upload again";
}

ClassDescription pose_class() {
    ClassDescription pose = test::describe(0, "pose", Rgba8{255, 255, 255});
    pose.keypoints = {
        {0, "left", kRed},
        {1, "right", kGreen},
        {2, "center", Rgba8{0, 128, 255}},
        {3, "bottom", kYellow},
    };
    pose.connections = {{0, 2}, {1, 2}, {2, 3}};
    return pose;
}

TEST(ScenarioKeypoints, BonesHaveTheColorOfTheClassAndFollowTheirJoints) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/pose",
        {
            {"Points2D:positions", test::points2({{0, 0}, {100, 0}, {50, 50}, {50, 100}})},
            {"Points2D:class_ids", test::ids({0})},
            {"Points2D:keypoint_ids", test::ids({0, 1, 2, 3})},
            {"Points2D:radii", test::numbers({-8})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_THAT(
        test::label_texts(*scene),
        ElementsAre("left #FF0000FF", "right #00FF00FF", "center #0080FFFF", "bottom #FFFF00FF")
    );
    ASSERT_EQ(scene->list.lines.size(), 1U);
    const auto& bones = scene->list.lines[0].segments;
    const auto& styles = scene->list.points[0].style_index;
    ASSERT_EQ(bones.size(), 3U);
    EXPECT_EQ(bones[0].from, glm::vec3(0, 0, 0));
    EXPECT_EQ(bones[0].to, glm::vec3(50, 50, 0));
    EXPECT_EQ(bones[0].style_index, 0U);
    EXPECT_FALSE(bones[0].has_color);
    EXPECT_EQ(bones[0].radius, -1.5F);
    EXPECT_EQ(bones[0].joint_from, styles[0]);
    EXPECT_EQ(bones[0].joint_to, styles[2]);
    ASSERT_EQ(scene->list.order.size(), 2U);
    EXPECT_EQ(scene->list.order[0].kind, draw::ItemKind::Lines) << "bones lie under their points";
    EXPECT_EQ(scene->list.order[1].kind, draw::ItemKind::Points);
}

TEST(ScenarioKeypoints, TwoPeopleInOneBatchStayTwo) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/people",
        {
            {"Points2D:positions", test::points2({{0, 0}, {0, 1}, {9, 0}, {9, 1}})},
            {"Points2D:class_ids", test::ids({0})},
            {"Points2D:keypoint_ids", test::ids({0, 2, 0, 2})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.lines.size(), 1U);
    const auto& bones = scene->list.lines[0].segments;
    ASSERT_EQ(bones.size(), 2U);
    EXPECT_EQ(bones[0].from, glm::vec3(0, 0, 0));
    EXPECT_EQ(bones[0].to, glm::vec3(0, 1, 0));
    EXPECT_EQ(bones[1].from, glm::vec3(9, 0, 0));
    EXPECT_EQ(bones[1].to, glm::vec3(9, 1, 0));
}

TEST(ScenarioKeypoints, BoneWithoutItsJointIsNotDrawnAndNoted) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/pose",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {std::nanf(""), 0, 0}, {1, 1, 1}})},
            {"Points3D:class_ids", test::ids({0})},
            {"Points3D:keypoint_ids", test::ids({0, 2, 3})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_TRUE(scene->list.lines.empty());
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        testing::UnorderedElementsAre(
            "/pose: connections whose joints are not all logged are not drawn",
            "/pose: positions that are not finite are left out"
        )
    );
}

TEST(ScenarioKeypoints, ConnectionsToUnknownKeypointsAreCountedInOneNote) {
    World world;
    ClassDescription pose = pose_class();
    pose.connections.push_back({0, 99});
    pose.connections.push_back({98, 99});
    world.describe_classes("/", {}, {pose});
    world.log_static(
        "/pose",
        {
            {"Points3D:positions", test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 2, 0}})},
            {"Points3D:class_ids", test::ids({0})},
            {"Points3D:keypoint_ids", test::ids({0, 1, 2, 3})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.lines.at(0).segments.size(), 3U);
    ASSERT_EQ(scene->diagnostics.items().size(), 1U);
    EXPECT_EQ(scene->diagnostics.items()[0].count, 2U);
}

TEST(ScenarioKeypoints, JointsAtTheOriginAreDrawn) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/pose",
        {
            {"Points2D:positions", test::points2({{0, 0}, {0, 0}, {5, 5}, {5, 9}})},
            {"Points2D:class_ids", test::ids({0})},
            {"Points2D:keypoint_ids", test::ids({0, 1, 2, 3})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(scene->list.points.at(0).positions.size(), 4U);
    EXPECT_EQ(scene->list.lines.at(0).segments.size(), 3U);
}

TEST(ScenarioKeypoints, PointsAndBonesKnowTheirSkeleton) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/pose",
        {
            {"Points2D:positions", test::points2({{0, 0}, {1, 1}, {9, 0}, {9, 1}})},
            {"Points2D:class_ids", test::ids({0})},
            {"Points2D:keypoint_ids", test::ids({2, 3, 2, 3})},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_THAT(scene->list.points.at(0).group, ElementsAre(0, 0, 1, 1));
    const auto& bones = scene->list.lines.at(0).segments;
    ASSERT_EQ(bones.size(), 2U);
    EXPECT_EQ(bones[1].skeleton, 1U);
    EXPECT_EQ(bones[1].point_from, 2U);
    EXPECT_EQ(bones[1].point_to, 3U);
}

TEST(ScenarioKeypoints, KeypointsWithoutClassAreOfClassZero) {
    World world;
    world.describe_classes("/", {}, {pose_class()});
    world.log_static(
        "/pose",
        {
            {"Points2D:positions", test::points2({{0, 0}, {1, 1}})},
            {"Points2D:keypoint_ids", test::ids({0, 2})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.lines.size(), 1U) << "its bones";
    EXPECT_EQ(scene->list.labels.size(), 2U);
    ASSERT_EQ(scene->counts.size(), 1U);
    EXPECT_EQ(scene->counts[0].tally.id, 0U);
    EXPECT_EQ(scene->counts[0].tally.counts[CountKind::Skeletons], 1U);
}

}  // namespace
}  // namespace limn::scene
