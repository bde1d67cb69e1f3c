// SPDX-License-Identifier: MIT
#include "annotation/mesh_triangles.h"

#include <cmath>

namespace limn::annotation {
namespace {

bool is_finite(const glm::vec3& position) {
    return std::isfinite(position.x) && std::isfinite(position.y) && std::isfinite(position.z);
}

}  // namespace

bool MeshTriangles::is_drawn(const Triangle& triangle) const {
    return has_corners(triangle) && is_finite(positions_[triangle.x]) &&
           is_finite(positions_[triangle.y]) && is_finite(positions_[triangle.z]);
}

}  // namespace limn::annotation
