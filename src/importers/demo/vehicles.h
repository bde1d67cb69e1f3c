// SPDX-License-Identifier: MIT
/// Vehicles and the traffic light's head, as meshes around their own origin.
///
/// Units     metres; x forward, y left, z up; the origin lies on the ground in the middle.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>

#include "importers/demo/classes.h"
#include "importers/demo/mesh.h"

namespace limn::importers::demo {

inline constexpr glm::vec3 kCarHalfSize(2.20F, 0.92F, 0.74F);
inline constexpr glm::vec3 kBusHalfSize(5.70F, 1.28F, 1.56F);
inline constexpr glm::vec3 kBicycleHalfSize(0.86F, 0.26F, 0.54F);

struct BicycleGeometry {
    glm::vec3 saddle;
    glm::vec3 crank;
    glm::vec3 handle;
    float crank_length;
};

[[nodiscard]] BicycleGeometry bicycle_geometry();

[[nodiscard]] Mesh make_car(std::uint32_t paint_rgb);
[[nodiscard]] Mesh make_bus();
[[nodiscard]] Mesh make_bicycle(float crank_turns);

/// Three lamps in a housing that faces −y; the origin is the housing's middle.
[[nodiscard]] Mesh make_signal_head(Signal signal);

}  // namespace limn::importers::demo
