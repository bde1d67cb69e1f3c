// SPDX-License-Identifier: MIT
/// What Boxes3D, Ellipsoids3D, Capsules3D and Cylinders3D have in common: rotations, wires, fills.
///
/// What      Draws one shape once per instance, each under its own pose if poses were logged. Rotations are read from the entity: the axis-angle
///           one first, then the quaternion; invalid ones count as none and are reported.
/// Threads   pure.
#pragma once

#include <cstddef>
#include <glm/vec3.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "scene/entity_input.h"
#include "scene/scene_builder.h"
#include "scene/visualizers/solid_shapes.h"

namespace limn::scene {

/// Round solids of one entity that are drawn at most; each takes some thousand bytes.
inline constexpr std::size_t kMaxRoundSolids = 100'000;

struct SolidInstance {
    glm::vec3 size{1.0F};  ///< What the shape's corners are multiplied with.
    float length = 0.0F;   ///< How far its far end is moved along z.
};

struct Solids {
    std::string_view name;  ///< "boxes", for diagnostics.
    SolidShape shape;
    std::vector<SolidInstance> instances;
    std::span<const glm::vec3> centers;  ///< The last one repeats.
    std::string_view line_radii;         ///< Name of that field.
};

/// How many of `count` round solids are drawn; says so if these are not all.
[[nodiscard]] std::size_t
limit_round_solids(SceneBuilder& builder, const EntityInput& input, std::size_t count);

void visualize_solids(SceneBuilder& builder, const EntityInput& input, const Solids& solids);

}  // namespace limn::scene
