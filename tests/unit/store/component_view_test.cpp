// SPDX-License-Identifier: MIT
#include "store/component_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A cell of the second of two rows, so that offsets are not zero.
Cell cell_of(const test::Values& before, const test::Values& values) {
    Cell cell;
    cell.chunk = ChunkBuilder("/e").row(1).set("A:b", before).row(2).set("A:b", values).build();
    cell.column = cell.chunk->find_component("A:b");
    cell.row = 1;
    return cell;
}

Cell cell_of_column(arrow::Array cells) {
    Chunk::Parts parts;
    parts.row_ids.resize(static_cast<std::size_t>(cells.length()));
    parts.components.push_back({"A:b", {}, {}, std::move(cells)});
    Cell cell;
    cell.chunk = *Chunk::create(std::move(parts));
    cell.column = cell.chunk->find_component("A:b");
    return cell;
}

TEST(ComponentView, VectorsAreViewedWhereTheyLie) {
    const Cell cell = cell_of(test::points2({{9, 9}}), test::points2({{1, 2}, {3, 4}}));
    const auto points = vec2_values(cell);

    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[1], glm::vec2(3, 4));
    EXPECT_EQ(
        static_cast<const void*>(points.data()),
        cell.values().flat_items().value_pointer(sizeof(float))
    );
}

TEST(ComponentView, AnotherWidthOrTypeGivesNothing) {
    const Cell three = cell_of(test::points3({{1, 2, 3}}), test::points3({{1, 2, 3}}));
    const Cell ids = cell_of(test::ids({1}), test::ids({1, 2}));

    EXPECT_THAT(vec2_values(three), IsEmpty());
    EXPECT_EQ(vec3_values(three).size(), 1U);
    EXPECT_THAT(f32_values(ids), IsEmpty());
    EXPECT_THAT(color_values(ids), IsEmpty());
    EXPECT_THAT(text_values(ids), IsEmpty());
    EXPECT_FALSE(first_bool(ids) || first_f32(ids) || first_u8(ids) || first_text(ids));
    EXPECT_FALSE(first_blob(ids) || first_image_format(ids) || first_view_coordinates(ids));
    EXPECT_FALSE(annotation_context(ids));
    EXPECT_THAT(axis_angle_values(ids), IsEmpty());
    EXPECT_THAT(u16_values(ids), ElementsAre(1, 2));
    EXPECT_THAT(u16_values(Cell{}), IsEmpty());
}

TEST(ComponentView, ColorsAreRedFirst) {
    const Cell cell = cell_of(test::colors({{}}), test::colors({{1, 2, 3, 4}, {5, 6, 7, 8}}));

    EXPECT_THAT(color_values(cell), ElementsAre(Rgba8{1, 2, 3, 4}, Rgba8{5, 6, 7, 8}));
}

TEST(ComponentView, TheLastColorRepeats) {
    const Cell cell = cell_of(test::colors({{}}), test::colors({{1, 2, 3, 4}, {5, 6, 7, 8}}));

    EXPECT_EQ(color_at(cell, 0), (Rgba8{1, 2, 3, 4}));
    EXPECT_EQ(color_at(cell, 7), (Rgba8{5, 6, 7, 8}));
    EXPECT_FALSE(color_at(Cell{}, 0));
}

TEST(ComponentView, NullTextsAreNothingAndEmptyTextsAreEmpty) {
    const Cell cell = cell_of(test::texts({"x"}), test::texts({"a", std::nullopt, ""}));

    EXPECT_THAT(
        text_values(cell),
        ElementsAre(std::optional<std::string_view>("a"), std::nullopt, std::string_view())
    );
    EXPECT_EQ(first_text(cell), "a");
}

TEST(ComponentView, BlobsAreBytesWhateverTheirArrowType) {
    const Cell list = cell_of(test::blob({9}), test::blob({1, 2, 3}));
    ASSERT_TRUE(first_blob(list));
    EXPECT_THAT(first_blob(list)->bytes, ElementsAre(std::byte{1}, std::byte{2}, std::byte{3}));

    const std::vector<std::byte> bytes{std::byte{7}, std::byte{8}};
    const Cell binary =
        cell_of_column(arrow::make_fixed_size_list(1, arrow::make_fixed_size_binary(2, bytes)));
    ASSERT_TRUE(first_blob(binary));
    EXPECT_THAT(first_blob(binary)->bytes, ElementsAre(std::byte{7}, std::byte{8}));
    EXPECT_FALSE(first_blob(cell_of(test::texts({"no"}), test::texts({"blob"}))));
}

