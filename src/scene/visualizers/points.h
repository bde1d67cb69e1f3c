// SPDX-License-Identifier: MIT
/// Points2D and Points3D share everything but the type of their positions.
#pragma once

#include <glm/vec3.hpp>
#include <vector>

#include "scene/entity_input.h"
#include "scene/scene_builder.h"

namespace limn::scene {

/// Points, bones and labels of one entity; not finite positions are left out and reported. Shaded points
/// look like balls in 3D views.
void visualize_points(
    SceneBuilder& builder,
    const EntityInput& input,
    std::vector<glm::vec3> positions,
    bool is_shaded
);

}  // namespace limn::scene
