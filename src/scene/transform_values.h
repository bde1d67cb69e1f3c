// SPDX-License-Identifier: MIT
/// Transforms, poses and pinholes as they were logged, turned into matrices.
///
/// What      Reads one row atomically: fields that the latest row lacks are identity. A zero or
///           singular scale or matrix and a zero rotation make a transform invalid.
/// Units     lengths of the recording; image coordinates in pixels.
/// Threads   pure functions on a recording that no one writes to.
/// Source    docs/FORMATS.md, transforms.
#pragma once

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "store/component_view.h"
#include "store/frame_relation.h"
#include "store/recording.h"

namespace limn::scene {

struct LoggedTransform {
    glm::dmat4 parent_from_child{1.0};
    std::string problem;  ///< Not empty: invalid, what is below is not shown.
};

struct LoggedPinhole {
    glm::dmat3 image_from_camera{1.0};          ///< Camera: x right, y down, z forward.
    glm::dmat3 camera_from_entity{1.0};         ///< Turns `camera_xyz` into that.
    std::optional<glm::vec2> resolution;        ///< Finite and positive, else absent.
    std::optional<float> image_plane_distance;  ///< Finite and positive, else absent.
    std::string problem;                        ///< Not empty: nothing can be projected.
};

/// The transform of one row.
[[nodiscard]] LoggedTransform read_transform(const store::FrameRow& row);

/// The pinhole of one row of the entity, with what else the entity says of its camera at the cursor.
/// Nothing if the row has no projection.
[[nodiscard]] std::optional<LoggedPinhole> read_pinhole(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const store::FrameRow& row
);

/// One matrix per pose; empty if the entity has no poses. Invalid rotations count as none. A pose with
/// numbers that are not finite keeps its place and is reported: what has it is not drawn.
[[nodiscard]] std::vector<glm::dmat4> read_poses(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    Diagnostics& diagnostics
);

/// Nothing for a zero or non-finite axis or quaternion. A zero angle about any axis is identity.
[[nodiscard]] std::optional<glm::dmat3> rotation_matrix(const store::AxisAngle& rotation);
[[nodiscard]] std::optional<glm::dmat3> rotation_matrix(const glm::vec4& quaternion_xyzw);

/// Rows right, down, forward; nothing unless the three directions are independent.
[[nodiscard]] std::optional<glm::dmat3> rdf_from_view_coordinates(const glm::u8vec3& xyz);

/// The direction that is up, if one of the three axes is vertical.
[[nodiscard]] std::optional<glm::vec3> up_of_view_coordinates(const glm::u8vec3& xyz);

/// Whether the three axes are independent and left-handed.
[[nodiscard]] bool is_left_handed(const glm::u8vec3& xyz);

/// Components whose latest row is one set of poses.
[[nodiscard]] std::span<const std::string_view> pose_components();

}  // namespace limn::scene
