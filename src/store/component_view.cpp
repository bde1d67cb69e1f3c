// SPDX-License-Identifier: MIT
#include "store/component_view.h"

#include <algorithm>
#include <utility>

namespace limn::store {
namespace {

using arrow::Array;
using arrow::TypeId;

/// Whether values are lists of exactly N items of this type.
bool is_vector_of(const arrow::DataType& type, TypeId item, std::int32_t size) {
    return type.id == TypeId::FixedSizeList && type.fixed_size == size &&
           type.dictionary_index == nullptr && type.children.size() == 1 &&
           type.children.front().type->id == item;
}

/// The values of a FixedSizeList<T>[N] as one vector type of N · T.
template <typename Vector, typename T, std::int32_t N>
std::span<const Vector> vectors_of(const Array& values) {
    static_assert(sizeof(Vector) == sizeof(T) * N && alignof(Vector) == alignof(T));
    if (!is_vector_of(values.type(), arrow::kTypeIdOf<T>, N)) {
        return {};
    }
    const Array items = values.flat_items();
    const std::span<const T> numbers = items.values<T>();
    const auto count = static_cast<std::size_t>(values.length());
    if (numbers.size() != count * N) {
        return {};
    }
    return {reinterpret_cast<const Vector*>(numbers.data()), count};
}

template <typename T>
std::optional<T> value_at(const Array& values, std::int64_t index) {
    const std::span<const T> numbers = values.values<T>();
    if (index < 0 || index >= std::ssize(numbers) || !values.is_valid(index)) {
        return std::nullopt;
    }
    return numbers[static_cast<std::size_t>(index)];
}

bool is_list(TypeId id) {
    return id == TypeId::List || id == TypeId::LargeList || id == TypeId::FixedSizeList ||
           id == TypeId::Map;
}

/// Nothing if the values are not lists of vectors.
template <typename Vector, std::int32_t N>
std::vector<std::span<const Vector>> strips_of(const Cell& cell) {
    const Array strips = cell.values();
    const arrow::DataType& type = strips.type();
    if (!is_list(type.id) || type.children.size() != 1 ||
        !is_vector_of(*type.children.front().type, TypeId::Float32, N)) {
        return {};
    }
    std::vector<std::span<const Vector>> result;
    result.reserve(static_cast<std::size_t>(strips.length()));
    for (std::int64_t i = 0; i < strips.length(); ++i) {
        result.push_back(vectors_of<Vector, float, N>(strips.list_at(i)));
    }
    return result;
}

std::optional<std::string> text_of(const Array& texts, std::int64_t index) {
    const auto text = texts.text_at(index);
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

/// Of an instance whose color is null.
constexpr Rgba8 kNullColor{0, 0, 0, 0};

std::optional<Rgba8> color_of(const Array& colors, std::int64_t index) {
    const auto value = value_at<std::uint32_t>(colors, index);
    return value ? std::optional(Rgba8::from_rrggbbaa(*value)) : std::nullopt;
}

/// Infos of an AnnotationInfo struct array; those without an id are left out.
std::vector<AnnotationInfo> infos_of(const Array& infos) {
    const Array ids = infos.field("id");
    const Array labels = infos.field("label");
    const Array colors = infos.field("color");
    std::vector<AnnotationInfo> result;
    result.reserve(static_cast<std::size_t>(infos.length()));
    for (std::int64_t i = 0; i < infos.length(); ++i) {
        const auto id = value_at<std::uint16_t>(ids, i);
        if (id && infos.is_valid(i)) {
            result.push_back({*id, text_of(labels, i), color_of(colors, i)});
        }
    }
    return result;
}

std::vector<KeypointPair> connections_of(const Array& pairs) {
    const Array from = pairs.field("keypoint0");
    const Array to = pairs.field("keypoint1");
    std::vector<KeypointPair> result;
    result.reserve(static_cast<std::size_t>(pairs.length()));
    for (std::int64_t i = 0; i < pairs.length(); ++i) {
        const auto first = value_at<std::uint16_t>(from, i);
        const auto second = value_at<std::uint16_t>(to, i);
        if (first && second && pairs.is_valid(i)) {
            result.push_back({*first, *second});
        }
    }
    return result;
}

}  // namespace

std::span<const glm::vec2> vec2_values(const Cell& cell) {
    return vectors_of<glm::vec2, float, 2>(cell.values());
}

std::span<const glm::vec3> vec3_values(const Cell& cell) {
    return vectors_of<glm::vec3, float, 3>(cell.values());
}

std::span<const glm::vec4> vec4_values(const Cell& cell) {
    return vectors_of<glm::vec4, float, 4>(cell.values());
}

std::span<const glm::uvec3> uvec3_values(const Cell& cell) {
    return vectors_of<glm::uvec3, std::uint32_t, 3>(cell.values());
}

std::span<const glm::mat3> mat3_values(const Cell& cell) {
    return vectors_of<glm::mat3, float, 9>(cell.values());
}

std::span<const float> f32_values(const Cell& cell) {
    return cell.values().values<float>();
}

std::span<const std::uint16_t> u16_values(const Cell& cell) {
    return cell.values().values<std::uint16_t>();
}

std::span<const std::uint8_t> u8_values(const Cell& cell) {
    return cell.values().values<std::uint8_t>();
}

namespace {

template <typename T>
bool append_integers(const Array& values, std::vector<std::int64_t>& to) {
    const std::span<const T> numbers = values.values<T>();
    to.reserve(numbers.size());
    for (const T number : numbers) {
        to.push_back(static_cast<std::int64_t>(number));
    }
    return !numbers.empty();
}

}  // namespace

std::vector<std::int64_t> integer_values(const Cell& cell) {
    const Array values = cell.values();
    std::vector<std::int64_t> result;
    for (std::int64_t i = 0; i < values.length(); ++i) {
        if (!values.is_valid(i)) {
            return result;
        }
    }
    static_cast<void>(
        append_integers<std::int64_t>(values, result) ||
        append_integers<std::uint64_t>(values, result) ||
        append_integers<std::int32_t>(values, result) ||
        append_integers<std::uint32_t>(values, result) ||
        append_integers<std::int16_t>(values, result) ||
        append_integers<std::uint16_t>(values, result) ||
        append_integers<std::int8_t>(values, result) ||
        append_integers<std::uint8_t>(values, result)
    );
    return result;
}

FloatRows float_rows(const Cell& cell) {
    const Array values = cell.values();
    const arrow::DataType& type = values.type();
    const bool is_vector = type.id == TypeId::FixedSizeList && type.fixed_size > 0 &&
                           is_vector_of(type, TypeId::Float32, type.fixed_size);
    if (!is_vector) {
        return {values.values<float>(), 1};
    }
    return {values.flat_items().values<float>(), static_cast<std::size_t>(type.fixed_size)};
}

std::vector<Rgba8> color_values(const Cell& cell) {
    const Array values = cell.values();
    const std::span<const std::uint32_t> numbers = values.values<std::uint32_t>();
    std::vector<Rgba8> result;
    result.reserve(numbers.size());
    for (std::int64_t i = 0; i < std::ssize(numbers); ++i) {
        result.push_back(color_of(values, i).value_or(kNullColor));
    }
    return result;
}

std::optional<Rgba8> color_at(const Cell& cell, std::size_t instance) {
    const Array values = cell.values();
    const std::size_t count = values.values<std::uint32_t>().size();
    if (count == 0) {
        return std::nullopt;
    }
    const std::size_t index = std::min(instance, count - 1);
    return color_of(values, static_cast<std::int64_t>(index)).value_or(kNullColor);
}

std::optional<bool> first_bool(const Cell& cell) {
    const Array values = cell.values();
    if (values.type_id() != TypeId::Bool || !values.is_valid(0)) {
        return std::nullopt;
    }
    return values.bool_at(0);
}

std::optional<float> first_f32(const Cell& cell) {
    return value_at<float>(cell.values(), 0);
}

std::optional<std::uint8_t> first_u8(const Cell& cell) {
    return value_at<std::uint8_t>(cell.values(), 0);
}

std::optional<std::string_view> first_text(const Cell& cell) {
    return cell.values().text_at(0);
}

std::vector<std::optional<std::string_view>> text_values(const Cell& cell) {
    const Array values = cell.values();
    if (values.type_id() != TypeId::Utf8 && values.type_id() != TypeId::LargeUtf8) {
        return {};
    }
    std::vector<std::optional<std::string_view>> result;
    result.reserve(static_cast<std::size_t>(values.length()));
    for (std::int64_t i = 0; i < values.length(); ++i) {
        result.push_back(values.text_at(i));
    }
    return result;
}

std::optional<Blob> first_blob(const Cell& cell) {
    const Array values = cell.values();
    if (values.type_id() == TypeId::Utf8 || values.type_id() == TypeId::LargeUtf8) {
        return std::nullopt;
    }
    const auto bytes = values.bytes_at(0);
    return bytes ? std::optional(Blob{*bytes, cell.chunk}) : std::nullopt;
}

std::optional<ImageFormat> first_image_format(const Cell& cell) {
    const Array values = cell.values();
    const auto width = value_at<std::uint32_t>(values.field("width"), 0);
    const auto height = value_at<std::uint32_t>(values.field("height"), 0);
    if (!width || !height || !values.is_valid(0)) {
        return std::nullopt;
    }
    const auto number = [&](std::string_view name, std::uint8_t fallback) {
        return value_at<std::uint8_t>(values.field(name), 0).value_or(fallback);
    };
    ImageFormat format;
    format.width = *width;
    format.height = *height;
    format.pixel_format = number("pixel_format", 0);
    format.color_model =
        static_cast<ColorModel>(number("color_model", static_cast<std::uint8_t>(ColorModel::L)));
    format.channel_type = static_cast<ChannelType>(
        number("channel_datatype", static_cast<std::uint8_t>(ChannelType::U8))
    );
    return format;
}

std::optional<glm::u8vec3> first_view_coordinates(const Cell& cell) {
    const Array values = cell.values();
    const auto all = vectors_of<glm::u8vec3, std::uint8_t, 3>(values);
    if (all.empty() || !values.is_valid(0)) {
        return std::nullopt;
    }
    return all.front();
}

std::vector<AxisAngle> axis_angle_values(const Cell& cell) {
    const Array values = cell.values();
    const auto axes = vectors_of<glm::vec3, float, 3>(values.field("axis"));
    const Array angle_values = values.field("angle");
    const auto angles = angle_values.values<float>();
    std::vector<AxisAngle> result;
    if (axes.size() != angles.size()) {
        return result;
    }
    result.reserve(axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const bool is_valid = values.is_valid(static_cast<std::int64_t>(i));
        result.push_back(is_valid ? AxisAngle{axes[i], angles[i]} : AxisAngle{});
    }
    return result;
}

std::vector<std::span<const glm::vec2>> strips2_values(const Cell& cell) {
    return strips_of<glm::vec2, 2>(cell);
}

std::vector<std::span<const glm::vec3>> strips3_values(const Cell& cell) {
    return strips_of<glm::vec3, 3>(cell);
}

std::optional<AnnotationContext> annotation_context(const Cell& cell) {
    const Array values = cell.values();
    if (!is_list(values.type_id()) || !values.is_valid(0)) {
        return std::nullopt;
    }
    const Array elements = values.list_at(0);
    AnnotationContext context;
    if (elements.empty() && elements.type_id() == TypeId::Null) {
        return context;
    }
    const Array keys = elements.field("class_id");
    const Array descriptions = elements.field("class_description");
    if (keys.type_id() != TypeId::UInt16) {
        return std::nullopt;
    }
    const Array info_ids = descriptions.field("info");
    const Array keypoints = descriptions.field("keypoint_annotations");
    const Array connections = descriptions.field("keypoint_connections");
    context.classes.reserve(static_cast<std::size_t>(elements.length()));
    for (std::int64_t i = 0; i < elements.length(); ++i) {
        const auto key = value_at<std::uint16_t>(keys, i);
        if (!key || !elements.is_valid(i)) {
            continue;
        }
        ClassDescription description;
        description.key = *key;
        const std::vector<AnnotationInfo> info = infos_of(info_ids.slice(i, 1));
        description.info = info.empty() ? AnnotationInfo{*key, {}, {}} : info.front();
        description.keypoints = infos_of(keypoints.list_at(i));
        description.connections = connections_of(connections.list_at(i));
        context.classes.push_back(std::move(description));
    }
    return context;
}

}  // namespace limn::store
