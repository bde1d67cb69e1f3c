// SPDX-License-Identifier: MIT
/// Boxes around places, and places that a view frames.
///
/// Units     of the space that the owner names.
/// Threads   plain values.
#pragma once

#include <glm/common.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <vector>

namespace limn::scene {

/// An axis-aligned box.
template <typename Number>
struct BoundsOf {
    using Point = glm::vec<3, Number>;

    Point min{0};
    Point max{0};
    bool is_empty = true;

    void extend(const Point& point) {
        min = is_empty ? point : glm::min(min, point);
        max = is_empty ? point : glm::max(max, point);
        is_empty = false;
    }
};

using Bounds = BoundsOf<float>;        ///< Of positions in the space of an entity or batch.
using WorldBounds = BoundsOf<double>;  ///< Of places in the view's world.

/// A place of a 3D view that its default eye brings into the picture, with what is around it.
struct FramedPlace {
    glm::dvec3 position{0.0};
    double radius = 0.0;
};

using FramedPlaces = std::shared_ptr<const std::vector<FramedPlace>>;

}  // namespace limn::scene
