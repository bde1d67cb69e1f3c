// SPDX-License-Identifier: MIT
#include "annotation/pixel_value.h"

#include <fmt/format.h>

#include <cmath>
#include <concepts>
#include <cstring>
#include <span>

#include "annotation/class_image_source.h"
#include "annotation/tensor_classes.h"
#include "base/half.h"
#include "model/component_names.h"
#include "model/image_format.h"
#include "store/component_view.h"
#include "store/tensor_value.h"

namespace limn::annotation {
namespace {

template <typename T>
std::string text_of(T value) {
    if constexpr (std::floating_point<T>) {
        constexpr T kMostDigits = static_cast<T>(1.0e18);
        if (std::isnan(value)) {
            return "NaN";
        }
        // The shortest text of a large id has other digits at its end.
        if (value == std::floor(value) && std::abs(value) < kMostDigits) {
            return fmt::format("{:.0f}", value);
        }
    }
    return fmt::format("{}", value);
}

template <typename T>
std::string text_at(const std::byte* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    // Bytes are numbers, not characters.
    if constexpr (sizeof(T) == 1) {
        return text_of(static_cast<int>(value));
    } else {
        return text_of(value);
    }
}

/// The value at an index of a buffer; nothing beyond its end.
std::optional<std::string>
value_text(ChannelType type, std::span<const std::byte> bytes, std::uint64_t index) {
    const std::size_t width = channel_bytes(type);
    if (width == 0 || index >= bytes.size() / width) {
        return std::nullopt;
    }
    const std::byte* at = bytes.data() + static_cast<std::size_t>(index) * width;
    switch (type) {
        case ChannelType::U8:
            return text_at<std::uint8_t>(at);
        case ChannelType::U16:
            return text_at<std::uint16_t>(at);
        case ChannelType::U32:
            return text_at<std::uint32_t>(at);
        case ChannelType::U64:
            return text_at<std::uint64_t>(at);
        case ChannelType::I8:
            return text_at<std::int8_t>(at);
        case ChannelType::I16:
            return text_at<std::int16_t>(at);
        case ChannelType::I32:
            return text_at<std::int32_t>(at);
        case ChannelType::I64:
            return text_at<std::int64_t>(at);
        case ChannelType::F16: {
            std::uint16_t half = 0;
            std::memcpy(&half, at, sizeof(half));
            return text_of(half_to_float(half));
        }
        case ChannelType::F32:
            return text_at<float>(at);
        case ChannelType::F64:
            return text_at<double>(at);
    }
    return std::nullopt;
}

/// The value of a pixel of one channel; nothing beside the picture.
std::optional<std::string> pixel_text(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    std::uint32_t x,
    std::uint32_t y
) {
    if (x >= format.width || y >= format.height) {
        return std::nullopt;
    }
    return value_text(format.channel_type, bytes, std::uint64_t{y} * format.width + x);
}

}  // namespace

std::string value_text(float value) {
    return text_of(value);
}

std::optional<std::string> logged_image_value(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t x,
    std::uint32_t y
) {
    const auto buffer = recording.latest_at(query, entity, component::kImageBuffer);
    const auto format_cell = recording.latest_at(query, entity, component::kImageFormat);
    const auto blob = buffer ? store::first_blob(*buffer) : std::nullopt;
    const auto format = format_cell ? store::first_image_format(*format_cell) : std::nullopt;
    if (!blob || !format || format->color_model != ColorModel::L) {
        return std::nullopt;
    }
    return pixel_text(*format, blob->bytes, x, y);
}

std::optional<std::string> logged_class_value(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t x,
    std::uint32_t y,
    const TensorChoices& tensors
) {
    if (const auto mask = find_class_image(recording, query, entity); mask && *mask) {
        return pixel_text((*mask)->format, (*mask)->bytes, x, y);
    }
    const auto cell = recording.latest_at(query, entity, component::kTensorData);
    const auto tensor = cell ? store::first_tensor(*cell) : std::nullopt;
    const auto plane = tensor ? tensor_plane(*tensor) : std::nullopt;
    if (!plane || x >= tensor->shape[plane->columns] || y >= tensor->shape[plane->rows]) {
        return std::nullopt;
    }
    const auto choice = tensors.find(entity);
    const std::vector<std::uint64_t> index =
        choice == tensors.end() ? std::vector<std::uint64_t>() : choice->second.index;
    return value_text(tensor->type, tensor->bytes, value_index(*tensor, *plane, index, x, y));
}

}  // namespace limn::annotation
