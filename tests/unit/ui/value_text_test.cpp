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

template <typename T>
std::string text_of(T value, Digits digits) {
    const std::array values{value};
    return value_text(arrow::make_primitive<T>(values), 0, 120, digits);
}

TEST(ValueText, CoordinatesAndIdsAreNeverRoundedToOthers) {
    for (const Digits digits : {Digits::Few, Digits::All}) {
        EXPECT_EQ(text_of(5334000.5F, digits), "5334000.5");
        EXPECT_EQ(text_of(5334000.5, digits), "5334000.5");
        EXPECT_EQ(text_of(16777216.0F, digits), "16777216");
        EXPECT_EQ(text_of(9007199254740991.0, digits), "9007199254740991");
        EXPECT_EQ(text_of(999999999999999.0, digits), "999999999999999");
        EXPECT_EQ(text_of(0.1F, digits), "0.1");
        EXPECT_EQ(text_of(0.0001, digits), "0.0001");
        EXPECT_EQ(text_of(-412.6F, digits), "-412.6");
        EXPECT_EQ(text_of(0.0F, digits), "0");
    }
}

TEST(ValueText, FewDigitsAreSevenOfAFloatAndNineOfADouble) {
    EXPECT_EQ(text_of(0.70710677F, Digits::Few), "0.7071068");
    EXPECT_EQ(text_of(412.61234F, Digits::Few), "412.6123");
    EXPECT_EQ(text_of(1.0 / 3.0, Digits::Few), "0.333333333");
    EXPECT_EQ(text_of(691607.12345678, Digits::Few), "691607.123");
    EXPECT_EQ(text_of(53340001.123456, Digits::Few), "53340001.123");
}

TEST(ValueText, AllDigitsReadBackTheSame) {
    for (const float number : {0.70710677F, 412.61234F, 1.0F / 3.0F, 1e-30F, 3e38F}) {
        EXPECT_EQ(std::stof(text_of(number, Digits::All)), number);
    }
    for (const double number : {1.0 / 3.0, 5334000.123456789, 123456789012345.67, 1e-300}) {
        EXPECT_EQ(std::stod(text_of(number, Digits::All)), number);
    }
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
