// SPDX-License-Identifier: MIT
#include "importers/demo/raster.h"

#include <cstddef>

namespace limn::importers::demo {

ClippedPolygon clip_at_near_plane(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
    ClippedPolygon result;
    const std::array<glm::vec3, 3> corners{a, b, c};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const glm::vec3& current = corners[i];
        const glm::vec3& next = corners[(i + 1) % corners.size()];
        const bool is_in = current.z >= kNearPlane;
        if (is_in) {
            result.corners[static_cast<std::size_t>(result.size++)] = current;
        }
        if (is_in != (next.z >= kNearPlane)) {
            const float t = (kNearPlane - current.z) / (next.z - current.z);
            glm::vec3 crossing = current + (next - current) * t;
            crossing.z = kNearPlane;
            result.corners[static_cast<std::size_t>(result.size++)] = crossing;
        }
    }
    return result;
}

}  // namespace limn::importers::demo
