// SPDX-License-Identifier: MIT
#include "exporter/arrow_json.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "base/color.h"
#include "base/half.h"
#include "base/hash.h"
#include "base/text.h"

namespace limn::exporter {
namespace {

using arrow::Array;
using arrow::TypeId;

/// What the place of a value says of its meaning.
struct Meaning {
    bool is_color = false;       ///< A u32 is 0xRRGGBBAA.
    bool is_annotation = false;  ///< Fields called "color" are colors.
    bool is_tensor = false;      ///< The field "buffer" holds raw numbers.
    bool is_raw = false;         ///< A list of numbers is a blob.
};

Json blob(std::span<const std::byte> bytes) {
    Json json = Json::object();
    json["bytes"] = bytes.size();
    json["xxh64"] = fmt::format("{:016x}", hash_bytes(bytes));
    return json;
}

Json from_double(double value) {
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0.0 ? "inf" : "-inf";
    }
    return value;
}

/// 0.1F is 0.1, not 0.10000000149011612: the shortest decimal that reads back as the same float.
Json from_float(float value) {
    if (!std::isfinite(value)) {
        return from_double(static_cast<double>(value));
    }
    const std::string text = fmt::format("{}", value);
    double shortest = static_cast<double>(value);
    std::from_chars(text.data(), text.data() + text.size(), shortest);
    return shortest;
}

/// A number of a width that `Array::values` has no type for.
template <typename T>
std::optional<T> raw_at(const Array& array, std::int64_t index) {
    const void* start = array.value_pointer(sizeof(T));
    if (start == nullptr) {
        return std::nullopt;
    }
    T value{};
    const std::size_t at = static_cast<std::size_t>(index) * sizeof(T);
    std::memcpy(&value, static_cast<const std::byte*>(start) + at, sizeof(T));
    return value;
}

template <typename T>
Json number_at(const Array& array, std::int64_t index) {
    const std::optional<T> value = raw_at<T>(array, index);
    return value ? Json(*value) : Json(nullptr);
}

std::string hex(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        text += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    }
    return text;
}

/// Arrow's numbers, times included: whole numbers as logged, in the unit of their type.
std::optional<Json> number_to_json(const Array& array, std::int64_t index, const Meaning& meaning) {
    switch (array.type_id()) {
        case TypeId::Int8:
            return number_at<std::int8_t>(array, index);
        case TypeId::Int16:
            return number_at<std::int16_t>(array, index);
        case TypeId::Int32:
        case TypeId::Date32:
        case TypeId::Time32:
            return number_at<std::int32_t>(array, index);
        case TypeId::Int64:
        case TypeId::Timestamp:
        case TypeId::Duration:
        case TypeId::Date64:
        case TypeId::Time64:
            return number_at<std::int64_t>(array, index);
        case TypeId::UInt8:
            return number_at<std::uint8_t>(array, index);
        case TypeId::UInt16:
            return number_at<std::uint16_t>(array, index);
        case TypeId::UInt32: {
            const auto value = raw_at<std::uint32_t>(array, index);
            if (value && meaning.is_color) {
                return to_hex(Rgba8::from_rrggbbaa(*value));
            }
            return value ? Json(*value) : Json(nullptr);
        }
        case TypeId::UInt64:
            return number_at<std::uint64_t>(array, index);
        case TypeId::Float16: {
            const auto value = raw_at<std::uint16_t>(array, index);
            return value ? from_float(half_to_float(*value)) : Json(nullptr);
        }
        case TypeId::Float32: {
            const auto value = raw_at<float>(array, index);
            return value ? from_float(*value) : Json(nullptr);
        }
        case TypeId::Float64: {
            const auto value = raw_at<double>(array, index);
            return value ? from_double(*value) : Json(nullptr);
        }
        default:
            return std::nullopt;
    }
}

Json value_to_json(const Array& array, std::int64_t index, const Meaning& meaning);

Json list_to_json(const Array& items, const Meaning& meaning) {
    Json json = Json::array();
    for (std::int64_t i = 0; i < items.length(); ++i) {
        json.push_back(value_to_json(items, i, meaning));
    }
    return json;
}

/// The bytes of a list of numbers; nothing if the items are no plain numbers.
std::optional<std::span<const std::byte>> raw_items(const Array& items) {
    const std::size_t width = arrow::byte_width(items.type());
    const void* start = width == 0 ? nullptr : items.value_pointer(width);
    if (start == nullptr) {
        return std::nullopt;
    }
    const std::size_t size = static_cast<std::size_t>(items.length()) * width;
    return std::span(static_cast<const std::byte*>(start), size);
}

Json list_or_blob(const Array& array, std::int64_t index, const Meaning& meaning) {
    const Array items = array.list_at(index);
    const bool is_fixed = array.type_id() == TypeId::FixedSizeList;
    const bool is_bytes = !is_fixed && array.type().children.front().type->id == TypeId::UInt8;
    if (is_bytes || meaning.is_raw) {
        if (items.empty()) {
            return blob({});
        }
        if (const auto bytes = raw_items(items)) {
            return blob(*bytes);
        }
    }
    return list_to_json(items, meaning);
}

Json struct_to_json(const Array& array, std::int64_t index, const Meaning& meaning) {
    Json json = Json::object();
    const auto& fields = array.type().children;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        Meaning inner = meaning;
        inner.is_color = meaning.is_annotation && fields[i].name == "color";
        inner.is_raw = meaning.is_tensor && fields[i].name == "buffer";
        json[valid_utf8(fields[i].name)] = value_to_json(array.child(i), index, inner);
    }
    return json;
}

Json value_to_json(const Array& array, std::int64_t index, const Meaning& meaning) {
    const TypeId id = array.type_id();
    if (id == TypeId::DenseUnion || id == TypeId::SparseUnion) {
        const Array value = array.union_value_at(index);
        return value.empty() ? Json(nullptr) : value_to_json(value, 0, meaning);
    }
    if (id == TypeId::Null || !array.is_valid(index)) {
        return nullptr;
    }
    if (array.type().dictionary_index != nullptr) {
        const Array value = array.dictionary_value_at(index);
        return value.empty() ? Json(nullptr) : value_to_json(value, 0, meaning);
    }
    if (auto number = number_to_json(array, index, meaning)) {
        return *number;
    }
    switch (id) {
        case TypeId::Bool:
            return array.bool_at(index);
        case TypeId::Utf8:
        case TypeId::LargeUtf8:
            return valid_utf8(array.text_at(index).value_or(std::string_view()));
        case TypeId::Binary:
        case TypeId::LargeBinary:
        case TypeId::FixedSizeBinary:
            return blob(array.bytes_at(index).value_or(std::span<const std::byte>()));
        case TypeId::Decimal:
            return hex(array.bytes_at(index).value_or(std::span<const std::byte>()));
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::FixedSizeList:
            return list_or_blob(array, index, meaning);
        case TypeId::Map:
            return list_to_json(array.list_at(index), meaning);
        case TypeId::Struct:
            return struct_to_json(array, index, meaning);
        default:
            break;
    }
    Json opaque = Json::object();
    opaque["unreadable"] = arrow::to_string(array.type());
    return opaque;
}

}  // namespace

Json values_to_json(const arrow::Array& values, std::string_view component_type) {
    Meaning meaning;
    meaning.is_color = component_type == "rerun.components.Color" ||
                       component_type == "rerun.components.AlbedoFactor";
    meaning.is_annotation = component_type == "rerun.components.AnnotationContext";
    meaning.is_tensor = component_type == "rerun.components.TensorData";
    return list_to_json(values, meaning);
}

std::string dump(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace limn::exporter
