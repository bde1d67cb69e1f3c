// SPDX-License-Identifier: MIT
/// What masks share, whatever archetype they were logged as.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "annotation/class_image.h"
#include "base/result.h"
#include "scene/entity_input.h"
#include "scene/scene_builder.h"

namespace limn::scene {

/// Adds the picture of class ids that `make` converts, or the cache still has, at every placement.
/// Pixels whose value is no class id are counted and reported. `key` is that of the pixels.
void add_class_image(
    SceneBuilder& builder,
    const EntityInput& input,
    std::uint64_t key,
    std::optional<float> opacity,
    const std::function<Result<annotation::ClassImage>()>& make
);

}  // namespace limn::scene
