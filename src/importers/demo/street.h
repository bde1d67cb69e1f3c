// SPDX-License-Identifier: MIT
/// The street: everything in the demo that stands still, as surfaces with materials.
///
/// Units     metres; x right, y forward, z up. The camera stands at x = y = 0.
/// Shapes    triangles and spheres; normals point outwards.
/// Threads   immutable once made.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "importers/demo/classes.h"

namespace limn::importers::demo {

inline constexpr float kCurbHeight = 0.15F;
inline constexpr float kRoadLeft = -6.6F;
inline constexpr float kRoadRight = 4.2F;
inline constexpr float kRoadMiddle = -1.2F;
inline constexpr float kCrossStreetNear = 15.0F;
inline constexpr float kCrossStreetFar = 27.0F;

enum class Material : std::uint8_t {
    Asphalt,   ///< With its markings.
    Pavement,  ///< Tops of the blocks: curb, slabs, lawn.
    Facade,    ///< Walls with windows.
    Plain,
    Foliage,
    CrosswalkSign,
    YieldSign,
};

struct Surface {
    Material material = Material::Plain;
    ClassNumber class_id = kBuilding;
    glm::vec3 albedo{0.5F};
    glm::vec3 accent{0.3F};  ///< Facade: awning and trim.
    std::uint32_t seed = 0;
    glm::vec3 origin{0.0F};       ///< Facade, sign: the lower left corner, seen from outside.
    glm::vec3 along{1.0F, 0, 0};  ///< Facade, sign: to the right, unit length.
    glm::vec2 size{1.0F};         ///< Facade, sign: width and height.
    bool has_shop = false;
};

struct Triangle {
    glm::vec3 a{0.0F};
    glm::vec3 b{0.0F};
    glm::vec3 c{0.0F};
    glm::vec3 normal{0.0F};
    std::uint16_t surface = 0;
};

struct Sphere {
    glm::vec3 center{0.0F};
    float radius = 1.0F;
    std::uint16_t surface = 0;
};

/// Where a building stands: its corners with the smallest and the largest x and y.
struct Footprint {
    glm::vec2 low{0.0F};
    glm::vec2 high{0.0F};
};

struct Street {
    std::vector<Surface> surfaces;
    std::vector<Triangle> triangles;
    std::vector<Sphere> spheres;
    std::vector<Footprint> footprints;
};

[[nodiscard]] Street make_street();

/// 0 on the road, the curb's height on the blocks; a short ramp between, for feet.
[[nodiscard]] float ground_height(glm::vec2 place);

}  // namespace limn::importers::demo
