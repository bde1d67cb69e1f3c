// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "unit/views/sample_scene.h"
#include "views/view_hover.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{400.0F, 200.0F};

HoverResult hover(
    const SampleScene& sample,
    glm::vec2 mouse,
    std::optional<render::PickResult> pick = std::nullopt,
    std::vector<PlacedLabel> labels = {}
) {
    const auto styles = sample.bindings();
    const draw::Camera2D camera = draw::Camera2D::fit({0, 0}, {4, 2}, kView);
    return find_hover(
        {sample.scene,
         styles,
         sample.session,
         5,
         draw::to_view_camera(camera, kView),
         camera,
         mouse,
         kView,
         pick,
         labels}
    );
}

TEST(Hover, KeypointIsResolvedThroughItsContext) {
    SampleScene sample;
    sample.add_person({0, 0}, 0.5F, 10);

    const HoverResult result = hover(sample, {50, 50}, render::PickResult{0, 11, 0.5F});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/people"));
    EXPECT_EQ(result.info->item.instance, 11U);
    EXPECT_EQ(result.info->item.class_id, 1U);
    EXPECT_EQ(result.info->item.keypoint, KeypointId{1});
    EXPECT_EQ(result.info->context_key, sample.context->key());
    EXPECT_EQ(result.info->view, 5U);
    EXPECT_EQ(result.sections[0].label, "hand");
    EXPECT_TRUE(result.sections[0].is_keypoint);
    EXPECT_EQ(result.sections[0].swatch, (Rgba8{240, 170, 40, 255}));
    EXPECT_FLOAT_EQ(result.info->position.x, 0.5F);
}

TEST(Hover, MaskPixelTellsItsClass) {
    SampleScene sample;
    sample.add_mask();

    const HoverResult result = hover(sample, {250, 150});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/mask"));
    EXPECT_FALSE(result.info->item.instance);
    EXPECT_EQ(result.info->item.class_id, 2U);
    EXPECT_EQ(result.info->style_index, 2U);
    EXPECT_EQ(result.info->pixel, glm::uvec2(2, 1));
    EXPECT_EQ(result.info->value, "mask 2");
    EXPECT_EQ(result.sections[0].label, "car");
}

TEST(Hover, HiddenMaskPixelFallsThrough) {
    SampleScene sample;
    sample.add_mask();
    sample.hide(2);

    EXPECT_FALSE(hover(sample, {250, 150}).info);
}

TEST(Hover, GeometryComesBeforeTheMaskButKeepsItsPixel) {
    SampleScene sample;
    sample.add_mask();
    sample.add_person({0, 0}, 0.5F, 0);

    const HoverResult result = hover(sample, {50, 50}, render::PickResult{0, 0, 0.5F});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/people"));
    EXPECT_EQ(result.info->pixel, glm::uvec2(0, 0));
    EXPECT_EQ(result.info->value, "mask 1");
    EXPECT_EQ(result.sections.size(), 2U);
}

TEST(Hover, LabelMeansItsInstance) {
    SampleScene sample;
    sample.add_person({0, 0}, 0.5F, 0);
    PlacedLabel label;
    label.min = {100, 100};
    label.max = {160, 120};
    label.source = 2;

    const HoverResult result = hover(sample, {120, 110}, std::nullopt, {label});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.instance, 2U);
    EXPECT_EQ(result.sections[0].label, "foot");
}

TEST(Hover, NothingIsNothing) {
    const SampleScene sample;

    EXPECT_FALSE(hover(sample, {50, 50}).info);
    EXPECT_TRUE(hover(sample, {50, 50}).sections.empty());
}

TEST(Hover, BoneMeansTheWholeEntity) {
    SampleScene sample;
    sample.add_person({0, 0}, 0.5F, 0);

    const HoverResult result =
        hover(sample, {50, 50}, render::PickResult{0, draw::kAllInstances, 0.5F});

    ASSERT_TRUE(result.info);
    EXPECT_FALSE(result.info->item.instance);
}

TEST(PixelText, TellsColorsAndValues) {
    const std::array<std::uint8_t, 4> bytes{12, 40, 200, 255};
    const auto color = media::Image::create(
        media::ImageKind::Color,
        media::PixelType::Rgba8,
        1,
        1,
        std::as_bytes(std::span(bytes)),
        nullptr
    );
    ASSERT_TRUE(color);

    EXPECT_EQ(pixel_text(**color, {0, 0}), "(12, 40, 200)");
}

}  // namespace
}  // namespace limn::views
