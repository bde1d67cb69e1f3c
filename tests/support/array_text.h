// SPDX-License-Identifier: MIT
/// Arrays as text, through every accessor: to compare them in tests, and to touch each value when
/// hostile input is tried.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "arrow/array.h"

namespace limn::test {

std::string array_text(const arrow::Array& array);

template <typename T>
std::string number_text(const arrow::Array& array, std::int64_t index) {
    const auto values = array.values<T>();
    return static_cast<std::size_t>(index) < values.size()
               ? fmt::format("{}", values[static_cast<std::size_t>(index)])
               : "?";
}

inline std::string raw_text(const arrow::Array& array, std::int64_t index, std::size_t width) {
    const auto* start = static_cast<const std::byte*>(array.value_pointer(width));
    std::string text = "0x";
    for (std::size_t i = 0; start != nullptr && i < width; ++i) {
        const auto byte = start[static_cast<std::size_t>(index) * width + i];
        text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    }
    return text;
}

inline std::string bytes_text(const arrow::Array& array, std::int64_t index) {
    const auto bytes = array.bytes_at(index);
    std::string text = "b";
    for (const std::byte byte : bytes.value_or(std::span<const std::byte>{})) {
        text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    }
    return text;
}

inline std::string fields_text(const arrow::Array& array, std::int64_t index) {
    std::string text = "{";
    for (std::size_t i = 0; i < array.type().children.size(); ++i) {
        text += array_text(array.child(i).slice(index, 1));
    }
    return text + "}";
}

inline std::string union_text(const arrow::Array& array, std::int64_t index) {
    const auto child = array.union_child_at(index);
    return child ? fmt::format("<{}:{}>", *child, array_text(array.union_value_at(index))) : "<?>";
}

inline std::string value_text(const arrow::Array& array, std::int64_t index) {
    using arrow::TypeId;
    if (!array.is_valid(index)) {
        return "null";
    }
    if (array.type().dictionary_index != nullptr) {
        return fmt::format("@{}", array_text(array.dictionary_value_at(index)));
    }
    switch (array.type_id()) {
        case TypeId::Bool:
            return array.bool_at(index) ? "true" : "false";
        case TypeId::Int8:
            return number_text<std::int8_t>(array, index);
        case TypeId::Int16:
            return number_text<std::int16_t>(array, index);
        case TypeId::Int32:
            return number_text<std::int32_t>(array, index);
        case TypeId::Int64:
        case TypeId::Timestamp:
        case TypeId::Duration:
            return number_text<std::int64_t>(array, index);
        case TypeId::UInt8:
            return number_text<std::uint8_t>(array, index);
        case TypeId::UInt16:
            return number_text<std::uint16_t>(array, index);
        case TypeId::UInt32:
            return number_text<std::uint32_t>(array, index);
        case TypeId::UInt64:
            return number_text<std::uint64_t>(array, index);
        case TypeId::Float32:
            return number_text<float>(array, index);
        case TypeId::Float64:
            return number_text<double>(array, index);
        case TypeId::Float16:
            return raw_text(array, index, 2);
        case TypeId::Date32:
        case TypeId::Time32:
            return raw_text(array, index, 4);
        case TypeId::Date64:
        case TypeId::Time64:
            return raw_text(array, index, 8);
        case TypeId::Utf8:
        case TypeId::LargeUtf8:
            return fmt::format("'{}'", array.text_at(index).value_or("?"));
        case TypeId::Binary:
        case TypeId::LargeBinary:
        case TypeId::FixedSizeBinary:
        case TypeId::Decimal:
            return bytes_text(array, index);
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::FixedSizeList:
        case TypeId::Map:
            return array_text(array.list_at(index));
        case TypeId::Struct:
            return fields_text(array, index);
        case TypeId::DenseUnion:
        case TypeId::SparseUnion:
            return union_text(array, index);
        case TypeId::Null:
        case TypeId::Other:
            return "-";
    }
    return "?";
}

/// "[1, null, 3]". Of more than 256 values, the first and last 64.
inline std::string array_text(const arrow::Array& array) {
    constexpr std::int64_t kShown = 64;
    std::string text;
    for (std::int64_t i = 0; i < array.length(); ++i) {
        if (array.length() > 4 * kShown && i == kShown) {
            i = array.length() - kShown;
        }
        text += (text.empty() ? "" : ", ") + value_text(array, i);
    }
    // Nothing depends on these, but they must not go wrong either.
    (void)array.byte_size();
    (void)array.flat_items().length();
    return "[" + text + "]";
}

}  // namespace limn::test
