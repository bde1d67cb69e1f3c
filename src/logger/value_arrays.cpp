// SPDX-License-Identifier: MIT
#include "logger/value_arrays.h"

#include <array>
#include <utility>

#include "arrow/builder.h"

namespace limn::logger {
namespace {

arrow::Array primitive_view(arrow::TypeId type, arrow::Buffer buffer, std::size_t length) {
    auto data = std::make_shared<arrow::ArrayData>();
    data->type = arrow::primitive(type);
    data->length = static_cast<std::int64_t>(length);
    data->values = std::move(buffer);
    return arrow::Array(std::move(data));
}

template <typename T>
arrow::Array primitive_of(std::vector<T> values) {
    const std::size_t length = values.size();
    return primitive_view(arrow::kTypeIdOf<T>, to_buffer(std::move(values)), length);
}

template <typename Vector>
arrow::Array vectors_of(std::vector<Vector> values) {
    constexpr int kDimension = Vector::length();
    static_assert(sizeof(Vector) == sizeof(float) * kDimension, "glm vectors must be packed");
    const std::size_t length = values.size() * kDimension;
    return arrow::make_fixed_size_list(
        kDimension,
        primitive_view(arrow::TypeId::Float32, to_buffer(std::move(values)), length)
    );
}

template <typename Vector>
arrow::Array strips_of(std::span<const std::vector<Vector>> values) {
    std::vector<std::uint32_t> sizes;
    std::vector<Vector> all;
    for (const std::vector<Vector>& strip : values) {
        sizes.push_back(static_cast<std::uint32_t>(strip.size()));
        all.insert(all.end(), strip.begin(), strip.end());
    }
    return lists(sizes, vectors_of(std::move(all)));
}

arrow::Field required(std::string name, const arrow::Array& array) {
    return {std::move(name), std::make_shared<arrow::DataType>(array.type()), false, {}};
}

arrow::Field optional(std::string name, const arrow::Array& array) {
    return {std::move(name), std::make_shared<arrow::DataType>(array.type()), true, {}};
}

arrow::Array one_optional(std::optional<std::uint8_t> value) {
    const std::array<std::uint8_t, 1> values{value.value_or(0)};
    const std::array<bool, 1> valid{value.has_value()};
    return arrow::make_primitive<std::uint8_t>(values, valid);
}

}  // namespace

arrow::Array numbers(std::vector<float> values) {
    return primitive_of(std::move(values));
}

arrow::Array numbers(std::vector<std::uint8_t> values) {
    return primitive_of(std::move(values));
}

arrow::Array numbers(std::vector<std::uint16_t> values) {
    return primitive_of(std::move(values));
}

arrow::Array numbers(std::vector<std::uint32_t> values) {
    return primitive_of(std::move(values));
}

arrow::Array nullable_numbers(std::span<const std::optional<std::uint32_t>> values) {
    std::vector<std::uint32_t> plain;
    const auto valid =
        std::make_unique<bool[]>(values.size());  // NOLINT: vector<bool> has no span.
    for (std::size_t i = 0; i < values.size(); ++i) {
        plain.push_back(values[i].value_or(0));
        valid[i] = values[i].has_value();
    }
    return arrow::make_primitive<std::uint32_t>(plain, {valid.get(), values.size()});
}

arrow::Array flag(bool value) {
    const std::array<bool, 1> values{value};
    return arrow::make_bool(values);
}

arrow::Array colors(std::span<const Rgba8> values) {
    std::vector<std::uint32_t> packed;
    packed.reserve(values.size());
    for (const Rgba8 color : values) {
        packed.push_back(color.to_rrggbbaa());
    }
    return numbers(std::move(packed));
}

arrow::Array texts(std::span<const std::string> values) {
    return arrow::make_utf8(std::vector<std::optional<std::string>>(values.begin(), values.end()));
}

arrow::Array optional_texts(std::span<const std::optional<std::string>> values) {
    return arrow::make_utf8(values);
}

arrow::Array vectors(std::vector<glm::vec2> values) {
    return vectors_of(std::move(values));
}

arrow::Array vectors(std::vector<glm::vec3> values) {
    return vectors_of(std::move(values));
}

arrow::Array strips(std::span<const std::vector<glm::vec2>> values) {
    return strips_of(values);
}

arrow::Array strips(std::span<const std::vector<glm::vec3>> values) {
    return strips_of(values);
}

arrow::Array quaternions(std::span<const glm::quat> values) {
    std::vector<float> flat;
    for (const glm::quat& q : values) {
        flat.insert(flat.end(), {q.x, q.y, q.z, q.w});
    }
    return arrow::make_fixed_size_list(4, numbers(std::move(flat)));
}

arrow::Array axis_angles(std::span<const AxisAngle> values) {
    std::vector<glm::vec3> axes;
    std::vector<float> angles;
    for (const AxisAngle& value : values) {
        axes.push_back(value.axis);
        angles.push_back(value.angle_rad);
    }
    arrow::Array axis = vectors(std::move(axes));
    arrow::Array angle = numbers(std::move(angles));
    std::vector<arrow::Field> fields{required("axis", axis), required("angle", angle)};
    return arrow::make_struct(std::move(fields), {std::move(axis), std::move(angle)});
}

arrow::Array matrix(const glm::mat3& value) {
    std::vector<float> flat;
    for (int column = 0; column < 3; ++column) {
        flat.insert(flat.end(), {value[column].x, value[column].y, value[column].z});
    }
    return arrow::make_fixed_size_list(9, numbers(std::move(flat)));
}

arrow::Array view_coordinates(const ViewCoordinates& value) {
    std::vector<std::uint8_t> directions;
    for (const ViewDir direction : value.xyz) {
        directions.push_back(static_cast<std::uint8_t>(direction));
    }
    return arrow::make_fixed_size_list(3, numbers(std::move(directions)));
}

arrow::Array blob(arrow::Buffer bytes) {
    const std::size_t size = bytes.size();
    const std::array<std::uint32_t, 1> sizes{static_cast<std::uint32_t>(size)};
    return lists(sizes, primitive_view(arrow::TypeId::UInt8, std::move(bytes), size));
}

arrow::Array image_format(const ImageFormat& format, bool with_color_model) {
    const bool has_pixel_format = format.pixel_format != 0;
    std::optional<std::uint8_t> pixel_format;
    std::optional<std::uint8_t> color_model;
    std::optional<std::uint8_t> channel_type;
    if (has_pixel_format) {
        pixel_format = format.pixel_format;
    } else {
        channel_type = static_cast<std::uint8_t>(format.channel_type);
        if (with_color_model) {
            color_model = static_cast<std::uint8_t>(format.color_model);
        }
    }
    arrow::Array width = numbers(std::vector<std::uint32_t>{format.width});
    arrow::Array height = numbers(std::vector<std::uint32_t>{format.height});
    arrow::Array pixels = one_optional(pixel_format);
    arrow::Array model = one_optional(color_model);
    arrow::Array channel = one_optional(channel_type);
    std::vector<arrow::Field> fields{
        required("width", width),
        required("height", height),
        optional("pixel_format", pixels),
        optional("color_model", model),
        optional("channel_datatype", channel),
    };
    return arrow::make_struct(
        std::move(fields),
        {std::move(width),
         std::move(height),
         std::move(pixels),
         std::move(model),
         std::move(channel)}
    );
}

arrow::Array lists(std::span<const std::uint32_t> sizes, arrow::Array items) {
    const std::vector<std::optional<std::uint32_t>> slots(sizes.begin(), sizes.end());
    return arrow::make_list(slots, std::move(items), false);
}

}  // namespace limn::logger
