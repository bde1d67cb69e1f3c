// SPDX-License-Identifier: MIT
/// Typed, zero-copy access to the instances of a Cell.
///
/// What      The shapes that archetypes use. A cell of another Arrow type gives an empty answer (the
///           caller reports it). Null instances are nothing or zero; in spans, whatever bytes stand there.
///           No access can go out of bounds.
/// Source    docs/FORMATS.md, datatypes.
#pragma once

#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "model/annotation_context.h"
#include "model/image_format.h"
#include "store/recording.h"

namespace limn::store {

[[nodiscard]] std::span<const glm::vec2> vec2_values(const Cell& cell);
[[nodiscard]] std::span<const glm::vec3> vec3_values(const Cell& cell);
[[nodiscard]] std::span<const glm::vec4> vec4_values(const Cell& cell
);  ///< Quaternions x, y, z, w.
[[nodiscard]] std::span<const glm::uvec3> uvec3_values(const Cell& cell);  ///< Triangles.
[[nodiscard]] std::span<const glm::mat3> mat3_values(const Cell& cell);    ///< Column-major.
[[nodiscard]] std::span<const float> f32_values(const Cell& cell);
[[nodiscard]] std::span<const std::uint16_t> u16_values(const Cell& cell);
[[nodiscard]] std::span<const std::uint8_t> u8_values(const Cell& cell);  ///< Enums.

/// Integers of any width; those of u64 keep their bits. Empty where one is null.
[[nodiscard]] std::vector<std::int64_t> integer_values(const Cell& cell);

/// Numbers of a float column, or of one of short vectors of floats: `width` numbers per instance.
struct FloatRows {
    std::span<const float> numbers;
    std::size_t width = 1;
};

[[nodiscard]] FloatRows float_rows(const Cell& cell);

[[nodiscard]] std::vector<Rgba8> color_values(const Cell& cell);

/// One of them: the last one repeats. Nothing where the column has none, or other values than colors.
[[nodiscard]] std::optional<Rgba8> color_at(const Cell& cell, std::size_t instance);

[[nodiscard]] std::optional<bool> first_bool(const Cell& cell);
[[nodiscard]] std::optional<float> first_f32(const Cell& cell);
[[nodiscard]] std::optional<std::uint8_t> first_u8(const Cell& cell);
[[nodiscard]] std::optional<std::string_view> first_text(const Cell& cell);

/// nullopt where the instance is null.
[[nodiscard]] std::vector<std::optional<std::string_view>> text_values(const Cell& cell);

/// First instance of a blob column; `owner` keeps the bytes alive.
struct Blob {
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
};

[[nodiscard]] std::optional<Blob> first_blob(const Cell& cell);
[[nodiscard]] std::optional<ImageFormat> first_image_format(const Cell& cell);

/// Three ViewDir values.
[[nodiscard]] std::optional<glm::u8vec3> first_view_coordinates(const Cell& cell);

struct AxisAngle {
    glm::vec3 axis{0.0F};
    float angle_rad = 0.0F;
};

[[nodiscard]] std::vector<AxisAngle> axis_angle_values(const Cell& cell);

/// Strip i of the instances; each a span of points.
[[nodiscard]] std::vector<std::span<const glm::vec2>> strips2_values(const Cell& cell);
[[nodiscard]] std::vector<std::span<const glm::vec3>> strips3_values(const Cell& cell);

/// The context, or nothing if the cell has no instance (logged as empty: look further up) or another type.
[[nodiscard]] std::optional<AnnotationContext> annotation_context(const Cell& cell);

}  // namespace limn::store
