// SPDX-License-Identifier: MIT
/// The default eye of a 3D view.
///
/// Units     world of the view.
/// Threads   pure function.
#pragma once

#include <glm/vec3.hpp>
#include <span>

#include "scene/bounds.h"

namespace limn::scene {

/// What the default eye of a 3D view depends on.
struct EyeInput {
    WorldBounds bounds;
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    bool is_left_handed = false;
    float aspect = 1.0F;                       ///< Width of the picture divided by its height.
    std::span<const FramedPlace> places = {};  ///< Empty: the corners of the bounds.
};

/// Default eye of a 3D view: looks from the side and from above, as near as it can so that all places are
/// in the picture, and with them in its middle (exact rule in the source and docs).
struct DefaultEye {
    glm::dvec3 eye{3.0, -5.0, 3.0};
    glm::dvec3 target{0.0};
};

[[nodiscard]] DefaultEye default_eye(const EyeInput& input);

}  // namespace limn::scene
