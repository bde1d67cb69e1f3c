// SPDX-License-Identifier: MIT
#include "views/label_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <glm/geometric.hpp>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{400.0F, 300.0F};

glm::vec2 measure(std::string_view text) {
    return {static_cast<float>(text.size()) * 8.0F, 16.0F};
}

std::vector<LabelInput> labels_of(
    const SampleScene& sample,
    session::LabelMode mode = session::LabelMode::Auto,
    render::Highlight hover = {}
) {
    const auto styles = sample.bindings();
    const draw::ViewCamera camera =
        draw::to_view_camera(draw::Camera2D::fit({0, 0}, kView, kView), kView);
    const LabelRequest
        request{sample.scene, styles, sample.session, camera, kView, 1.0F, mode, hover, {}};
    return collect_labels(request, measure);
}

std::vector<std::string> texts(
    const SampleScene& sample,
    session::LabelMode mode = session::LabelMode::Auto,
    render::Highlight hover = {}
) {
    std::vector<std::string> out;
    for (const LabelInput& label : labels_of(sample, mode, hover)) {
        out.push_back(label.text);
    }
    return out;
}

/// A car in a frame of four lines.
void add_frame(SampleScene& sample, const std::array<glm::vec2, 4>& corners) {
    draw::LineBatch batch;
    batch.entity = 1;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        draw::LineSegment edge;
        edge.from = glm::vec3(corners.at(k), 0.0F);
        edge.to = glm::vec3(corners.at((k + 1) % corners.size()), 0.0F);
        edge.instance = 0;
        batch.segments.push_back(edge);
    }
    sample.scene.list.lines.push_back(std::move(batch));
    draw::LabelAnchor anchor;
    anchor.position = glm::vec3((corners[2] + corners[3]) * 0.5F, 0.0F);
    anchor.style_index = 2;
    anchor.entity = 1;
    anchor.instance = 0;
    sample.scene.list.labels.push_back(anchor);
}

TEST(LabelSource, LargeSkeletonsNameTheirJoints) {
    SampleScene sample;
    sample.add_person({50, 50}, 80.0F, 0);

    EXPECT_THAT(texts(sample), testing::ElementsAre("nose", "hand", "foot"));
}

TEST(LabelSource, SmallSkeletonsHaveOneLabelOfTheirClass) {
    SampleScene sample;
    sample.add_person({50, 50}, 3.0F, 0);

    EXPECT_THAT(texts(sample), testing::ElementsAre("person"));
}

TEST(LabelSource, TwoSmallPeopleInOneEntityHaveALabelEach) {
    SampleScene sample;
    sample.add_person({50, 50}, 3.0F, 0);
    sample.add_person({250, 150}, 3.0F, 3);

    EXPECT_THAT(texts(sample), testing::ElementsAre("person", "person"));
}

TEST(LabelSource, JointsAreNamedWhereBonesAreLong) {
    SampleScene sample;
    sample.add_person({50, 50}, 60.0F, 0);
    sample.add_bones({50, 50}, 60.0F, 0);
    EXPECT_THAT(texts(sample), testing::ElementsAre("nose", "hand", "foot")) << "85 points";

    SampleScene small;
    small.add_person({50, 50}, 40.0F, 0);
    small.add_bones({50, 50}, 40.0F, 0);
    EXPECT_THAT(texts(small), testing::ElementsAre("person")) << "57 points";
}

TEST(LabelSource, OnlyTheHoveredSkeletonNamesItsJoints) {
    SampleScene sample;
    for (const std::uint32_t first : {0U, 3U}) {
        const glm::vec2 at(50.0F + 50.0F * static_cast<float>(first), 50.0F);
        sample.add_person(at, 10.0F, first);
        sample.add_bones(at, 10.0F, first);
    }

    const auto named = testing::UnorderedElementsAre("person", "person", "nose", "hand", "foot");
    EXPECT_THAT(texts(sample, session::LabelMode::Auto, {0, 4}), named);
    sample.mode.hovered = sample.context->style_index(1, KeypointId{1});
    EXPECT_THAT(texts(sample, session::LabelMode::Auto, {0, 4}), named) << "its style is lit, too";
    EXPECT_THAT(texts(sample), testing::UnorderedElementsAre("person", "person", "hand", "hand"))
        << "a row of the class panel";
}

TEST(LabelSource, NamesOfTheHoveredSkeletonStandBesideIt) {
    SampleScene sample;
    sample.add_person({150, 50}, 10.0F, 0);

    const auto labels = labels_of(sample, session::LabelMode::Auto, {0, 1});

    ASSERT_EQ(labels.size(), 4U);
    for (const LabelInput& label : labels) {
        if (label.text != "person") {
            ASSERT_TRUE(label.place);
            EXPECT_TRUE(label.place->max.x < 150.0F || label.place->min.x > 170.0F);
        }
    }
    EXPECT_EQ(std::ranges::count_if(labels, &LabelInput::highlighted), 1) << "the hand";
}

TEST(LabelSource, BoxesHaveTabs) {
    SampleScene sample;
    add_frame(sample, {glm::vec2(100, 80), {200, 80}, {200, 180}, {100, 180}});

    const auto labels = labels_of(sample);

    ASSERT_EQ(labels.size(), 1U);
    EXPECT_TRUE(labels[0].is_tab);
    ASSERT_TRUE(labels[0].object);
    EXPECT_LT(glm::distance(labels[0].object->min, glm::vec2(100, 80)), 1.0e-3F);
    EXPECT_LT(glm::distance(labels[0].object->max, glm::vec2(200, 180)), 1.0e-3F);
}

TEST(LabelSource, ATurnedBoxIsNotHiddenButHasNoTab) {
    SampleScene sample;
    add_frame(sample, {glm::vec2(150, 80), {200, 130}, {150, 180}, {100, 130}});

    const auto labels = labels_of(sample);

    ASSERT_EQ(labels.size(), 1U);
    EXPECT_FALSE(labels[0].is_tab);
    EXPECT_TRUE(labels[0].object);
}

TEST(LabelSource, AllJointsAreNamedIfAskedFor) {
    SampleScene sample;
    sample.add_person({50, 50}, 3.0F, 0);

    EXPECT_EQ(texts(sample, session::LabelMode::On).size(), 3U);
    EXPECT_TRUE(texts(sample, session::LabelMode::Off).empty());
}

TEST(LabelSource, HiddenKeypointHasNoLabel) {
    SampleScene sample;
    sample.add_person({50, 50}, 80.0F, 0);
    sample.hide(sample.context->style_index(1, KeypointId{1}));

    EXPECT_THAT(texts(sample), testing::ElementsAre("nose", "foot"));
}

TEST(LabelSource, UnderSoloOnlySoloedClassesHaveLabels) {
    SampleScene sample;
    sample.add_person({50, 50}, 80.0F, 0);
    sample.mode.solo_active = true;

    EXPECT_TRUE(texts(sample).empty());
}

TEST(LabelSource, LoggedTextWins) {
    SampleScene sample;
    draw::LabelAnchor anchor;
    anchor.position = {100, 100, 0};
    anchor.style_index = 2;
    anchor.text = "car 0.93";
    sample.scene.list.labels = {anchor};
    EXPECT_THAT(texts(sample), testing::ElementsAre("car 0.93"));

    sample.scene.list.labels[0].text = std::nullopt;
    EXPECT_THAT(texts(sample), testing::ElementsAre("car"));

    sample.scene.list.labels[0].text = "";
    EXPECT_TRUE(texts(sample).empty());
}

}  // namespace
}  // namespace limn::views
