// SPDX-License-Identifier: MIT
#include "arrow/data_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace limn::arrow {
namespace {

constexpr std::size_t kTypeCount = static_cast<std::size_t>(TypeId::Other) + 1;

const std::string* find_value(const KeyValues& pairs, std::string_view key) {
    const auto found = std::ranges::find(pairs, key, [](const auto& pair) -> std::string_view {
        return pair.first;
    });
    return found == pairs.end() ? nullptr : &found->second;
}

std::string_view base_name(TypeId id) {
    constexpr std::array<std::string_view, kTypeCount> kNames{
        "null",      "bool",      "int8",          "int16",  "int32",        "int64",
        "uint8",     "uint16",    "uint32",        "uint64", "float16",      "float32",
        "float64",   "utf8",      "large_utf8",    "binary", "large_binary", "FixedSizeBinary",
        "List",      "LargeList", "FixedSizeList", "Struct", "DenseUnion",   "SparseUnion",
        "Timestamp", "Duration",  "date32",        "date64", "time32",       "time64",
        "Decimal",   "Map",       "opaque",
    };
    return kNames.at(static_cast<std::size_t>(id));
}

std::string_view unit_name(TimeUnit unit) {
    constexpr std::array<std::string_view, 4> kNames{"s", "ms", "us", "ns"};
    return kNames.at(static_cast<std::size_t>(unit));
}

std::string children_text(const DataType& type) {
    std::string text;
    for (const Field& child : type.children) {
        text += fmt::format(
            "{}{}: {}{}",
            text.empty() ? "" : ", ",
            child.name,
            to_string(*child.type),
            child.nullable ? "" : " not null"
        );
    }
    return text;
}

std::string value_text(const DataType& type) {
    const std::string_view name = base_name(type.id);
    switch (type.id) {
        case TypeId::FixedSizeBinary:
        case TypeId::Decimal:
            return fmt::format("{}[{}]", name, type.fixed_size);
        case TypeId::FixedSizeList:
            return fmt::format("{}<{}>[{}]", name, children_text(type), type.fixed_size);
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::Map:
            return fmt::format("{}<{}>", name, children_text(type));
        case TypeId::Struct:
        case TypeId::DenseUnion:
        case TypeId::SparseUnion:
            return fmt::format("{}{{{}}}", name, children_text(type));
        case TypeId::Timestamp:
            if (!type.time_zone.empty()) {
                return fmt::format("{}({}, {})", name, unit_name(type.unit), type.time_zone);
            }
            [[fallthrough]];
        case TypeId::Duration:
            return fmt::format("{}({})", name, unit_name(type.unit));
        default:
            return std::string(name);
    }
}

DataTypePtr make_simple(TypeId id) {
    DataType type;
    type.id = id;
    return std::make_shared<const DataType>(std::move(type));
}

bool same_type(const DataTypePtr& a, const DataTypePtr& b) {
    return a == b || (a != nullptr && b != nullptr && *a == *b);
}

}  // namespace

const std::string* Field::find(std::string_view key) const {
    return find_value(metadata, key);
}

const std::string* Schema::find(std::string_view key) const {
    return find_value(metadata, key);
}

bool operator==(const DataType& a, const DataType& b) {
    const auto same_field = [](const Field& x, const Field& y) {
        return x.name == y.name && x.nullable == y.nullable && same_type(x.type, y.type);
    };
    return a.id == b.id && a.fixed_size == b.fixed_size && a.unit == b.unit &&
           a.time_zone == b.time_zone && a.type_ids == b.type_ids &&
           std::ranges::equal(a.children, b.children, same_field) &&
           same_type(a.dictionary_index, b.dictionary_index);
}

std::string to_string(const DataType& type) {
    if (type.dictionary_index != nullptr) {
        return fmt::format(
            "Dictionary<{}, {}>",
            to_string(*type.dictionary_index),
            value_text(type)
        );
    }
    return value_text(type);
}

DataTypePtr primitive(TypeId id) {
    static const std::array<DataTypePtr, kTypeCount> types = [] {
        std::array<DataTypePtr, kTypeCount> all;
        for (std::size_t i = 0; i < kTypeCount; ++i) {
            all.at(i) = make_simple(static_cast<TypeId>(i));
        }
        return all;
    }();
    return types.at(static_cast<std::size_t>(id));
}

DataTypePtr list_of(DataTypePtr item, bool item_nullable) {
    DataType type;
    type.id = TypeId::List;
    type.children.push_back({"item", std::move(item), item_nullable, {}});
    return std::make_shared<const DataType>(std::move(type));
}

DataTypePtr fixed_size_list_of(DataTypePtr item, std::int32_t size, bool item_nullable) {
    DataType type;
    type.id = TypeId::FixedSizeList;
    type.fixed_size = size;
    type.children.push_back({"item", std::move(item), item_nullable, {}});
    return std::make_shared<const DataType>(std::move(type));
}

DataTypePtr fixed_size_binary(std::int32_t size) {
    DataType type;
    type.id = TypeId::FixedSizeBinary;
    type.fixed_size = size;
    return std::make_shared<const DataType>(std::move(type));
}

DataTypePtr struct_of(std::vector<Field> fields) {
    DataType type;
    type.id = TypeId::Struct;
    type.children = std::move(fields);
    return std::make_shared<const DataType>(std::move(type));
}

DataTypePtr timestamp_ns() {
    return primitive(TypeId::Timestamp);
}

DataTypePtr duration_ns() {
    return primitive(TypeId::Duration);
}

std::size_t byte_width(const DataType& type) {
    switch (type.id) {
        case TypeId::Int8:
        case TypeId::UInt8:
            return 1;
        case TypeId::Int16:
        case TypeId::UInt16:
        case TypeId::Float16:
            return 2;
        case TypeId::Int32:
        case TypeId::UInt32:
        case TypeId::Float32:
        case TypeId::Date32:
        case TypeId::Time32:
            return 4;
        case TypeId::Int64:
        case TypeId::UInt64:
        case TypeId::Float64:
        case TypeId::Timestamp:
        case TypeId::Duration:
        case TypeId::Date64:
        case TypeId::Time64:
            return 8;
        case TypeId::FixedSizeBinary:
        case TypeId::Decimal:
            return type.fixed_size > 0 ? static_cast<std::size_t>(type.fixed_size) : 0;
        default:
            return 0;
    }
}

}  // namespace limn::arrow
