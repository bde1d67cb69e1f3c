// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr Rgba8 kRed{255, 0, 0, 255};

/// n points of class 1 (“one”) in a row.
World points_of_one_class(std::size_t count, test::Cells more = {}) {
    World world;
    world.describe_classes("/", {}, {test::describe(1, "one", kRed)});
    std::vector<glm::vec2> positions;
    for (std::size_t i = 0; i < count; ++i) {
        positions.emplace_back(static_cast<float>(i), 0.0F);
    }
    more.emplace_back("Points2D:positions", test::points2(positions));
    more.emplace_back("Points2D:class_ids", test::ids(std::vector<std::uint16_t>(count, 1)));
    world.log_static("/points", more);
    return world;
}

TEST(Labels, AreNotCutOffAtThirtyInstances) {
    for (const std::size_t count : {29U, 30U, 31U, 1000U}) {
        const auto scene = points_of_one_class(count).scene_2d();
        EXPECT_EQ(scene->list.labels.size(), count);
        EXPECT_EQ(scene->list.labels.front().crowd, count);
    }
}

TEST(Labels, OfAVeryLargeCrowdAreAnEvenSample) {
    const auto scene = points_of_one_class(1'000'000).scene_2d();

    const auto& labels = scene->list.labels;
    EXPECT_GT(labels.size(), 1000U);
    EXPECT_LE(labels.size(), 2000U);
    EXPECT_EQ(labels[1].instance - labels[0].instance, labels[2].instance - labels[1].instance);
    EXPECT_GT(labels.back().instance, 990'000U);
    EXPECT_TRUE(scene->diagnostics.empty());
}

TEST(Labels, LoggedOnesOfALargeBatchAreAllThere) {
    const World world = points_of_one_class(
        100'000,
        {{"Points2D:labels", test::texts(std::vector<std::optional<std::string>>(300, "track"))}}
    );

    const auto scene = world.scene_2d();

    const auto logged = std::ranges::count_if(scene->list.labels, [](const draw::LabelAnchor& a) {
        return a.text.has_value();
    });
    EXPECT_EQ(logged, 300);
}

TEST(Labels, LoggedSwitchBeatsTheCount) {
    const World on = points_of_one_class(40, {{"Points2D:show_labels", test::flag(true)}});
    const World off = points_of_one_class(2, {{"Points2D:show_labels", test::flag(false)}});

    EXPECT_EQ(on.scene_2d()->list.labels.size(), 40U);
    EXPECT_EQ(off.scene_2d()->list.labels.size(), 0U);
}

TEST(Labels, TheViewersSwitchBeatsWhatIsLogged) {
    const World world = points_of_one_class(2, {{"Points2D:show_labels", test::flag(false)}});
    SceneInput input = world.input(ViewKind::Spatial2D);
    input.show_labels = true;

    EXPECT_EQ(world.build(input)->list.labels.size(), 2U);
}

TEST(Labels, ASingleLabelOfManyIsShownWhateverTheirNumber) {
    const World world = points_of_one_class(101, {{"Points2D:labels", test::texts({"cloud"})}});

    const auto scene = world.scene_2d();

    EXPECT_THAT(test::label_texts(*scene), ElementsAre("cloud #FF0000FF"));
    EXPECT_EQ(scene->list.labels[0].position, glm::dvec3(50, 0, 0));
}

TEST(Labels, LoggedOnesCoverTheFirstInstancesAndAreNotRepeated) {
    const World world = points_of_one_class(3, {{"Points2D:labels", test::texts({"a", "b"})}});

    EXPECT_THAT(test::label_texts(*world.scene_2d()), ElementsAre("a #FF0000FF", "b #FF0000FF"));
}

TEST(Labels, AreAsManyAsThereAreClassOrKeypointIds) {
    World world;
    world.describe_classes("/", {}, {test::describe(1, "one", kRed)});
    const auto positions = test::points2({{0, 0}, {10, 0}, {50, 20}});
    world.log_static(
        "/two",
        {{"Points2D:positions", positions}, {"Points2D:class_ids", test::ids({1, 1})}}
    );

    EXPECT_EQ(world.scene_2d()->list.labels.size(), 2U);
}

TEST(Labels, OfOneClassIdForManyIsOneInTheMiddle) {
    World world;
    world.describe_classes("/", {}, {test::describe(1, "one", kRed)});
    const auto positions = test::points2({{0, 0}, {10, 0}, {50, 20}});
    world.log_static(
        "/points",
        {{"Points2D:positions", positions}, {"Points2D:class_ids", test::ids({1})}}
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.labels.size(), 1U);
    EXPECT_EQ(scene->list.labels[0].position, glm::dvec3(25, 10, 0));
    EXPECT_EQ(scene->list.labels[0].instance, draw::kAllInstances);
    EXPECT_FALSE(scene->list.labels[0].text.has_value());
    EXPECT_EQ(scene->list.labels[0].style_index, 1U);
}

TEST(Labels, LoggedAsEmptyAreNone) {
    const World world = points_of_one_class(3, {{"Points2D:labels", test::texts({})}});

    EXPECT_TRUE(world.scene_2d()->list.labels.empty());
}

TEST(Labels, AnEmptyLabelSilencesItsInstance) {
    const World world = points_of_one_class(3, {{"Points2D:labels", test::texts({"", "b"})}});

    EXPECT_THAT(test::label_texts(*world.scene_2d()), ElementsAre("b #FF0000FF"));
}

TEST(Labels, ANullAmongLoggedLabelsIsNone) {
    const World world =
        points_of_one_class(2, {{"Points2D:labels", test::texts({std::nullopt, "b"})}});

    EXPECT_THAT(test::label_texts(*world.scene_2d()), ElementsAre("b #FF0000FF"));
}

TEST(Labels, InstancesWithoutClassAndTextHaveNone) {
    World world;
    world.log_static("/points", {{"Points2D:positions", test::points2({{0, 0}})}});

    EXPECT_TRUE(world.scene_2d()->list.labels.empty());
}

TEST(Labels, OfBoxesHangFromTheBottomEdgeAndWrapAtTheirWidth) {
    World world;
    world.log_static(
        "/boxes",
        {
            {"Boxes2D:half_sizes", test::points2({{30, 20}})},
            {"Boxes2D:centers", test::points2({{100, 50}})},
            {"Boxes2D:class_ids", test::ids({4})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.labels.size(), 1U);
    EXPECT_EQ(scene->list.labels[0].position, glm::dvec3(100, 70, 0));
    EXPECT_EQ(scene->list.labels[0].wrap_width, 60.0F);
    EXPECT_NEAR(scene->list.labels[0].extent, 72.11F, 0.01F);
    EXPECT_TRUE(scene->list.labels[0].below);
}

TEST(Labels, ASingleLabelOfMixedClassesOutlivesTheHidingOfOne) {
    World world;
    world.describe_classes("/", {}, {test::describe(1, "one", kRed)});
    world.log_static(
        "/points",
        {
            {"Points2D:positions", test::points2({{0, 0}, {2, 2}})},
            {"Points2D:class_ids", test::ids({1, 2})},
            {"Points2D:labels", test::texts({"both"})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.labels.size(), 1U);
    EXPECT_EQ(scene->list.labels[0].style_index, draw::kNoStyle);
    EXPECT_EQ(scene->list.labels[0].color, kRed);
}

TEST(Labels, OfManyThousandAreCutWithAWord) {
    const World world = points_of_one_class(25'000, {{"Points2D:show_labels", test::flag(true)}});

    const auto scene = world.scene_2d();

    EXPECT_EQ(scene->list.labels.size(), 20'000U);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/points: labels of this entity beyond the first 20000 are left out")
    );
}

}  // namespace
}  // namespace limn::scene
