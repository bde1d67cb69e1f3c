// SPDX-License-Identifier: MIT
#include "scene/local_origin.h"

#include <algorithm>
#include <glm/common.hpp>
#include <glm/gtc/matrix_transform.hpp>

namespace limn::scene {
namespace {

/// From here on, a float no longer tells a millimeter apart.
constexpr float kFarFromOrigin = 4096.0F;

}  // namespace

glm::vec3 local_origin(const glm::vec3& first) {
    const glm::vec3 reach = glm::abs(first);
    const bool is_far = std::max({reach.x, reach.y, reach.z}) > kFarFromOrigin;
    return is_far && is_finite(first) ? first : glm::vec3(0.0F);
}

EntityInput relative_to(const glm::vec3& origin, const EntityInput& input) {
    EntityInput moved = input;
    for (Placement& placement : moved.placements) {
        placement = placement.after(glm::translate(glm::dmat4(1.0), glm::dvec3(origin)));
    }
    return moved;
}

}  // namespace limn::scene
