// SPDX-License-Identifier: MIT
#include "scene/visualizers/solid_shapes.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/constants.hpp>

namespace limn::scene {
namespace {

std::uint16_t index(std::size_t value) {
    return static_cast<std::uint16_t>(value);
}

/// Rings of equally many corners between two poles, from low z to high z.
class Rings {
  public:
    Rings(SolidShape& shape, unsigned segments)
        : shape_(shape)
        , segments_(segments) {}

    /// A ring, or a pole if the radius is zero.
    void add(float radius, float z, float end) {
        const std::size_t first = shape_.corners.size();
        const bool is_pole = radius <= 0.0F;
        for (unsigned k = 0; k < (is_pole ? 1 : segments_); ++k) {
            const float angle =
                glm::two_pi<float>() * static_cast<float>(k) / static_cast<float>(segments_);
            shape_.corners.emplace_back(radius * std::cos(angle), radius * std::sin(angle), z, end);
        }
        if (!rings_.empty()) {
            join(rings_.back(), {first, is_pole});
        }
        rings_.push_back({first, is_pole});
    }

    /// Closed line around a ring.
    void circle(std::size_t ring, std::vector<SolidShape::Edge>& edges) const {
        for (unsigned k = 0; !rings_[ring].is_pole && k < segments_; ++k) {
            edges.push_back({corner(rings_[ring], k), corner(rings_[ring], k + 1)});
        }
    }

    /// Line from the first ring to the last one along one side.
    void meridian(unsigned side, std::vector<SolidShape::Edge>& edges) const {
        for (std::size_t i = 1; i < rings_.size(); ++i) {
            edges.push_back({corner(rings_[i - 1], side), corner(rings_[i], side)});
        }
    }

    [[nodiscard]] std::size_t size() const { return rings_.size(); }

  private:
    struct Ring {
        std::size_t first = 0;
        bool is_pole = false;
    };

    [[nodiscard]] std::uint16_t corner(const Ring& ring, unsigned k) const {
        return index(ring.is_pole ? ring.first : ring.first + k % segments_);
    }

    void join(const Ring& low, const Ring& high) {
        for (unsigned k = 0; k < segments_; ++k) {
            if (!low.is_pole) {
                shape_.faces.push_back({corner(low, k), corner(low, k + 1), corner(high, k)});
            }
            if (!high.is_pole) {
                shape_.faces.push_back({corner(low, k + 1), corner(high, k + 1), corner(high, k)});
            }
        }
    }

    SolidShape& shape_;
    unsigned segments_;
    std::vector<Ring> rings_;
};

/// Lines of a round shape: four sides and the given circles; dense: every second side, all circles.
void add_lines(
    SolidShape& shape,
    const Rings& rings,
    unsigned segments,
    const std::vector<std::size_t>& circles
) {
    for (const std::size_t ring : circles) {
        rings.circle(ring, shape.edges);
    }
    for (unsigned k = 0; k < segments; k += segments / 4) {
        rings.meridian(k, shape.edges);
    }
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
        rings.circle(ring, shape.dense_edges);
    }
    for (unsigned k = 0; k<segments; k += segments> 8 ? 2 : 1) {
        rings.meridian(k, shape.dense_edges);
    }
}

/// Rings of half a sphere: of the lower half from the pole up, of the upper half up to the pole.
void add_half_sphere(Rings& rings, unsigned segments, bool upper, float end) {
    const unsigned steps = segments / 4;
    for (unsigned k = 0; k <= steps; ++k) {
        const unsigned step = upper ? k : steps - k;
        const float angle =
            glm::half_pi<float>() * static_cast<float>(step) / static_cast<float>(steps);
        const float z = upper ? std::sin(angle) : -std::sin(angle);
        rings.add(step == steps ? 0.0F : std::cos(angle), z, end);
    }
}

}  // namespace

SolidShape box_shape() {
    SolidShape shape;
    for (unsigned k = 0; k < 8; ++k) {  // Bit 0: x high, bit 1: y high, bit 2: z high.
        shape.corners.emplace_back(
            (k & 1U) != 0U ? 1.0F : -1.0F,
            (k & 2U) != 0U ? 1.0F : -1.0F,
            (k & 4U) != 0U ? 1.0F : -1.0F,
            0.0F
        );
    }
    shape.edges = {
        {0, 1},
        {2, 3},
        {4, 5},
        {6, 7},  // along x
        {0, 2},
        {1, 3},
        {4, 6},
        {5, 7},  // along y
        {0, 4},
        {1, 5},
        {2, 6},
        {3, 7},  // along z
    };
    shape.dense_edges = shape.edges;
    shape.faces = {
        {0, 2, 3},
        {0, 3, 1},
        {4, 5, 7},
        {4, 7, 6},
        {0, 1, 5},
        {0, 5, 4},
        {2, 6, 7},
        {2, 7, 3},
        {0, 4, 6},
        {0, 6, 2},
        {1, 3, 7},
        {1, 7, 5},
    };
    return shape;
}

SolidShape sphere_shape(unsigned segments) {
    SolidShape shape;
    Rings rings(shape, segments);
    const unsigned steps = segments / 2;
    for (unsigned k = 0; k <= steps; ++k) {
        const float angle = glm::pi<float>() * static_cast<float>(k) / static_cast<float>(steps);
        const bool is_pole = k == 0 || k == steps;
        rings.add(is_pole ? 0.0F : std::sin(angle), -std::cos(angle), 0.0F);
    }
    add_lines(shape, rings, segments, {steps / 2});
    return shape;
}

SolidShape capsule_shape(unsigned segments) {
    SolidShape shape;
    Rings rings(shape, segments);
    add_half_sphere(rings, segments, false, 0.0F);
    add_half_sphere(rings, segments, true, 1.0F);
    add_lines(shape, rings, segments, {segments / 4, segments / 4 + 1});
    return shape;
}

SolidShape cylinder_shape(unsigned segments) {
    SolidShape shape;
    Rings rings(shape, segments);
    rings.add(0.0F, -1.0F, 0.0F);
    rings.add(1.0F, -1.0F, 0.0F);
    rings.add(1.0F, 1.0F, 0.0F);
    rings.add(0.0F, 1.0F, 0.0F);
    for (const std::size_t ring : {std::size_t{1}, std::size_t{2}}) {
        rings.circle(ring, shape.edges);
    }
    const std::size_t low = 1;  // After the pole.
    for (unsigned k = 0; k < segments; ++k) {
        const SolidShape::Edge side{index(low + k), index(low + segments + k)};
        shape.dense_edges.push_back(side);
        if (k % (segments / 4) == 0) {
            shape.edges.push_back(side);
        }
    }
    rings.circle(1, shape.dense_edges);
    rings.circle(2, shape.dense_edges);
    return shape;
}

unsigned segments_for(std::size_t instances) {
    if (instances <= 256) {
        return 32;
    }
    return instances <= 4096 ? 16 : 8;
}

}  // namespace limn::scene
