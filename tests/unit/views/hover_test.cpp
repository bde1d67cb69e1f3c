// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "ingest/loader.h"
#include "scene/build_scene.h"
#include "unit/views/sample_scene.h"
#include "views/view_hover.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{400.0F, 200.0F};

HoverResult hover(
    const SampleScene& sample,
    glm::vec2 mouse,
    std::optional<render::PickResult> pick = std::nullopt,
    std::vector<PlacedLabel> labels = {},
    draw::ColorBy color_by = draw::ColorBy::Description
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
         labels,
         color_by}
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
    EXPECT_NEAR(result.info->position.x, 0.5, 1.0e-5);
}

TEST(Hover, SwatchHasTheAlphaOfTheScreen) {
    SampleScene sample;
    sample.add_mask();
    draw::StyleEntry person = *sample.table.find(1);
    person.opacity = 128;
    sample.table.set(1, person);
    ASSERT_EQ(hover(sample, {50, 50}).sections.size(), 1U);
    EXPECT_EQ(hover(sample, {50, 50}).sections[0].swatch, (Rgba8{230, 80, 60, 128}));

    sample.add_person({0, 0}, 0.5F, 10);
    draw::StyleEntry hand = *sample.table.find(sample.context->style_index(1, KeypointId{1}));
    hand.opacity = 0;
    sample.table.set(sample.context->style_index(1, KeypointId{1}), hand);
    const auto joint = hover(sample, {50, 50}, render::PickResult{0, 11, 0.5F});
    EXPECT_EQ(joint.sections[0].swatch, (Rgba8{240, 170, 40, 0}));
}

TEST(Hover, SwatchHasTheOwnColorOfAnInstanceUnlessTheViewColorsByClass) {
    SampleScene sample;
    sample.add_person({0, 0}, 0.5F, 10);
    sample.scene.list.points[0].colors = {Rgba8{1, 2, 3, 255}};
    const render::PickResult pick{0, 11, 0.5F};

    EXPECT_EQ(hover(sample, {50, 50}, pick).sections[0].swatch, (Rgba8{1, 2, 3, 255}));
    EXPECT_EQ(
        hover(sample, {50, 50}, pick, {}, draw::ColorBy::Keypoint).sections[0].swatch,
        (Rgba8{240, 170, 40, 255})
    );
    EXPECT_EQ(
        hover(sample, {50, 50}, pick, {}, draw::ColorBy::Class).sections[0].swatch,
        (Rgba8{230, 80, 60, 255})
    );
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

TEST(Hover, ABoneMeansItsSkeletonByTheNearerJoint) {
    SampleScene sample;
    sample.add_person({0, 0}, 0.5F, 0);
    sample.add_bones({0, 0}, 0.5F, 0);

    const HoverResult result =
        hover(sample, {30, 32}, render::PickResult{0, draw::kAllInstances, 0.5F});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.instance, 1U) << "the hand is at 50, 50";
    EXPECT_EQ(result.sections.at(0).label, "person");
    EXPECT_TRUE(result.box);
}

TEST(Hover, PixelThatIsNoClassTellsItsLoggedValue) {
    SampleScene sample;
    sample.add_signed_mask();

    const HoverResult result = hover(sample, {150, 50});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/mask"));
    EXPECT_FALSE(result.info->item.class_id);
    EXPECT_EQ(result.info->value, "mask -7, no class");
    EXPECT_EQ(result.sections.at(0).value, "mask -7, no class");
    EXPECT_EQ(hover(sample, {250, 50}).info->value, "mask 2");
}

TEST(Hover, PixelThatIsNoClassLeavesWhatIsMeantToWhatLiesBelow) {
    SampleScene sample;
    sample.add_mask();
    sample.scene.list.images.front().entity = 0;
    SampleScene other;
    other.add_signed_mask();
    sample.session = std::move(other.session);
    sample.scene.list.images.push_back(other.scene.list.images.front());
    sample.scene.list.order.push_back({draw::ItemKind::Image, 1, 1.0F});

    const HoverResult result = hover(sample, {150, 50});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/people"));
    EXPECT_EQ(result.info->item.class_id, 1U);
    EXPECT_EQ(result.sections.at(0).value, "mask -7, no class");
    EXPECT_EQ(result.sections.at(1).value, "mask 1");
}

