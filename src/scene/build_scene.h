// SPDX-License-Identifier: MIT
/// Builds the scene of a view at a cursor: runs the visualizers over its entities.
///
/// Threads   only reads the recording; one user of a cache and a memory at a time.
#pragma once

#include <cstdint>

#include "scene/scene.h"
#include "scene/scene_input.h"

namespace limn::scene {

/// Everything a scene depends on, hashed: row ids of the data and of the contexts, transforms, view
/// options. Equal keys: the old scene can be used on. Cheap against building.
[[nodiscard]] std::uint64_t scene_key(const SceneInput& input);

[[nodiscard]] ScenePtr build_scene(const SceneInput& input);

}  // namespace limn::scene
