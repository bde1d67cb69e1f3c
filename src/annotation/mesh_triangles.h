// SPDX-License-Identifier: MIT
/// Triangles of a mesh: which are drawn, and which class each has.
///
/// What      Without indices every three vertices are a triangle. One whose indices are beyond the
///           vertices, or with a vertex that is not finite, is not drawn. A triangle has one class: the
///           one that two of its corners share, else that of its first corner, so that no color appears
///           that belongs to no class.
/// Threads   plain value; refers to the cells that it was made from.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>

namespace limn::annotation {

using Triangle = glm::uvec3;

class MeshTriangles {
  public:
    MeshTriangles(std::span<const glm::vec3> positions, std::span<const Triangle> indices)
        : positions_(positions)
        , indices_(indices) {}

    [[nodiscard]] std::size_t size() const {
        return indices_.empty() ? positions_.size() / 3 : indices_.size();
    }

    [[nodiscard]] Triangle at(std::size_t index) const {
        const auto first = static_cast<std::uint32_t>(3 * index);
        return indices_.empty() ? Triangle(first, first + 1, first + 2) : indices_[index];
    }

    /// Are its three corners among the vertices?
    [[nodiscard]] bool has_corners(const Triangle& triangle) const {
        return std::max({triangle.x, triangle.y, triangle.z}) < positions_.size();
    }

    /// Has corners, and they are finite.
    [[nodiscard]] bool is_drawn(const Triangle& triangle) const;

  private:
    std::span<const glm::vec3> positions_;
    std::span<const Triangle> indices_;
};

/// The corner whose class the triangle has. `class_at` gives the class of a vertex.
template <typename ClassAt>
[[nodiscard]] std::uint32_t leading_corner(const Triangle& triangle, const ClassAt& class_at) {
    return class_at(triangle.y) == class_at(triangle.z) ? triangle.y : triangle.x;
}

}  // namespace limn::annotation
