// SPDX-License-Identifier: MIT
/// Pieces of which the street is put together.
///
/// Threads   one owner.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "importers/demo/street.h"

namespace limn::importers::demo {

struct Building {
    glm::vec2 low{0.0F};  ///< Corner with the smaller x and y.
    glm::vec2 high{0.0F};
    float height = 10.0F;
    std::uint32_t wall_rgb = 0;
    std::uint32_t accent_rgb = 0;
    bool has_shop = false;
};

class StreetBuilder {
  public:
    [[nodiscard]] std::uint16_t add_surface(const Surface& surface);
    [[nodiscard]] std::uint16_t add_plain(ClassNumber class_id, std::uint32_t rgb);

    /// Corners in counter-clockwise order, seen from the front.
    void add_quad(
        const glm::vec3& a,
        const glm::vec3& b,
        const glm::vec3& c,
        const glm::vec3& d,
        std::uint16_t surface
    );

    /// All sides but the bottom.
    void add_box(const glm::vec3& low, const glm::vec3& high, std::uint16_t surface);

    /// An upright prism with many sides and its lid.
    void add_post(glm::vec3 foot, float radius, float height, std::uint16_t surface);

    /// A convex outline (counter-clockwise from above) lifted to the curb's height, with its curb.
    void add_block(std::span<const glm::vec2> outline, std::uint16_t top, std::uint16_t curb);
    void add_building(const Building& building);
    void add_tree(glm::vec2 foot, float height, float crown_radius, std::uint32_t seed);
    void add_street_lamp(glm::vec2 foot, float arm_x);

    /// A plate on a post that faces the camera.
    void add_sign(glm::vec2 foot, float top, float size, Material material);

    void add_sphere(const Sphere& sphere) { street_.spheres.push_back(sphere); }

    [[nodiscard]] Street take() { return std::move(street_); }

  private:
    void add_wall(const glm::vec3& left, const glm::vec3& right, const Building& building);

    Street street_;
};

}  // namespace limn::importers::demo
