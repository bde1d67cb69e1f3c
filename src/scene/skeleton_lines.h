// SPDX-License-Identifier: MIT
/// Bones between the keypoints of a batch.
///
/// What      Points are grouped into skeletons; for every connection of the class whose two ends are
///           there, one segment in the class's color. Either joint hides its bones.
/// Source    docs/FORMATS.md, annotation rules.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <span>

#include "draw/draw_list.h"
#include "scene/entity_input.h"
#include "scene/instance_data.h"
#include "scene/scene_builder.h"

namespace limn::scene {

/// Bones of all skeletons at one placement; `positions` one per instance, not finite ones are missing.
[[nodiscard]] draw::LineBatch make_bones(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceIds& ids,
    const InstanceStyles& styles,
    std::span<const glm::vec3> positions,
    const Placement& placement
);

}  // namespace limn::scene
