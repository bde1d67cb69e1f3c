// SPDX-License-Identifier: MIT
/// Typed archetypes: what one call of `RecordingStream::log` says about an entity.
///
/// What      Plain structs. A member that is not set is not logged (earlier values stay); a vector
///           that is set but empty is logged as empty (earlier values are hidden). A vector with one
///           value applies to all instances. `limn::AnnotationContext` is an archetype too.
/// Units     radii ≥ 0 are scene units, negative ones UI points (`ui_points`); angles in radians;
///           2D positions in pixels, x right, y down.
/// Source    docs/FORMATS.md, archetypes.
#pragma once

#include <array>
#include <cstdint>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/buffer.h"
#include "base/color.h"
#include "model/annotation_context.h"
#include "model/image_format.h"

namespace limn::logger {

template <typename T>
using Values = std::optional<std::vector<T>>;

/// A radius that keeps its size on the screen.
[[nodiscard]] constexpr float ui_points(float size) {
    return -size;
}

struct AxisAngle {
    glm::vec3 axis{0.0F, 0.0F, 1.0F};
    float angle_rad = 0.0F;
};

enum class FillMode : std::uint8_t {
    MajorWireframe = 1,
    DenseWireframe = 2,
    Solid = 3,
    TransparentFillMajorWireframe = 4,
};

enum class TransformRelation : std::uint8_t { ParentFromChild = 1, ChildFromParent = 2 };

enum class ViewDir : std::uint8_t { Up = 1, Down = 2, Right = 3, Left = 4, Forward = 5, Back = 6 };

struct Points2D {
    Values<glm::vec2> positions;
    Values<float> radii;
    Values<Rgba8> colors;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    std::optional<float> draw_order;
    Values<std::uint16_t> class_ids;
    Values<std::uint16_t> keypoint_ids;
};

struct Points3D {
    Values<glm::vec3> positions;
    Values<float> radii;
    Values<Rgba8> colors;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    Values<std::uint16_t> class_ids;
    Values<std::uint16_t> keypoint_ids;
};

struct Boxes2D {
    Values<glm::vec2> half_sizes;
    Values<glm::vec2> centers;
    Values<Rgba8> colors;
    Values<float> radii;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    std::optional<float> draw_order;
    Values<std::uint16_t> class_ids;
};

struct Boxes3D {
    Values<glm::vec3> half_sizes;
    Values<glm::vec3> centers;
    Values<AxisAngle> rotation_axis_angles;
    Values<glm::quat> quaternions;
    Values<Rgba8> colors;
    Values<float> radii;
    std::optional<FillMode> fill_mode;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    Values<std::uint16_t> class_ids;
};

struct LineStrips2D {
    Values<std::vector<glm::vec2>> strips;
    Values<float> radii;
    Values<Rgba8> colors;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    std::optional<float> draw_order;
    Values<std::uint16_t> class_ids;
};

struct LineStrips3D {
    Values<std::vector<glm::vec3>> strips;
    Values<float> radii;
    Values<Rgba8> colors;
    Values<std::string> labels;
    std::optional<bool> show_labels;
    Values<std::uint16_t> class_ids;
};

/// Rows top first, tightly packed, channels interleaved, little-endian.
struct Image {
    std::optional<arrow::Buffer> buffer;
    std::optional<ImageFormat> format;
    std::optional<float> opacity;
    std::optional<float> draw_order;

    /// `pixels` has width · height · 3 bytes. They are moved, not copied.
    [[nodiscard]] static Image
    from_rgb(std::vector<std::uint8_t> pixels, std::uint32_t width, std::uint32_t height);
};

/// A whole file, e.g. a JPEG.
struct EncodedImage {
    std::optional<arrow::Buffer> blob;
    std::optional<std::string> media_type;
    std::optional<float> opacity;
    std::optional<float> draw_order;

    /// The bytes are moved, not copied.
    [[nodiscard]] static EncodedImage
    from_bytes(std::vector<std::byte> bytes, std::string media_type);
};

/// One class id per pixel.
struct SegmentationImage {
    std::optional<arrow::Buffer> buffer;
    std::optional<ImageFormat> format;
    std::optional<float> opacity;
    std::optional<float> draw_order;

    /// `ids` has width · height values. They are moved, not copied.
    [[nodiscard]] static SegmentationImage
    from_u8(std::vector<std::uint8_t> ids, std::uint32_t width, std::uint32_t height);
    [[nodiscard]] static SegmentationImage
    from_u16(std::vector<std::uint16_t> ids, std::uint32_t width, std::uint32_t height);
};

/// All members of one call belong together: what is not set is identity.
struct Transform3D {
    std::optional<glm::vec3> translation;
    std::optional<AxisAngle> rotation_axis_angle;
    std::optional<glm::quat> quaternion;
    std::optional<glm::vec3> scale;
    std::optional<glm::mat3> mat3x3;
    std::optional<TransformRelation> relation;
    std::optional<std::string> child_frame;
    std::optional<std::string> parent_frame;
};

struct ViewCoordinates {
    std::array<ViewDir, 3> xyz{ViewDir::Right, ViewDir::Forward, ViewDir::Up};

    [[nodiscard]] static constexpr ViewCoordinates right_forward_up() { return {}; }

    [[nodiscard]] static constexpr ViewCoordinates right_down_forward() {
        return {{ViewDir::Right, ViewDir::Down, ViewDir::Forward}};
    }
};

struct Pinhole {
    std::optional<glm::mat3> image_from_camera;
    std::optional<glm::vec2> resolution;
    std::optional<ViewCoordinates> camera_xyz;
    std::optional<float> image_plane_distance;
    std::optional<Rgba8> color;
    std::optional<float> line_width;

    /// Square pixels, principal point in the middle.
    [[nodiscard]] static Pinhole from_focal_length(float focal_length_px, glm::vec2 resolution);
};

/// Hides everything logged before on the entity, or on its whole subtree.
struct Clear {
    bool is_recursive = false;
};

}  // namespace limn::logger
