// SPDX-License-Identifier: MIT
/// Placement: how the data of one entity gets into the world of a view.
///
/// What      Either affine (the batch keeps its own coordinates and carries a matrix), or projected:
///           3D data in a 2D view goes through a pinhole to pixels. That happens here, on the CPU,
///           with clipping at the camera, so that bounds, labels and drawing all see plain pixels.
///           Matrices are doubles: far from the origin, floats do not hold what lies near each other.
/// Units     world of the view: pixels in 2D.
/// Threads   plain value.
#pragma once

#include <array>
#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <optional>
#include <utility>

namespace limn::scene {

/// All coordinates are numbers, none infinite.
[[nodiscard]] bool is_finite(const glm::vec3& v);
[[nodiscard]] bool is_finite(const glm::dvec3& v);
[[nodiscard]] bool is_finite(const glm::dmat4& m);

/// How much an affine matrix stretches lengths, as one number (cube root of the volume's factor).
[[nodiscard]] float length_scale(const glm::dmat4& m);

/// At most this many corners has a triangle that was clipped at one plane.
struct ClippedTriangle {
    std::array<glm::vec3, 4> corners;
    std::size_t count = 0;
};

class Placement {
  public:
    Placement() = default;

    [[nodiscard]] static Placement affine(const glm::dmat4& world_from_entity);

    /// Flat data: like `affine`, radii scaled by the area's factor, depth set to zero.
    [[nodiscard]] static Placement flat(const glm::dmat4& world_from_entity);

    /// Flat data on a plane in space.
    [[nodiscard]] static Placement on_plane(const glm::dmat4& world_from_entity);

    /// `image_from_entity` gives (u·w, v·w, 0, w) with w the distance along the camera's axis.
    [[nodiscard]] static Placement
    projected(const glm::dmat4& image_from_entity, float pixels_at_one, float radius_scale);

    [[nodiscard]] bool is_projected() const { return is_projected_; }

    /// What a batch carries: the matrix, or the identity if its points are projected already.
    [[nodiscard]] glm::dmat4 batch_matrix() const;

    /// Radius of something at `position` (of the entity); UI radii stay as they are.
    [[nodiscard]] float radius(float logged, const glm::vec3& position) const;

    /// True if `radius` gives every instance the same factor.
    [[nodiscard]] bool has_uniform_scale() const { return !is_projected_; }

    /// Point in batch coordinates; nothing if it is behind the camera.
    [[nodiscard]] std::optional<glm::vec3> to_batch(const glm::vec3& position) const;

    /// Point in the view's world; nothing if it is behind the camera.
    [[nodiscard]] std::optional<glm::dvec3> to_world(const glm::vec3& position) const;

    /// The part of a segment that is before the camera, in batch coordinates.
    [[nodiscard]] std::optional<std::pair<glm::vec3, glm::vec3>>
    clip_segment(const glm::vec3& from, const glm::vec3& to) const;

    [[nodiscard]] ClippedTriangle clip_triangle(const std::array<glm::vec3, 3>& corners) const;

    /// Identity of what the placement does to batch contents (radii, projection).
    [[nodiscard]] std::uint64_t content_key() const;

    /// Applies something in entity space first.
    [[nodiscard]] Placement after(const glm::dmat4& entity_from_instance) const;

  private:
    /// The place of a position in homogeneous coordinates.
    [[nodiscard]] glm::dvec4 transformed(const glm::vec3& position) const {
        return matrix_ * glm::dvec4(position, 1.0);
    }

    glm::dmat4 matrix_{1.0};
    float radius_scale_ = 1.0F;
    float pixels_at_one_ = 1.0F;
    bool is_projected_ = false;
};

}  // namespace limn::scene
