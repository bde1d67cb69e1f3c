// SPDX-License-Identifier: MIT
/// Scans: points with classes on the surfaces of the demo's world, as a laser scanner would give them.
///
/// Units     metres.
/// Threads   pure functions and const members.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <vector>

#include "importers/demo/mesh.h"
#include "importers/demo/street.h"

namespace limn::importers::demo {

struct PointCloud {
    std::vector<glm::vec3> positions;
    std::vector<std::uint16_t> class_ids;
};

/// Rings on the ground, walls without their windows, leaves, posts. Some 180 000 points.
[[nodiscard]] PointCloud scan_street(const Street& street);

/// Places on a mesh that move with it: the same faces for every pose of the same body.
class MeshScan {
  public:
    MeshScan(const Mesh& mesh, int num_points, std::uint32_t seed);

    /// Adds the points of a mesh with the same faces.
    void add_points(const Mesh& mesh, PointCloud& cloud) const;

  private:
    struct Place {
        std::uint32_t face;
        float b;
        float c;
    };

    std::vector<Place> places_;
};

}  // namespace limn::importers::demo
