// SPDX-License-Identifier: MIT
#include "arrow/array.h"

#include <gtest/gtest.h>

#include <array>

#include "arrow/array_layout.h"
#include "arrow/builder.h"
#include "support/array_text.h"
#include "support/sample_arrays.h"

namespace limn::arrow {
namespace {

using test::array_text;
using test::numbers;
using test::texts;

TEST(Array, ADefaultMadeArrayIsEmptyAndAnswersEverything) {
    const Array none;
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(none.type_id(), TypeId::Null);
    EXPECT_FALSE(none.is_valid(0));
    EXPECT_TRUE(none.values<float>().empty());
    EXPECT_EQ(none.text_at(0), std::nullopt);
    EXPECT_TRUE(none.list_at(0).empty());
    EXPECT_TRUE(none.field("x").empty());
    EXPECT_TRUE(none.child(3).empty());
    EXPECT_EQ(none.union_child_at(0), std::nullopt);
    EXPECT_EQ(none.byte_size(), 0U);
    EXPECT_TRUE(none.slice(1, 2).empty());
}

TEST(Array, ValuesOfAnotherTypeAreEmpty) {
    const Array array = numbers<std::int32_t>({1, 2, 3});
    EXPECT_TRUE(array.values<float>().empty());
    EXPECT_TRUE(array.values<std::uint32_t>().empty());
    EXPECT_EQ(array.values<std::int32_t>().size(), 3U);
    EXPECT_EQ(array.text_at(0), std::nullopt);
}

TEST(Array, ValuesOfDictionaryEncodedNumbersAreEmpty) {
    DataType type = *primitive(TypeId::Int32);
    type.dictionary_index = primitive(TypeId::Int8);
    ArrayData data;
    data.type = std::make_shared<const DataType>(type);
    data.length = 1;
    data.values = test::buffer_of(std::vector<std::int8_t>{1});
    data.dictionary = numbers<std::int32_t>({7, 9}).data();
    const Array array = test::finish(std::move(data));
    EXPECT_TRUE(array.values<std::int32_t>().empty());
    EXPECT_EQ(array_text(array), "[@[9]]");
}

TEST(Array, SliceIsClampedAndNests) {
    const Array array = numbers<std::int32_t>({0, 1, 2, 3, 4, 5});
    EXPECT_EQ(array_text(array.slice(2, 3)), "[2, 3, 4]");
    EXPECT_EQ(array_text(array.slice(2, 3).slice(1, 100)), "[3, 4]");
    EXPECT_EQ(array_text(array.slice(-5, 2)), "[0, 1]");
    EXPECT_EQ(array_text(array.slice(99, 2)), "[]");
    EXPECT_EQ(array_text(array.slice(1, -2)), "[]");
}

TEST(Array, NullAndEmptyListAreDifferent) {
    const std::vector<std::optional<std::uint32_t>> sizes{1U, std::nullopt, 0U, 2U};
    const Array list = make_list(sizes, numbers<std::int32_t>({5, 6, 7}));
    EXPECT_TRUE(list.is_valid(2));
    EXPECT_FALSE(list.is_valid(1));
    EXPECT_EQ(array_text(list), "[[5], null, [], [6, 7]]");
    EXPECT_EQ(list.list_at(1).type_id(), TypeId::Int32) << "an empty slot still has its type";
}

TEST(Array, WhatIsSureOfAllIsSoOfEach) {
    const std::array<std::optional<std::uint32_t>, 4> sizes{1U, 2U, 0U, std::nullopt};
    const std::array<std::uint16_t, 3> values{1, 2, 3};
    const Array lists =
        make_list(sizes, make_primitive<std::uint16_t>(std::span<const std::uint16_t>(values)));
    EXPECT_TRUE(
        make_primitive<std::uint16_t>(std::span<const std::uint16_t>(values)).is_surely_valid()
    );
    EXPECT_FALSE(lists.is_surely_valid());
    EXPECT_FALSE(lists.are_lists_surely_filled());
    EXPECT_FALSE(Array().is_surely_valid());
    EXPECT_FALSE(Array().are_lists_surely_filled());
    // Without the null slot: one of them is empty.
    const Array valid = make_list(
        std::span(sizes).first(3),
        make_primitive<std::uint16_t>(std::span<const std::uint16_t>(values))
    );
    EXPECT_TRUE(valid.is_surely_valid());
    EXPECT_FALSE(valid.are_lists_surely_filled());
    EXPECT_TRUE(valid.slice(0, 2).are_lists_surely_filled());
    EXPECT_FALSE(valid.slice(1, 2).are_lists_surely_filled());
    EXPECT_FALSE(valid.flat_items().are_lists_surely_filled());
    const Array pairs = make_fixed_size_list(3, valid.flat_items());
    EXPECT_TRUE(pairs.are_lists_surely_filled());
}

TEST(Array, AnIndexOutsideIsNull) {
    const Array array = texts({"a"});
    EXPECT_FALSE(array.is_valid(-1));
    EXPECT_FALSE(array.is_valid(1));
    EXPECT_EQ(array.text_at(7), std::nullopt);
    EXPECT_EQ(array.bytes_at(-1), std::nullopt);
}

TEST(Array, AStructSliceSlicesItsFields) {
    const Array array = make_struct(
        {{"x", primitive(TypeId::Int32), true, {}}, {"t", primitive(TypeId::Utf8), true, {}}},
        {numbers<std::int32_t>({1, 2, 3}).slice(0, 3), texts({"a", "b", "c"})}
    );
    const Array tail = array.slice(1, 2);
    EXPECT_EQ(array_text(tail.field("x")), "[2, 3]");
    EXPECT_EQ(array_text(tail.field("t")), "['b', 'c']");
    EXPECT_TRUE(tail.field("missing").empty());
}

TEST(Array, AFixedSizeListSliceMovesByItsSize) {
    const Array array = make_fixed_size_list(2, numbers<float>({1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(array_text(array.slice(1, 2).flat_items()), "[3, 4, 5, 6]");
    EXPECT_EQ(array_text(array.slice(2, 1).list_at(0)), "[5, 6]");
}

TEST(Array, FlatItemsOfAListSliceAreThoseItSpans) {
    const std::vector<std::optional<std::uint32_t>> sizes{2U, 0U, 1U, 3U};
    const Array list = make_list(sizes, numbers<std::int32_t>({1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(array_text(list.slice(1, 2).flat_items()), "[3]");
    EXPECT_EQ(array_text(list.slice(0, 0).flat_items()), "[]");
}

TEST(Array, BuildersTakeSlicesOfArrays) {
    const Array items = numbers<std::int32_t>({9, 1, 2, 3}).slice(1, 3);
    const std::vector<std::optional<std::uint32_t>> sizes{1U, 2U};
    EXPECT_EQ(array_text(make_list(sizes, items)), "[[1], [2, 3]]");
    EXPECT_EQ(array_text(make_fixed_size_list(3, items)), "[[1, 2, 3]]");
}

TEST(Array, BytesComeFromTextBinaryAndByteLists) {
    EXPECT_EQ(test::bytes_text(texts({"AB"}), 0), "b4142");
    const std::vector<std::optional<std::uint32_t>> sizes{0U, 2U};
    const Array list = make_list(sizes, numbers<std::uint8_t>({1, 255}));
    EXPECT_EQ(test::bytes_text(list, 1), "b01ff");
    ASSERT_TRUE(list.bytes_at(0).has_value());
    EXPECT_TRUE(list.bytes_at(0)->empty());
    EXPECT_EQ(numbers<std::int32_t>({1}).bytes_at(0), std::nullopt);
}

TEST(Array, OneBlobIsViewedAndNotCopied) {
    const Buffer blob = test::buffer_of(std::vector<std::uint8_t>{1, 2, 3});
    const Array column = make_blob_column(std::span(&blob, 1));
    EXPECT_EQ(column.list_at(0).bytes_at(0)->data(), blob.bytes().data());
}

TEST(Array, BlobsSideBySideAreViewedAndOthersJoined) {
    const Buffer all = test::buffer_of(std::vector<std::uint8_t>{1, 2, 3, 4});
    const std::array<Buffer, 2> halves{all.slice(0, 1), all.slice(1, 3)};
    const Array viewed = make_blob_column(halves);
    EXPECT_EQ(viewed.list_at(1).bytes_at(0)->data(), all.bytes().data() + 1);
    const std::array<Buffer, 2> swapped{all.slice(1, 3), all.slice(0, 1)};
    EXPECT_EQ(array_text(make_blob_column(swapped)), "[[[2, 3, 4]], [[1]]]");
}

TEST(Array, ByteSizeCountsOnlyTheSlice) {
    const std::vector<std::optional<std::uint32_t>> sizes{100U, 1U};
    const Array list = make_list(sizes, numbers<double>(std::vector<double>(101)));
    EXPECT_EQ(list.slice(1, 1).byte_size(), 2 * 4 + 8U);
}

TEST(CheckArray, AcceptsEverySample) {
    for (const auto& [name, array] : test::sample_arrays()) {
        EXPECT_TRUE(check_array(*array.data()).has_value()) << name;
    }
}

ArrayData list_with_offsets(const std::vector<std::int32_t>& offsets) {
    ArrayData data;
    data.type = list_of(primitive(TypeId::UInt8));
    data.length = static_cast<std::int64_t>(offsets.size()) - 1;
    data.offsets = test::buffer_of(offsets);
    data.children.push_back(numbers<std::uint8_t>({1, 2, 3}).data());
    return data;
}

TEST(CheckArray, RefusesOffsetsThatDescendOrLeaveTheChild) {
    EXPECT_TRUE(check_array(list_with_offsets({0, 1, 3})).has_value());
    EXPECT_FALSE(check_array(list_with_offsets({0, 2, 1})).has_value());
    EXPECT_FALSE(check_array(list_with_offsets({-1, 0, 1})).has_value());
    EXPECT_FALSE(check_array(list_with_offsets({0, 1, 4})).has_value());
}

TEST(CheckArray, RefusesShortBuffersOfEveryKind) {
    for (const auto& [name, array] : test::sample_arrays()) {
        if (array.type_id() == TypeId::Null) {
            continue;
        }
        ArrayData longer = *array.data();
        longer.length = 1000;
        EXPECT_FALSE(check_array(longer).has_value()) << name;
        longer.length = std::numeric_limits<std::int64_t>::max();
        EXPECT_FALSE(check_array(longer).has_value()) << name;
        longer.length = -1;
        EXPECT_FALSE(check_array(longer).has_value()) << name;
    }
}

TEST(CheckArray, RefusesDictionaryIndicesOutsideUnlessNull) {
    ArrayData data = *test::dictionary_sample(TypeId::Int8).data();
    data.values = test::buffer_of(std::vector<std::int8_t>{0, 99, 1});
    EXPECT_TRUE(check_array(data).has_value()) << "the bad one is null";
    data.values = test::buffer_of(std::vector<std::int8_t>{0, 0, 2});
    EXPECT_FALSE(check_array(data).has_value());
    data.values = test::buffer_of(std::vector<std::int8_t>{-1, 0, 0});
    EXPECT_FALSE(check_array(data).has_value());
}

TEST(CheckArray, RefusesUnionsThatPointNowhere) {
    ArrayData data = *test::union_sample(true).data();
    data.values = test::buffer_of(std::vector<std::int32_t>{0, 0, 3});
    EXPECT_FALSE(check_array(data).has_value());
    data = *test::union_sample(true).data();
    data.offsets = test::buffer_of(std::vector<std::int8_t>{5, 2, 0});
    EXPECT_FALSE(check_array(data).has_value());
}

}  // namespace
}  // namespace limn::arrow
