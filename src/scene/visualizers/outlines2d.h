// SPDX-License-Identifier: MIT
/// What Boxes2D and Ellipses2D have in common: a closed outline per instance, a label below it.
///
/// Units     pixels of the entity's plane, y down. Half sizes lose their sign.
/// Threads   pure.
#pragma once

#include <glm/vec2.hpp>
#include <span>
#include <string_view>

#include "scene/entity_input.h"
#include "scene/scene_builder.h"

namespace limn::scene {

struct Outlines {
    std::string_view name;               ///< "boxes", for diagnostics.
    std::span<const glm::vec2> corners;  ///< Of a shape with half size 1, in order.
    std::string_view line_radii;         ///< Name of that field.
};

/// Reads `half_sizes` and `centers` of the entity.
void visualize_outlines(SceneBuilder& builder, const EntityInput& input, const Outlines& outlines);

}  // namespace limn::scene
