// SPDX-License-Identifier: MIT
/// Solid shapes: boxes, ellipsoids, capsules and cylinders as corners, edges and faces.
///
/// What      A shape stands at the origin. An instance scales it by its size and moves its far end
///           along z by its length, so that one shape serves capsules of any proportion.
/// Shapes    `corners`: xyz in units of the size; w is 1 at the far end and 0 elsewhere. Faces are
///           counter-clockwise seen from outside.
/// Threads   plain values.
#pragma once

#include <array>
#include <cstdint>
#include <glm/vec4.hpp>
#include <vector>

namespace limn::scene {

struct SolidShape {
    using Edge = std::array<std::uint16_t, 2>;
    using Face = std::array<std::uint16_t, 3>;

    std::vector<glm::vec4> corners;
    std::vector<Edge> edges;        ///< The major lines.
    std::vector<Edge> dense_edges;  ///< All lines of the dense wireframe, the major ones included.
    std::vector<Face> faces;
};

/// Corners at ±1.
[[nodiscard]] SolidShape box_shape();

/// A sphere of radius 1; `segments` around, at least 4 and a multiple of 4.
[[nodiscard]] SolidShape sphere_shape(unsigned segments);

/// Half spheres of radius 1 around (0, 0, 0) and around the far end.
[[nodiscard]] SolidShape capsule_shape(unsigned segments);

/// Radius 1 about z, from z = -1 to z = 1.
[[nodiscard]] SolidShape cylinder_shape(unsigned segments);

/// How fine round shapes are, so that many instances do not take more memory than they deserve.
[[nodiscard]] unsigned segments_for(std::size_t instances);

}  // namespace limn::scene
