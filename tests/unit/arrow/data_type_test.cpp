// SPDX-License-Identifier: MIT
#include "arrow/data_type.h"

#include <gtest/gtest.h>

namespace limn::arrow {
namespace {

TEST(DataType, TextShowsNestingAndNullability) {
    const DataTypePtr type =
        list_of(fixed_size_list_of(primitive(TypeId::Float32), 3, false), true);
    EXPECT_EQ(to_string(*type), "List<item: FixedSizeList<item: float32 not null>[3]>");
}

TEST(DataType, TextShowsDictionaryAndTimeZone) {
    DataType coded = *primitive(TypeId::Utf8);
    coded.dictionary_index = primitive(TypeId::Int16);
    EXPECT_EQ(to_string(coded), "Dictionary<int16, utf8>");
    DataType zoned = *timestamp_ns();
    zoned.time_zone = "UTC";
    EXPECT_EQ(to_string(zoned), "Timestamp(ns, UTC)");
}

TEST(DataType, EqualityLooksAtChildrenAndDictionary) {
    EXPECT_EQ(*list_of(primitive(TypeId::Int8)), *list_of(primitive(TypeId::Int8)));
    EXPECT_NE(*list_of(primitive(TypeId::Int8)), *list_of(primitive(TypeId::Int16)));
    DataType coded = *primitive(TypeId::Utf8);
    coded.dictionary_index = primitive(TypeId::Int16);
    EXPECT_NE(coded, *primitive(TypeId::Utf8));
}

TEST(DataType, WidthOfBitsAndVariableTypesIsZero) {
    EXPECT_EQ(byte_width(*primitive(TypeId::Bool)), 0U);
    EXPECT_EQ(byte_width(*primitive(TypeId::Utf8)), 0U);
    EXPECT_EQ(byte_width(*primitive(TypeId::Float64)), 8U);
    EXPECT_EQ(byte_width(*fixed_size_binary(16)), 16U);
}

TEST(Field, FindsMetadataByKey) {
    const Field field{"f", primitive(TypeId::Int8), true, {{"a", "1"}, {"b", "2"}}};
    ASSERT_NE(field.find("b"), nullptr);
    EXPECT_EQ(*field.find("b"), "2");
    EXPECT_EQ(field.find("c"), nullptr);
}

}  // namespace
}  // namespace limn::arrow