/// From (2, 1, −5) along +z at the mask of 4 × 2 units on z = 0, y down.
draw::Camera3D camera_before_the_mask() {
    draw::Camera3D camera;
    camera.eye = {2.0F, 1.0F, -5.0F};
    camera.target = {2.0F, 1.0F, 0.0F};
    camera.up = {0.0F, -1.0F, 0.0F};
    return camera;
}

HoverResult hover_3d(
    const SampleScene& sample,
    glm::vec2 mouse,
    std::optional<render::PickResult> pick = std::nullopt,
    const draw::Camera3D& camera = camera_before_the_mask()
) {
    const auto styles = sample.bindings();
    return find_hover(
        {sample.scene,
         styles,
         sample.session,
         5,
         draw::to_view_camera(camera, kView),
         std::nullopt,
         mouse,
         kView,
         pick,
         {}}
    );
}

TEST(Hover, MaskPixelOfAPicturePlaneTellsItsClassIn3d) {
    SampleScene sample;
    sample.add_mask();

    const HoverResult result = hover_3d(sample, {205, 105});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/mask"));
    EXPECT_EQ(result.info->item.class_id, 2U);
    EXPECT_EQ(result.info->pixel, glm::uvec2(2, 1));
    EXPECT_NEAR(result.info->position.x, 2.5, 1.0e-5);
    EXPECT_NEAR(result.info->position.z, 0.0, 1.0e-5);
    EXPECT_FALSE(hover_3d(sample, {5, 105}).info);
}

TEST(Hover, HiddenMaskPixelFallsThroughIn3d) {
    SampleScene sample;
    sample.add_mask();
    sample.hide(2);

    EXPECT_FALSE(hover_3d(sample, {205, 105}).info);
}

TEST(Hover, WhatIsPickedBeforeAPicturePlaneHidesItIn3d) {
    SampleScene sample;
    sample.add_mask();
    sample.add_person({2, 1}, 0.0F, 0);

    const HoverResult before = hover_3d(sample, {205, 105}, render::PickResult{0, 1, 0.1F});
    const HoverResult behind = hover_3d(sample, {205, 105}, render::PickResult{0, 1, 0.99999F});

    ASSERT_TRUE(before.info);
    EXPECT_EQ(before.info->item.entity, EntityPath::parse("/people"));
    EXPECT_EQ(before.sections.size(), 1U);
    ASSERT_TRUE(behind.info);
    EXPECT_EQ(behind.info->item.entity, EntityPath::parse("/mask"));
    EXPECT_EQ(behind.sections.size(), 2U);
}

/// What the depth buffer holds for a place, about in the middle of the view.
float depth_of(const draw::Camera3D& camera, float z) {
    const glm::dvec4 clip = camera.clip_from_world(kView) * glm::dvec4(2.0, 1.0, z, 1.0);
    return static_cast<float>(clip.z / clip.w * 0.5 + 0.5);
}

TEST(Hover, PicturePlaneHidesWhatIsCloseBehindItInAnOrthographicView) {
    SampleScene sample;
    sample.add_mask();
    sample.add_person({2, 1}, 0.0F, 0);
    draw::Camera3D camera = camera_before_the_mask();
    camera.orthographic = true;
    const auto at = [&](float z) {
        return hover_3d(sample, {205, 105}, render::PickResult{0, 1, depth_of(camera, z)}, camera);
    };

    const HoverResult behind = at(0.3F);
    const HoverResult on_it = at(0.0F);
    const HoverResult before = at(-0.3F);

    ASSERT_TRUE(behind.info && on_it.info && before.info);
    EXPECT_EQ(behind.info->item.entity, EntityPath::parse("/mask"));
    EXPECT_EQ(on_it.info->item.entity, EntityPath::parse("/people"));
    EXPECT_EQ(on_it.info->value, "mask 2");
    EXPECT_EQ(before.info->item.entity, EntityPath::parse("/people"));
    EXPECT_TRUE(before.info->value.empty());
}

/// What is pointed at in a picture of 8 × 6 values of the session, 100 pixels of the view each.
HoverResult hover_picture(
    session::Session& session,
    const char* entity,
    glm::vec2 mouse,
    annotation::TensorChoice choice
) {
    constexpr glm::vec2 kLarge{800.0F, 600.0F};
    session::refresh_recordings(session);
    const annotation::ContextMap contexts(*session.active_recording(), session.query());
    scene::SceneInput input;
    input.recording = session.active_recording();
    input.query = session.query();
    input.contexts = &contexts;
    input.view.origin = EntityPath::parse(entity);
    input.tensors[input.view.origin] = std::move(choice);
    const scene::ScenePtr scene = scene::build_scene(input);
    const draw::Camera2D camera = draw::Camera2D::fit({0, 0}, {8, 6}, kLarge);
    return find_hover(
        {*scene,
         {},
         session,
         5,
         draw::to_view_camera(camera, kLarge),
         camera,
         mouse,
         kLarge,
         std::nullopt,
         {}}
    );
}

