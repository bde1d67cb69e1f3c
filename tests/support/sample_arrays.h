// SPDX-License-Identifier: MIT
/// Small arrays of every type that Limn reads.
#pragma once

#include <array>
#include <bit>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow/array.h"
#include "arrow/builder.h"

namespace limn::test {

template <typename T>
arrow::Buffer buffer_of(const std::vector<T>& values) {
    return arrow::Buffer::copy_of(std::as_bytes(std::span<const T>(values)));
}

inline arrow::Array finish(arrow::ArrayData data) {
    return arrow::Array(std::make_shared<const arrow::ArrayData>(std::move(data)));
}

template <typename T>
arrow::Array numbers(const std::vector<T>& values) {
    return arrow::make_primitive<T>(std::span<const T>(values));
}

inline arrow::Array texts(const std::vector<std::optional<std::string>>& values) {
    return arrow::make_utf8(values);
}

/// Three values of a fixed-width type: 0, 1, 2 in its lowest byte; the second is null.
inline arrow::Array fixed_width_sample(arrow::DataType type) {
    arrow::ArrayData data;
    const std::size_t width = arrow::byte_width(type);
    std::vector<std::uint8_t> bytes(width * 3);
    for (std::size_t i = 0; i < 3; ++i) {
        bytes[i * width] = static_cast<std::uint8_t>(i + 1);
    }
    data.type = std::make_shared<const arrow::DataType>(std::move(type));
    data.length = 3;
    data.values = buffer_of(bytes);
    data.validity = buffer_of(std::vector<std::uint8_t>{0b101});
    return finish(std::move(data));
}

template <typename Offset>
arrow::Array text_sample(arrow::TypeId id) {
    arrow::ArrayData data;
    data.type = arrow::primitive(id);
    data.length = 3;
    data.offsets = buffer_of(std::vector<Offset>{0, 2, 2, 5});
    data.values = buffer_of(std::vector<char>{'a', 'b', 'c', 'd', 'e'});
    data.validity = buffer_of(std::vector<std::uint8_t>{0b101});
    return finish(std::move(data));
}

inline arrow::Array large_list_sample() {
    arrow::DataType type;
    type.id = arrow::TypeId::LargeList;
    type.children.push_back({"item", arrow::primitive(arrow::TypeId::UInt16), true, {}});
    arrow::ArrayData data;
    data.type = std::make_shared<const arrow::DataType>(std::move(type));
    data.length = 3;
    data.offsets = buffer_of(std::vector<std::int64_t>{0, 2, 2, 3});
    data.children.push_back(numbers<std::uint16_t>({7, 8, 9}).data());
    return finish(std::move(data));
}

inline arrow::Array map_sample() {
    std::vector<arrow::Field> fields{
        {"keys", arrow::primitive(arrow::TypeId::Utf8), false, {}},
        {"values", arrow::primitive(arrow::TypeId::Int32), true, {}},
    };
    const arrow::Array entries =
        arrow::make_struct(fields, {texts({"a", "b"}), numbers<std::int32_t>({1, 2})});
    arrow::DataType type;
    type.id = arrow::TypeId::Map;
    type.children.push_back({"entries", entries.data()->type, false, {}});
    arrow::ArrayData data;
    data.type = std::make_shared<const arrow::DataType>(std::move(type));
    data.length = 3;
    data.offsets = buffer_of(std::vector<std::int32_t>{0, 1, 1, 2});
    data.children.push_back(entries.data());
    return finish(std::move(data));
}

inline arrow::Array union_sample(bool is_dense) {
    arrow::DataType type;
    type.id = is_dense ? arrow::TypeId::DenseUnion : arrow::TypeId::SparseUnion;
    type.children.push_back({"number", arrow::primitive(arrow::TypeId::Int32), true, {}});
    type.children.push_back({"text", arrow::primitive(arrow::TypeId::Utf8), true, {}});
    type.type_ids = {5, 2};
    arrow::ArrayData data;
    data.type = std::make_shared<const arrow::DataType>(std::move(type));
    data.length = 3;
    data.offsets = buffer_of(std::vector<std::int8_t>{5, 2, 5});
    if (is_dense) {
        data.values = buffer_of(std::vector<std::int32_t>{0, 0, 1});
    }
    data.children.push_back(numbers<std::int32_t>({10, 11, 12}).data());
    data.children.push_back(texts({"x", "y", "z"}).data());
    return finish(std::move(data));
}

inline arrow::Array dictionary_sample(arrow::TypeId index) {
    arrow::DataType type = *arrow::primitive(arrow::TypeId::Utf8);
    type.dictionary_index = arrow::primitive(index);
    arrow::ArrayData data;
    data.type = std::make_shared<const arrow::DataType>(type);
    data.length = 3;
    const std::size_t width = arrow::byte_width(*type.dictionary_index);
    std::vector<std::uint8_t> indices(width * 3);
    indices[0] = 1;
    data.values = buffer_of(indices);
    data.validity = buffer_of(std::vector<std::uint8_t>{0b101});
    data.dictionary = texts({"cat", "dog"}).data();
    return finish(std::move(data));
}

/// A name and an array of three values for every type and shape.
inline std::vector<std::pair<std::string, arrow::Array>> sample_arrays() {
    using arrow::TypeId;
    std::vector<std::pair<std::string, arrow::Array>> all;
    arrow::ArrayData nulls;
    nulls.type = arrow::primitive(TypeId::Null);
    nulls.length = 3;
    all.emplace_back("null", finish(std::move(nulls)));
    constexpr std::array<bool, 3> kFlags{true, false, true};
    all.emplace_back("bool", arrow::make_bool(kFlags));
    for (const TypeId id :
         {TypeId::Int8,
          TypeId::Int16,
          TypeId::Int32,
          TypeId::Int64,
          TypeId::UInt8,
          TypeId::UInt16,
          TypeId::UInt32,
          TypeId::UInt64,
          TypeId::Float16,
          TypeId::Float32,
          TypeId::Float64,
          TypeId::Timestamp,
          TypeId::Duration,
          TypeId::Date32,
          TypeId::Date64,
          TypeId::Time64}) {
        arrow::DataType type;
        type.id = id;
        all.emplace_back(to_string(type), fixed_width_sample(type));
    }
    arrow::DataType zoned;
    zoned.id = TypeId::Timestamp;
    zoned.unit = arrow::TimeUnit::Milli;
    zoned.time_zone = "Europe/Berlin";
    all.emplace_back("zoned", fixed_width_sample(zoned));
    arrow::DataType time32;
    time32.id = TypeId::Time32;
    time32.unit = arrow::TimeUnit::Second;
    all.emplace_back("time32", fixed_width_sample(time32));
    arrow::DataType decimal;
    decimal.id = TypeId::Decimal;
    decimal.fixed_size = 16;
    all.emplace_back("decimal", fixed_width_sample(decimal));
    all.emplace_back("fixed_binary", fixed_width_sample(*arrow::fixed_size_binary(5)));
    all.emplace_back("utf8", text_sample<std::int32_t>(TypeId::Utf8));
    all.emplace_back("large_utf8", text_sample<std::int64_t>(TypeId::LargeUtf8));
    all.emplace_back("binary", text_sample<std::int32_t>(TypeId::Binary));
    all.emplace_back("large_binary", text_sample<std::int64_t>(TypeId::LargeBinary));
    const std::vector<std::optional<std::uint32_t>> sizes{2U, std::nullopt, 0U};
    all.emplace_back("list", arrow::make_list(sizes, texts({"p", std::nullopt})));
    all.emplace_back("large_list", large_list_sample());
    all.emplace_back(
        "fixed_list",
        arrow::make_fixed_size_list(2, numbers<float>({1, 2, 3, 4, 5, 6}))
    );
    all.emplace_back("map", map_sample());
    all.emplace_back("dense_union", union_sample(true));
    all.emplace_back("sparse_union", union_sample(false));
    all.emplace_back("dictionary8", dictionary_sample(TypeId::Int8));
    all.emplace_back("dictionary64", dictionary_sample(TypeId::UInt64));
    return all;
}

/// All of them as columns of one batch.
inline arrow::RecordBatch sample_batch() {
    arrow::RecordBatch batch;
    batch.num_rows = 3;
    batch.schema.metadata = {{"schema key", "schema value"}};
    for (const auto& [name, array] : sample_arrays()) {
        batch.schema.fields.push_back({name, array.data()->type, true, {{"key of", name}}});
        batch.columns.push_back(array);
    }
    return batch;
}

}  // namespace limn::test
