// SPDX-License-Identifier: MIT
/// Pictures under a place or a ray: which of their pixels are hit.
///
/// Units     world of the view; pixels of the pictures.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "scene/scene.h"

namespace limn::scene {

struct ImageHit {
    std::uint32_t image = 0;  ///< Index into list.images.
    glm::uvec2 pixel{0};
    bool has_class = true;  ///< False: a mask's pixel whose value is no class id.
    float distance = 0.0F;  ///< From where the ray starts, in its lengths; 0 in 2D.
};

/// Asked for every class pixel: style slot, class id.
using IsClassVisible = std::function<bool(draw::StyleSlot, ClassId)>;

/// Images under a point of a 2D view's world, topmost first; pixels of hidden classes fall through.
[[nodiscard]] std::vector<ImageHit>
images_at(const Scene& scene, glm::dvec2 world, const IsClassVisible& visible);

/// Images that a ray of a 3D view meets, nearest first, of those on one plane the topmost first.
[[nodiscard]] std::vector<ImageHit> images_on_ray(
    const Scene& scene,
    const glm::dvec3& from,
    const glm::dvec3& direction,
    const IsClassVisible& visible
);

}  // namespace limn::scene
