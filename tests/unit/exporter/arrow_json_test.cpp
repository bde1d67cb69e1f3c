// SPDX-License-Identifier: MIT
#include "exporter/arrow_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "arrow/builder.h"

namespace limn::exporter {
namespace {

using arrow::Array;

template <typename T>
Array numbers(std::vector<T> values) {
    return arrow::make_primitive<T>(values);
}

std::string json(const Array& values, std::string_view type = "") {
    return dump(values_to_json(values, type));
}

TEST(ArrowJson, WholeNumbersOfEveryWidth) {
    EXPECT_EQ(json(numbers<std::int8_t>({-128, 127})), "[-128,127]");
    EXPECT_EQ(json(numbers<std::uint16_t>({0, 65535})), "[0,65535]");
    EXPECT_EQ(
        json(numbers<std::uint64_t>({std::numeric_limits<std::uint64_t>::max()})),
        "[18446744073709551615]"
    );
    EXPECT_EQ(
        json(numbers<std::int64_t>({std::numeric_limits<std::int64_t>::min()})),
        "[-9223372036854775808]"
    );
}

TEST(ArrowJson, FloatsAreAsShortAsTheyReadBack) {
    EXPECT_EQ(json(numbers<float>({0.1F, 1.0F, -2.5F})), "[0.1,1.0,-2.5]");
    EXPECT_EQ(json(numbers<double>({0.1, 1e300})), "[0.1,1e+300]");
}

TEST(ArrowJson, NotFiniteAreWords) {
    const float inf = std::numeric_limits<float>::infinity();
    EXPECT_EQ(json(numbers<float>({std::nanf(""), inf, -inf})), R"(["NaN","inf","-inf"])");
    EXPECT_EQ(json(numbers<double>({std::nan("")})), R"(["NaN"])");
}

TEST(ArrowJson, ColorsByComponentType) {
    const Array values = numbers<std::uint32_t>({0xFF8000C0U});
    EXPECT_EQ(json(values, "rerun.components.Color"), R"(["#FF8000C0"])");
    EXPECT_EQ(json(values, "rerun.components.ClassId"), "[4286578880]");
}

TEST(ArrowJson, ColorsInsideAnnotations) {
    const std::vector<arrow::Field> fields{
        {"id", arrow::primitive(arrow::TypeId::UInt16), false, {}},
        {"color", arrow::primitive(arrow::TypeId::UInt32), true, {}},
    };
    const Array values = arrow::make_struct(
        fields,
        {numbers<std::uint16_t>({7}), numbers<std::uint32_t>({0x010203FFU})}
    );
    EXPECT_EQ(
        json(values, "rerun.components.AnnotationContext"),
        R"([{"id":7,"color":"#010203FF"}])"
    );
    EXPECT_EQ(json(values, "mine"), R"([{"id":7,"color":16909311}])");
}

TEST(ArrowJson, VectorsAreLists) {
    const Array values = arrow::make_fixed_size_list(2, numbers<float>({1.0F, 2.0F, 3.0F, 4.0F}));
    EXPECT_EQ(json(values), "[[1.0,2.0],[3.0,4.0]]");
}

TEST(ArrowJson, VectorsOfBytesAreListsToo) {
    const Array values = arrow::make_fixed_size_list(3, numbers<std::uint8_t>({3, 2, 5}));
    EXPECT_EQ(json(values, "rerun.components.ViewCoordinates"), "[[3,2,5]]");
}

TEST(ArrowJson, ListsOfBytesAreBlobs) {
    const std::vector<std::optional<std::uint32_t>> sizes{3, 0, std::nullopt};
    const Array values = arrow::make_list(sizes, numbers<std::uint8_t>({'a', 'b', 'c'}));
    EXPECT_EQ(
        json(values),
        R"([{"bytes":3,"xxh64":"44bc2cf5ad770999"},{"bytes":0,"xxh64":"ef46db3751d8e999"},null])"
    );
}

TEST(ArrowJson, ListsOfOtherNumbersAreLists) {
    const std::vector<std::optional<std::uint32_t>> sizes{2, 0};
    const Array values = arrow::make_list(sizes, numbers<std::uint16_t>({7, 8}));
    EXPECT_EQ(json(values), "[[7,8],[]]");
}

TEST(ArrowJson, BufferOfATensorIsABlob) {
    const std::vector<std::optional<std::uint32_t>> sizes{1};
    const Array buffer = arrow::make_list(sizes, numbers<std::uint16_t>({0x6261}));
    const std::vector<arrow::Field> fields{{"buffer", buffer.data()->type, false, {}}};
    const Array values = arrow::make_struct(fields, {buffer});
    EXPECT_EQ(
        json(values, "rerun.components.TensorData"),
        R"([{"buffer":{"bytes":2,"xxh64":"65f708ca92d04a61"}}])"
    );
}

TEST(ArrowJson, TextAndBool) {
    const std::vector<std::optional<std::string>> texts{"ü\"", std::nullopt, "\xff"};
    EXPECT_EQ(json(arrow::make_utf8(texts)), "[\"ü\\\"\",null,\"\xEF\xBF\xBD\"]");
    const std::array<bool, 2> bools{true, false};
    EXPECT_EQ(json(arrow::make_bool(bools)), "[true,false]");
}

TEST(ArrowJson, NullsAreNull) {
    const std::array<std::int32_t, 2> values{1, 2};
    const std::array<bool, 2> valid{true, false};
    EXPECT_EQ(json(arrow::make_primitive<std::int32_t>(values, valid)), "[1,null]");
}

TEST(ArrowJson, TimesAreTheirNumbers) {
    const std::array<std::int64_t, 1> times{1'700'000'000'000'000'001};
    EXPECT_EQ(json(arrow::make_times(arrow::timestamp_ns(), times)), "[1700000000000000001]");
}

TEST(ArrowJson, HalfFloats) {
    const std::array<std::uint16_t, 5> halves{0x3C00, 0xC000, 0x7C00, 0x7E00, 0x0001};
    auto data = std::make_shared<arrow::ArrayData>();
    data->type = arrow::primitive(arrow::TypeId::Float16);
    data->length = 5;
    data->values = arrow::Buffer::copy_of(std::as_bytes(std::span(halves)));
    EXPECT_EQ(json(Array(data)), R"([1.0,-2.0,"inf","NaN",5.9604645e-08])");
}

TEST(ArrowJson, SlicesStartWhereTheyStart) {
    const Array values = arrow::make_fixed_size_list(2, numbers<float>({1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(json(values.slice(1, 1)), "[[3.0,4.0]]");
}

TEST(ArrowJson, EmptyIsEmpty) {
    EXPECT_EQ(json(numbers<float>({})), "[]");
    EXPECT_EQ(json(Array()), "[]");
}

}  // namespace
}  // namespace limn::exporter
