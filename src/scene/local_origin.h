// SPDX-License-Identifier: MIT
/// What shapes that are computed from logged data are relative to, where these lie far from the origin.
///
/// What      A corner that is a center and half a size is rounded to what a float holds there: 6 cm at
///           10⁶ m. Computed relative to a point nearby, shapes far away are as exact as near ones.
/// Threads   pure functions.
#pragma once

#include <glm/vec3.hpp>

#include "scene/entity_input.h"

namespace limn::scene {

/// A place of the data, or zero where floats are fine enough (or the place is not finite).
[[nodiscard]] glm::vec3 local_origin(const glm::vec3& first);

/// The same entity for data that is relative to `origin`.
[[nodiscard]] EntityInput relative_to(const glm::vec3& origin, const EntityInput& input);

}  // namespace limn::scene
