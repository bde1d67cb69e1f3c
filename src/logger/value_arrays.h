// SPDX-License-Identifier: MIT
/// Plain values → the Arrow arrays of one row's instances.
///
/// What      Small pieces that `components.cpp` puts together. Large vectors of plain numbers are moved into
///           the array's buffer, not copied.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arrow/array.h"
#include "arrow/buffer.h"
#include "logger/archetypes.h"

namespace limn::logger {

/// A buffer that owns the vector.
template <typename T>
[[nodiscard]] arrow::Buffer to_buffer(std::vector<T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    const auto bytes = std::as_bytes(std::span<const T>(*owner));
    return {std::move(owner), bytes};
}

[[nodiscard]] arrow::Array numbers(std::vector<float> values);
[[nodiscard]] arrow::Array numbers(std::vector<std::uint8_t> values);
[[nodiscard]] arrow::Array numbers(std::vector<std::uint16_t> values);
[[nodiscard]] arrow::Array numbers(std::vector<std::uint32_t> values);
[[nodiscard]] arrow::Array nullable_numbers(std::span<const std::optional<std::uint32_t>> values);
[[nodiscard]] arrow::Array flag(bool value);
[[nodiscard]] arrow::Array colors(std::span<const Rgba8> values);
[[nodiscard]] arrow::Array texts(std::span<const std::string> values);
[[nodiscard]] arrow::Array optional_texts(std::span<const std::optional<std::string>> values);
[[nodiscard]] arrow::Array vectors(std::vector<glm::vec2> values);
[[nodiscard]] arrow::Array vectors(std::vector<glm::vec3> values);
[[nodiscard]] arrow::Array strips(std::span<const std::vector<glm::vec2>> values);
[[nodiscard]] arrow::Array strips(std::span<const std::vector<glm::vec3>> values);

/// Stored x, y, z, w.
[[nodiscard]] arrow::Array quaternions(std::span<const glm::quat> values);
[[nodiscard]] arrow::Array axis_angles(std::span<const AxisAngle> values);

/// Column-major.
[[nodiscard]] arrow::Array matrix(const glm::mat3& value);
[[nodiscard]] arrow::Array view_coordinates(const ViewCoordinates& value);

/// One blob: the bytes are viewed.
[[nodiscard]] arrow::Array blob(arrow::Buffer bytes);
/// `color_model` is left out for single-channel images without one (class ids).
[[nodiscard]] arrow::Array image_format(const ImageFormat& format, bool with_color_model);

/// Variable-length lists whose items are never null.
[[nodiscard]] arrow::Array lists(std::span<const std::uint32_t> sizes, arrow::Array items);

}  // namespace limn::logger
