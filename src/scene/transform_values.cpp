// SPDX-License-Identifier: MIT
#include "scene/transform_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/matrix.hpp>

#include "model/component_names.h"
#include "scene/placement.h"

namespace limn::scene {
namespace {

using std::string_view;
using store::Cell;

constexpr std::uint8_t kChildFromParent = 2;
constexpr double kSingular = 1.0e-30;

bool has_any(const std::vector<std::optional<Cell>>& row) {
    return std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.has_value(); });
}

template <typename T>
std::optional<T> first_of(std::span<const T> values) {
    return values.empty() ? std::nullopt : std::optional<T>(values.front());
}

/// The last value repeats.
template <typename Container>
auto clamped(const Container& values, std::size_t index) {
    using Value = std::remove_cvref_t<decltype(values[0])>;
    return values.empty() ? std::optional<Value>()
                          : std::optional<Value>(values[std::min(index, values.size() - 1)]);
}

/// Translation, rotations, scale and matrix of one row, in the order in which they apply. Returns what
/// makes them invalid.
std::string apply_row(const store::FrameRow& row, glm::dmat4& matrix) {
    if (const auto cell = row.cell(component::kTransformTranslation)) {
        if (const auto translation = first_of(store::vec3_values(*cell))) {
            matrix = glm::translate(matrix, glm::dvec3(*translation));
        }
    }
    if (const auto cell = row.cell(component::kTransformAxisAngle)) {
        const auto rotations = store::axis_angle_values(*cell);
        const auto rotation =
            rotations.empty() ? std::optional(glm::dmat3(1.0)) : rotation_matrix(rotations.front());
        if (!rotation) {
            return "its rotation has no axis";
        }
        matrix *= glm::dmat4(*rotation);
    }
    if (const auto cell = row.cell(component::kTransformQuaternion)) {
        const auto quaternion = first_of(store::vec4_values(*cell));
        const auto rotation =
            quaternion ? rotation_matrix(*quaternion) : std::optional(glm::dmat3(1.0));
        if (!rotation) {
            return "its quaternion is zero";
        }
        matrix *= glm::dmat4(*rotation);
    }
    if (const auto cell = row.cell(component::kTransformScale)) {
        if (const auto scale = first_of(store::vec3_values(*cell))) {
            matrix = glm::scale(matrix, glm::dvec3(*scale));
        }
    }
    if (const auto cell = row.cell(component::kTransformMat3x3)) {
        if (const auto mat3x3 = first_of(store::mat3_values(*cell))) {
            matrix *= glm::dmat4(glm::dmat3(*mat3x3));
        }
    }
    return {};
}

glm::dvec3 direction_in_rdf(std::uint8_t view_direction) {
    switch (view_direction) {
        case 1:
            return {0.0, -1.0, 0.0};
        case 2:
            return {0.0, 1.0, 0.0};
        case 3:
            return {1.0, 0.0, 0.0};
        case 4:
            return {-1.0, 0.0, 0.0};
        case 5:
            return {0.0, 0.0, 1.0};
        case 6:
            return {0.0, 0.0, -1.0};
        default:
            return {0.0, 0.0, 0.0};
    }
}

}  // namespace

std::span<const string_view> pose_components() {
    return component::kInstancePoses;
}

std::optional<glm::dmat3> rotation_matrix(const store::AxisAngle& rotation) {
    const glm::dvec3 axis(rotation.axis);
    const double length = glm::length(axis);
    if (!std::isfinite(rotation.angle_rad) || !std::isfinite(length) || length == 0.0) {
        return std::nullopt;
    }
    return glm::dmat3(glm::rotate(glm::dmat4(1.0), double{rotation.angle_rad}, axis / length));
}

std::optional<glm::dmat3> rotation_matrix(const glm::vec4& quaternion_xyzw) {
    const glm::dvec4 q(quaternion_xyzw);
    const double length = glm::length(q);
    if (!std::isfinite(length) || length == 0.0) {
        return std::nullopt;
    }
    const glm::dvec4 unit = q / length;
    return glm::mat3_cast(glm::dquat(unit.w, unit.x, unit.y, unit.z));
}

std::optional<glm::dmat3> rdf_from_view_coordinates(const glm::u8vec3& xyz) {
    const glm::dmat3 matrix(
        direction_in_rdf(xyz.x),
        direction_in_rdf(xyz.y),
        direction_in_rdf(xyz.z)
    );
    return std::abs(glm::determinant(matrix)) > 0.5 ? std::optional(matrix) : std::nullopt;
}

std::optional<glm::vec3> up_of_view_coordinates(const glm::u8vec3& xyz) {
    for (glm::length_t axis = 0; axis < 3; ++axis) {
        const double down = direction_in_rdf(xyz[axis]).y;
        if (down != 0.0) {
            glm::vec3 up(0.0F);
            up[axis] = static_cast<float>(-down);
            return up;
        }
    }
    return std::nullopt;
}

