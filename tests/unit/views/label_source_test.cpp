// SPDX-License-Identifier: MIT
#include "views/label_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{400.0F, 300.0F};

glm::vec2 measure(std::string_view text) {
    return {static_cast<float>(text.size()) * 8.0F, 16.0F};
}

std::vector<std::string> texts(
    const SampleScene& sample,
    session::LabelMode mode = session::LabelMode::Auto,
    render::Highlight hover = {}
) {
    const auto styles = sample.bindings();
    const draw::ViewCamera camera =
        draw::to_view_camera(draw::Camera2D::fit({0, 0}, kView, kView), kView);
    const LabelRequest
        request{sample.scene, styles, sample.session, camera, kView, 1.0F, mode, hover, {}};
    std::vector<std::string> out;
    for (const LabelInput& label : collect_labels(request, measure)) {
        out.push_back(label.text);
    }
    return out;
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

TEST(LabelSource, HoveredJointIsNamedHoweverSmall) {
    SampleScene sample;
    sample.add_person({50, 50}, 3.0F, 0);

    EXPECT_THAT(
        texts(sample, session::LabelMode::Auto, {0, 1}),
        testing::UnorderedElementsAre("person", "hand")
    );
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
