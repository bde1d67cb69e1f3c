// SPDX-License-Identifier: MIT
#include "logger/components.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "logger/archetypes.h"

namespace limn::logger {
namespace {

std::map<std::string, std::string> types_of(const Components& components) {
    std::map<std::string, std::string> types;
    for (const LoggedComponent& component : components) {
        types[component.name] = arrow::to_string(component.instances.type());
    }
    return types;
}

const LoggedComponent& find(const Components& components, const std::string& name) {
    const auto found = std::ranges::find(components, name, &LoggedComponent::name);
    EXPECT_NE(found, components.end()) << name;
    return *found;
}

constexpr const char* kVec2 = "FixedSizeList<item: float32 not null>[2]";
constexpr const char* kVec3 = "FixedSizeList<item: float32 not null>[3]";
constexpr const char* kBlob = "List<item: uint8 not null>";
constexpr const char* kAxisAngle =
    "Struct{axis: FixedSizeList<item: float32 not null>[3] not null, angle: float32 not null}";
constexpr const char* kImageFormat =
    "Struct{width: uint32 not null, height: uint32 not null, pixel_format: uint8, "
    "color_model: uint8, channel_datatype: uint8}";

TEST(Components, PointsHaveTheDocumentedTypes) {
    Points2D points;
    points.positions = {{{1.0F, 2.0F}}};
    points.radii = {{1.0F}};
    points.colors = {{Rgba8{1, 2, 3, 4}}};
    points.labels = {{"a"}};
    points.show_labels = true;
    points.draw_order = 3.0F;
    points.class_ids = {{7}};
    points.keypoint_ids = {{9}};
    const std::map<std::string, std::string> expected{
        {"Points2D:positions", kVec2},
        {"Points2D:radii", "float32"},
        {"Points2D:colors", "uint32"},
        {"Points2D:labels", "utf8"},
        {"Points2D:show_labels", "bool"},
        {"Points2D:draw_order", "float32"},
        {"Points2D:class_ids", "uint16"},
        {"Points2D:keypoint_ids", "uint16"},
    };
    EXPECT_EQ(types_of(to_components(points)), expected);
}

TEST(Components, BoxesAndLinesHaveTheDocumentedTypes) {
    Boxes3D boxes;
    boxes.half_sizes = {{{1.0F, 1.0F, 1.0F}}};
    boxes.centers = {{{0.0F, 0.0F, 0.0F}}};
    boxes.quaternions = {{glm::quat(1.0F, 0.0F, 0.0F, 0.0F)}};
    boxes.rotation_axis_angles = {{AxisAngle{}}};
    boxes.fill_mode = FillMode::Solid;
    const std::map<std::string, std::string> expected{
        {"Boxes3D:half_sizes", kVec3},
        {"Boxes3D:centers", kVec3},
        {"Boxes3D:quaternions", "FixedSizeList<item: float32 not null>[4]"},
        {"Boxes3D:rotation_axis_angles", kAxisAngle},
        {"Boxes3D:fill_mode", "uint8"},
    };
    EXPECT_EQ(types_of(to_components(boxes)), expected);
    LineStrips3D lines;
    lines.strips = {{{{0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}}}};
    EXPECT_EQ(
        types_of(to_components(lines))["LineStrips3D:strips"],
        "List<item: FixedSizeList<item: float32 not null>[3] not null>"
    );
}

TEST(Components, ImagesHaveTheDocumentedTypes) {
    const Components mask = to_components(SegmentationImage::from_u8({1, 2, 3, 4}, 2, 2));
    const std::map<std::string, std::string> expected{
        {"SegmentationImage:buffer", kBlob},
        {"SegmentationImage:format", kImageFormat},
    };
    EXPECT_EQ(types_of(mask), expected);
    const arrow::Array format = find(mask, "SegmentationImage:format").instances;
    EXPECT_FALSE(format.field("color_model").is_valid(0));
    EXPECT_EQ(format.field("channel_datatype").values<std::uint8_t>()[0], 6);
    const Components image = to_components(Image::from_rgb({1, 2, 3}, 1, 1));
    const arrow::Array image_format = find(image, "Image:format").instances;
    EXPECT_EQ(image_format.field("color_model").values<std::uint8_t>()[0], 2);
    const Components encoded =
        to_components(EncodedImage::from_bytes({std::byte{0xFF}}, "image/jpeg"));
    EXPECT_EQ(find(encoded, "EncodedImage:blob").type, "rerun.components.Blob");
    EXPECT_EQ(find(encoded, "EncodedImage:media_type").instances.text_at(0), "image/jpeg");
}

TEST(Components, TransformsHaveTheDocumentedTypes) {
    Transform3D transform;
    transform.translation = glm::vec3(1.0F);
    transform.rotation_axis_angle = AxisAngle{};
    transform.quaternion = glm::quat(1.0F, 0.0F, 0.0F, 0.0F);
    transform.scale = glm::vec3(1.0F);
    transform.mat3x3 = glm::mat3(1.0F);
    transform.relation = TransformRelation::ChildFromParent;
    transform.child_frame = "a";
    const std::map<std::string, std::string> expected{
        {"Transform3D:translation", kVec3},
        {"Transform3D:rotation_axis_angle", kAxisAngle},
        {"Transform3D:quaternion", "FixedSizeList<item: float32 not null>[4]"},
        {"Transform3D:scale", kVec3},
        {"Transform3D:mat3x3", "FixedSizeList<item: float32 not null>[9]"},
        {"Transform3D:relation", "uint8"},
        {"Transform3D:child_frame", "utf8"},
    };
    EXPECT_EQ(types_of(to_components(transform)), expected);
    const Components view = to_components(ViewCoordinates::right_down_forward());
    EXPECT_EQ(types_of(view)["ViewCoordinates:xyz"], "FixedSizeList<item: uint8 not null>[3]");
    EXPECT_EQ(types_of(to_components(Clear{}))["Clear:is_recursive"], "bool");
}

TEST(Components, PinholeIsColumnMajor) {
    const Components pinhole = to_components(Pinhole::from_focal_length(500.0F, {640.0F, 480.0F}));
    const arrow::Array flat = find(pinhole, "Pinhole:image_from_camera").instances.flat_items();
    const auto values = flat.values<float>();
    ASSERT_EQ(values.size(), 9U);
    EXPECT_EQ(values[0], 500.0F);
    EXPECT_EQ(values[4], 500.0F);
    EXPECT_EQ(values[6], 320.0F);
    EXPECT_EQ(values[7], 240.0F);
    EXPECT_EQ(values[8], 1.0F);
}

TEST(Components, QuaternionsAreStoredXyzw) {
    Transform3D transform;
    transform.quaternion = glm::quat(4.0F, 1.0F, 2.0F, 3.0F);
    const Components components = to_components(transform);
    const auto flat = components.front().instances.flat_items();
    const auto values = flat.values<float>();
    EXPECT_EQ(std::vector<float>(values.begin(), values.end()), (std::vector<float>{1, 2, 3, 4}));
}

TEST(Components, AnnotationContextHasTheDocumentedTypeAndKeepsAbsentLabels) {
    AnnotationContext context;
    ClassDescription person;
    person.key = 11;
    person.info = {12, std::nullopt, Rgba8{255, 0, 16, 128}};
    person.keypoints = {{0, "nose", std::nullopt}};
    person.connections = {{3, 4}, {4, 5}};
    context.classes = {person, ClassDescription{}};
    const Components components = to_components(context);
    ASSERT_EQ(components.size(), 1U);
    EXPECT_EQ(components[0].name, "AnnotationContext:context");
    EXPECT_EQ(components[0].archetype, "rerun.archetypes.AnnotationContext");
    EXPECT_EQ(components[0].type, "rerun.components.AnnotationContext");
    const std::string info = "Struct{id: uint16 not null, label: utf8, color: uint32}";
    EXPECT_EQ(
        arrow::to_string(components[0].instances.type()),
        "List<item: Struct{class_id: uint16 not null, class_description: Struct{info: " + info +
            " not null, keypoint_annotations: List<item: " + info +
            " not null> not null, keypoint_connections: List<item: Struct{keypoint0: uint16 not "
            "null, keypoint1: uint16 not null} not null> not null} not null} not null>"
    );
    const arrow::Array classes = components[0].instances.list_at(0);
    ASSERT_EQ(classes.length(), 2);
    EXPECT_EQ(classes.field("class_id").values<std::uint16_t>()[0], 11);
    const arrow::Array description = classes.field("class_description");
    const arrow::Array class_info = description.field("info");
    EXPECT_EQ(class_info.field("id").values<std::uint16_t>()[0], 12);
    EXPECT_FALSE(class_info.field("label").is_valid(0));
    EXPECT_EQ(class_info.field("color").values<std::uint32_t>()[0], 0xFF001080U);
    const arrow::Array pairs = description.field("keypoint_connections").list_at(0);
    EXPECT_EQ(pairs.field("keypoint1").values<std::uint16_t>()[1], 5);
    EXPECT_EQ(description.field("keypoint_annotations").list_at(1).length(), 0);
}

TEST(Components, UnsetMembersAreNotLoggedButEmptyOnesAre) {
    Points3D points;
    points.positions.emplace();
    const Components components = to_components(points);
    ASSERT_EQ(components.size(), 1U);
    EXPECT_EQ(components[0].name, "Points3D:positions");
    EXPECT_EQ(components[0].instances.length(), 0);
}

TEST(Components, LargeVectorsAreNotCopied) {
    Points3D points;
    points.positions = std::vector<glm::vec3>(200'000, glm::vec3(1.0F));
    const void* const before = points.positions->data();
    const Components components = to_components(std::move(points));
    const arrow::Array flat = components[0].instances.flat_items();
    EXPECT_EQ(flat.values<float>().data(), before);
}

}  // namespace
}  // namespace limn::logger