bool is_left_handed(const glm::u8vec3& xyz) {
    const auto rdf = rdf_from_view_coordinates(xyz);
    return rdf && glm::determinant(*rdf) < 0.0;
}

LoggedTransform read_transform(const store::FrameRow& row) {
    LoggedTransform result;
    result.problem = apply_row(row, result.parent_from_child);
    if (!result.problem.empty()) {
        return result;
    }
    const auto relation = row.cell(component::kTransformRelation);
    const double volume = glm::determinant(glm::dmat3(result.parent_from_child));
    if (!is_finite(result.parent_from_child)) {
        result.problem = "it has values that are not finite";
    } else if (!(std::abs(volume) > kSingular)) {
        result.problem = "its scale or matrix is singular";
    } else if (relation && store::first_u8(*relation) == kChildFromParent) {
        result.parent_from_child = glm::inverse(result.parent_from_child);
    }
    return result;
}

std::optional<LoggedPinhole> read_pinhole(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const store::FrameRow& row
) {
    const auto matrix = row.cell(component::kPinholeImageFromCamera);
    const auto projection = matrix ? first_of(store::mat3_values(*matrix)) : std::nullopt;
    if (!projection) {
        return std::nullopt;
    }
    LoggedPinhole result;
    result.image_from_camera = glm::dmat3(*projection);
    const double volume = glm::determinant(result.image_from_camera);
    if (!std::isfinite(volume) || !is_finite(glm::dmat4(result.image_from_camera))) {
        result.problem = "its projection has values that are not finite";
    } else if (!(std::abs(volume) > kSingular)) {
        result.problem = "its projection is singular";
    }
    const auto size = row.cell(component::kPinholeResolution);
    const auto resolution = size ? first_of(store::vec2_values(*size)) : std::nullopt;
    if (resolution && std::isfinite(resolution->x) && std::isfinite(resolution->y) &&
        resolution->x > 0.0F && resolution->y > 0.0F) {
        result.resolution = resolution;
    }
    if (const auto cell = recording.latest_at(query, entity, component::kPinholeCameraXyz)) {
        const auto xyz = store::first_view_coordinates(*cell);
        const auto turned = xyz ? rdf_from_view_coordinates(*xyz) : std::nullopt;
        result.camera_from_entity = turned.value_or(glm::dmat3(1.0));
    }
    if (const auto cell =
            recording.latest_at(query, entity, component::kPinholeImagePlaneDistance)) {
        const auto distance = store::first_f32(*cell);
        if (distance && std::isfinite(*distance) && *distance > 0.0F) {
            result.image_plane_distance = distance;
        }
    }
    return result;
}

std::vector<glm::dmat4> read_poses(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    Diagnostics& diagnostics
) {
    const auto row = recording.latest_row(query, entity, component::kInstancePoses);
    if (!has_any(row)) {
        return {};
    }
    const auto translations = row[0] ? store::vec3_values(*row[0]) : std::span<const glm::vec3>();
    const auto axis_angles =
        row[1] ? store::axis_angle_values(*row[1]) : std::vector<store::AxisAngle>();
    const auto quaternions = row[2] ? store::vec4_values(*row[2]) : std::span<const glm::vec4>();
    const auto scales = row[3] ? store::vec3_values(*row[3]) : std::span<const glm::vec3>();
    const auto matrices = row[4] ? store::mat3_values(*row[4]) : std::span<const glm::mat3>();
    const std::size_t count = std::max(
        {translations.size(),
         axis_angles.size(),
         quaternions.size(),
         scales.size(),
         matrices.size()}
    );
    std::vector<glm::dmat4> poses;
    poses.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        glm::dmat4 pose(1.0);
        if (const auto translation = clamped(translations, i)) {
            pose = glm::translate(pose, glm::dvec3(*translation));
        }
        const auto turn = [&](const auto& logged) {
            if (!logged) {
                return;
            }
            if (const auto rotation = rotation_matrix(*logged)) {
                pose *= glm::dmat4(*rotation);
            } else {
                diagnostics.add(
                    Severity::Warning,
                    entity.text(),
                    "a pose has an invalid rotation; drawn unrotated"
                );
            }
        };
        turn(clamped(axis_angles, i));
        turn(clamped(quaternions, i));
        if (const auto scale = clamped(scales, i)) {
            pose = glm::scale(pose, glm::dvec3(*scale));
        }
        if (const auto matrix = clamped(matrices, i)) {
            pose *= glm::dmat4(glm::dmat3(*matrix));
        }
        poses.push_back(pose);
        if (!is_finite(pose)) {
            diagnostics.add(
                Severity::Warning,
                entity.text(),
                "a pose has values that are not finite; left out"
            );
        }
    }
    return poses;
}

}  // namespace limn::scene