TEST(ComponentView, ABlobOutlivesTheRecording) {
    Blob blob;
    {
        const Cell cell = cell_of(test::blob({9}), test::blob({1, 2}));
        blob = *first_blob(cell);
    }
    EXPECT_EQ(blob.bytes[1], std::byte{2});
}

TEST(ComponentView, ImageFormatFillsInWhatIsNull) {
    ImageFormat logged;
    logged.width = 4;
    logged.height = 3;
    logged.pixel_format = 26;
    const Cell cell = cell_of(test::format({}), test::format(logged));

    EXPECT_EQ(first_image_format(cell), logged);

    const std::uint32_t four = 4;
    const arrow::Array number = arrow::make_primitive<std::uint32_t>(std::span(&four, 1));
    const arrow::DataTypePtr type = arrow::primitive(arrow::TypeId::UInt32);
    const Cell bare = cell_of_column(arrow::make_fixed_size_list(
        1,
        arrow::make_struct(
            {{"width", type, false, {}}, {"height", type, false, {}}},
            {number, number}
        )
    ));
    ASSERT_TRUE(first_image_format(bare));
    EXPECT_EQ(first_image_format(bare)->color_model, ColorModel::L);
    EXPECT_EQ(first_image_format(bare)->channel_type, ChannelType::U8);
}

TEST(ComponentView, StripsAreSpansOfPoints) {
    const std::vector<float> numbers{0, 0, 1, 1, 2, 2};
    const arrow::Array points = arrow::make_fixed_size_list(
        2,
        arrow::make_primitive<float>(std::span<const float>(numbers))
    );
    const std::vector<std::optional<std::uint32_t>> strip_sizes{2, 0, 1};
    const std::vector<std::optional<std::uint32_t>> row_sizes{3};
    const Cell cell =
        cell_of_column(arrow::make_list(row_sizes, arrow::make_list(strip_sizes, points)));
    const auto strips = strips2_values(cell);

    ASSERT_EQ(strips.size(), 3U);
    EXPECT_EQ(strips[0].size(), 2U);
    EXPECT_THAT(strips[1], IsEmpty());
    EXPECT_EQ(strips[2][0], glm::vec2(2, 2));
    EXPECT_THAT(strips3_values(cell), IsEmpty()) << "the points have two coordinates";
}

TEST(ComponentView, MatricesAndAxisAnglesAreReadInOrder) {
    std::vector<float> numbers{1, 2, 3, 4, 5, 6, 7, 8, 9};
    const Cell matrix = cell_of(test::Floats{9, numbers}, test::Floats{9, numbers});
    ASSERT_EQ(mat3_values(matrix).size(), 1U);
    EXPECT_EQ(mat3_values(matrix)[0][1], glm::vec3(4, 5, 6));

    const std::vector<float> axis{0, 0, 1};
    const std::vector<float> angle{0.5F};
    const arrow::Array axes =
        arrow::make_fixed_size_list(3, arrow::make_primitive<float>(std::span<const float>(axis)));
    const arrow::Array angles = arrow::make_primitive<float>(std::span<const float>(angle));
    const Cell cell = cell_of_column(arrow::make_fixed_size_list(
        1,
        arrow::make_struct(
            {{"axis", axes.data()->type, false, {}}, {"angle", angles.data()->type, false, {}}},
            {axes, angles}
        )
    ));
    ASSERT_EQ(axis_angle_values(cell).size(), 1U);
    EXPECT_EQ(axis_angle_values(cell)[0].axis, glm::vec3(0, 0, 1));
    EXPECT_EQ(axis_angle_values(cell)[0].angle_rad, 0.5F);
}

TEST(ComponentView, ContextWithoutInstanceIsNothingAndWithoutClassesIsEmpty) {
    AnnotationContext one;
    one.classes.resize(1);
    const Cell none = cell_of(test::context(one), std::vector<AnnotationContext>{});
    const Cell empty = cell_of(test::context(one), test::context({}));

    EXPECT_FALSE(annotation_context(none));
    ASSERT_TRUE(annotation_context(empty));
    EXPECT_THAT(annotation_context(empty)->classes, IsEmpty());
}

}  // namespace
}  // namespace limn::store