HoverResult hover_tensor(const char* entity, glm::vec2 mouse, annotation::TensorChoice choice) {
    session::Session session;
    EXPECT_TRUE(
        ingest::read_all(LIMN_TEST_DATA "/annotation_tensors.rrd", session.database).has_value()
    );
    return hover_picture(session, entity, mouse, std::move(choice));
}

TEST(Hover, PixelOfATensorTellsItsValueAndClass) {
    const HoverResult result = hover_tensor("/described", {250, 150}, {});

    ASSERT_TRUE(result.info);
    EXPECT_EQ(result.info->item.entity, EntityPath::parse("/described"));
    EXPECT_EQ(result.info->item.class_id, 1U);
    EXPECT_EQ(result.info->value, "mask 1");
    ASSERT_EQ(result.sections.size(), 1U);
    EXPECT_EQ(result.sections[0].label, "wall");
    EXPECT_EQ(result.sections[0].pixel, glm::uvec2(2, 1));
    EXPECT_EQ(hover_tensor("/described", {550, 450}, {}).sections.at(0).label, "door");
}

TEST(Hover, PixelOfATensorIsThatOfTheChosenPart) {
    const annotation::TensorChoice first{true, {0}};
    const annotation::TensorChoice second{true, {1}};

    EXPECT_EQ(hover_tensor("/batch", {50, 50}, first).sections.at(0).label, "floor");
    EXPECT_EQ(hover_tensor("/batch", {50, 50}, second).sections.at(0).label, "wall");
}

/// Values of a picture of 8 × 6 pixels; the first row begins with these, all others are 0.
template <typename T>
std::vector<std::string> hovered_values(ChannelType type, const std::vector<T>& values) {
    std::vector<T> all(48, T(0));
    std::ranges::copy(values, all.begin());
    test::Bytes pixels(all.size() * sizeof(T));
    std::memcpy(pixels.data(), all.data(), pixels.size());
    session::Session session;
    session.database.apply(ChunkMessage{
        {StoreKind::Recording, "app", "run"},
        test::ChunkBuilder("/ids")
            .row(1, {{"frame", 0}})
            .set("Image:buffer", test::blob(pixels))
            .set("Image:format", test::format(ImageFormat{8, 6, 0, ColorModel::L, type}))
            .build()});
    std::vector<std::string> found;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const glm::vec2 mouse(static_cast<float>(i) * 100.0F + 50.0F, 50.0F);
        found.push_back(hover_picture(session, "/ids", mouse, {}).sections.at(0).value);
    }
    return found;
}

TEST(Hover, PixelOfAPictureTellsItsValueAsItWasLogged) {
    using Texts = std::vector<std::string>;
    EXPECT_EQ(
        hovered_values<std::uint32_t>(ChannelType::U32, {123456789, 4294967295}),
        (Texts{"123456789", "4294967295"})
    );
    EXPECT_EQ(hovered_values<std::int32_t>(ChannelType::I32, {-16777217}), (Texts{"-16777217"}));
    EXPECT_EQ(
        hovered_values<double>(ChannelType::F64, {1.0e9 + 1.0, 0.1, 1.0e-9}),
        (Texts{"1000000001", "0.1", "1e-09"})
    );
    EXPECT_EQ(
        hovered_values<float>(ChannelType::F32, {0.1F, 1234567.0F}),
        (Texts{"0.1", "1234567"})
    );
    EXPECT_EQ(hovered_values<std::uint16_t>(ChannelType::U16, {65535}), (Texts{"65535"}));
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
    const std::array<std::uint16_t, 1> millimeters{1250};
    const auto depth = media::Image::create(
        media::ImageKind::Value,
        media::PixelType::U16,
        1,
        1,
        std::as_bytes(std::span(millimeters)),
        nullptr
    );
    ASSERT_TRUE(depth);
    EXPECT_EQ(pixel_text(**depth, {0, 0}), "1250");
    EXPECT_EQ(pixel_text(**depth, {0, 0}, 1000.0), "1.25 m");
}

}  // namespace
}  // namespace limn::views
