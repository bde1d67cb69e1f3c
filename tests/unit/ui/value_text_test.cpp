// SPDX-License-Identifier: MIT
#include "ui/value_text.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "arrow/builder.h"

namespace limn::ui {
namespace {

TEST(ValueText, VectorsStandInParentheses) {
    const std::array values{412.6F, 233.1F, 1.0F, 2.0F};
    const arrow::Array vectors =
        arrow::make_fixed_size_list(2, arrow::make_primitive<float>(values));

    EXPECT_EQ(value_text(vectors, 0), "(412.6, 233.1)");
    EXPECT_EQ(value_text(vectors, 1), "(1, 2)");
}

TEST(ValueText, NullIsADash) {
    const std::vector<std::optional<std::string>> texts{std::nullopt, "car"};
    const arrow::Array array = arrow::make_utf8(texts);

    EXPECT_EQ(value_text(array, 0), "–");
    EXPECT_EQ(value_text(array, 1), "car");
}

TEST(ValueText, LongByteListsShowTheirSize) {
    const std::vector<std::uint8_t> bytes(41'208);
    const arrow::Buffer buffer = arrow::Buffer::copy_of(std::as_bytes(std::span(bytes)));
    const arrow::Array column = arrow::make_blob_column(std::array{buffer});

    EXPECT_EQ(value_text(column.list_at(0), 0), "41 kB");
}

TEST(ValueText, LongTextIsCutWithAnEllipsisAtAWholeCharacter) {
    const std::vector<std::optional<std::string>> texts{
        std::string(200, 'x'),
        std::string("ééééé")};
    const arrow::Array array = arrow::make_utf8(texts);

    EXPECT_EQ(value_text(array, 0, 10), std::string(10, 'x') + "…");
    EXPECT_EQ(value_text(array, 1, 3), "é…");
}

TEST(ValueText, IndexOutsideGivesNothing) {
    EXPECT_EQ(value_text(arrow::Array(), 3), "");
}

}  // namespace
}  // namespace limn::ui
