// SPDX-License-Identifier: MIT
#include "scene/placement.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/matrix.hpp>

#include "base/hash.h"

namespace limn::scene {
namespace {

/// Nearest part of a segment that is kept, as a share of its farthest point's distance.
constexpr double kNearShare = 1.0e-3;
constexpr double kNearest = 1.0e-6;

glm::vec3 to_pixel(const glm::dvec4& image) {
    return glm::vec3(glm::dvec3(image.x / image.w, image.y / image.w, 0.0));
}

glm::dvec4 mix(const glm::dvec4& a, const glm::dvec4& b, double near_w) {
    const double t = (near_w - a.w) / (b.w - a.w);
    return a + (b - a) * t;
}

}  // namespace

bool is_finite(const glm::vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

bool is_finite(const glm::dvec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

bool is_finite(const glm::dmat4& m) {
    for (glm::length_t column = 0; column < 4; ++column) {
        for (glm::length_t row = 0; row < 4; ++row) {
            if (!std::isfinite(m[column][row])) {
                return false;
            }
        }
    }
    return true;
}

float length_scale(const glm::dmat4& m) {
    return static_cast<float>(std::cbrt(std::abs(glm::determinant(glm::dmat3(m)))));
}

Placement Placement::affine(const glm::dmat4& world_from_entity) {
    Placement placement;
    placement.matrix_ = world_from_entity;
    placement.radius_scale_ = length_scale(world_from_entity);
    return placement;
}

Placement Placement::flat(const glm::dmat4& world_from_entity) {
    Placement placement = on_plane(world_from_entity);
    // Data is at z = 0 and stays there; the third column only keeps the matrix invertible.
    placement.matrix_[0][2] = 0.0;
    placement.matrix_[1][2] = 0.0;
    placement.matrix_[2] = {0.0, 0.0, 1.0, 0.0};
    placement.matrix_[3][2] = 0.0;
    return placement;
}

Placement Placement::on_plane(const glm::dmat4& world_from_entity) {
    Placement placement;
    placement.matrix_ = world_from_entity;
    const glm::dvec3 right(world_from_entity[0]);
    const glm::dvec3 down(world_from_entity[1]);
    placement.radius_scale_ = static_cast<float>(std::sqrt(glm::length(glm::cross(right, down))));
    return placement;
}

Placement
Placement::projected(const glm::dmat4& image_from_entity, float pixels_at_one, float radius_scale) {
    Placement placement;
    placement.matrix_ = image_from_entity;
    placement.pixels_at_one_ = pixels_at_one;
    placement.radius_scale_ = radius_scale;
    placement.is_projected_ = true;
    return placement;
}

glm::dmat4 Placement::batch_matrix() const {
    return is_projected_ ? glm::dmat4(1.0) : matrix_;
}

float Placement::radius(float logged, const glm::vec3& position) const {
    if (std::signbit(logged)) {
        return logged;
    }
    if (!is_projected_) {
        return logged * radius_scale_;
    }
    const double w = transformed(position).w;
    return w > kNearest ? logged * radius_scale_ * pixels_at_one_ / static_cast<float>(w) : 0.0F;
}

std::optional<glm::vec3> Placement::to_batch(const glm::vec3& position) const {
    if (!is_projected_) {
        return position;
    }
    const glm::dvec4 image = transformed(position);
    if (!(image.w > kNearest)) {
        return std::nullopt;
    }
    const glm::vec3 pixel = to_pixel(image);
    return is_finite(pixel) ? std::optional(pixel) : std::nullopt;
}

std::optional<glm::dvec3> Placement::to_world(const glm::vec3& position) const {
    if (is_projected_) {
        const auto pixel = to_batch(position);
        return pixel ? std::optional(glm::dvec3(*pixel)) : std::nullopt;
    }
    const glm::dvec3 world(transformed(position));
    return is_finite(world) ? std::optional(world) : std::nullopt;
}

std::optional<std::pair<glm::vec3, glm::vec3>>
Placement::clip_segment(const glm::vec3& from, const glm::vec3& to) const {
    if (!is_projected_) {
        return std::pair(from, to);
    }
    glm::dvec4 a = transformed(from);
    glm::dvec4 b = transformed(to);
    const double near_w = std::max(kNearest, kNearShare * std::max(a.w, b.w));
    if (!(a.w >= near_w) && !(b.w >= near_w)) {
        return std::nullopt;
    }
    if (a.w < near_w) {
        a = mix(a, b, near_w);
    } else if (b.w < near_w) {
        b = mix(b, a, near_w);
    }
    const std::pair<glm::vec3, glm::vec3> ends{to_pixel(a), to_pixel(b)};
    const bool ok = is_finite(ends.first) && is_finite(ends.second);
    return ok ? std::optional(ends) : std::nullopt;
}

ClippedTriangle Placement::clip_triangle(const std::array<glm::vec3, 3>& corners) const {
    ClippedTriangle result;
    const auto add = [&](const glm::vec3& corner) { result.corners.at(result.count++) = corner; };
    if (!is_projected_) {
        std::for_each(corners.begin(), corners.end(), add);
        return result;
    }
    std::array<glm::dvec4, 3> image;
    for (std::size_t i = 0; i < 3; ++i) {
        image.at(i) = transformed(corners.at(i));
    }
    const double farthest = std::max({image[0].w, image[1].w, image[2].w});
    const double near_w = std::max(kNearest, kNearShare * farthest);
    for (std::size_t i = 0; i < 3; ++i) {
        const glm::dvec4& a = image.at(i);
        const glm::dvec4& b = image.at((i + 1) % 3);
        if (a.w >= near_w) {
            add(to_pixel(a));
        }
        if ((a.w >= near_w) != (b.w >= near_w)) {
            add(to_pixel(mix(a, b, near_w)));
        }
    }
    if (result.count < 3) {
        result.count = 0;
    }
    return result;
}

std::uint64_t Placement::content_key() const {
    std::uint64_t key = std::bit_cast<std::uint32_t>(radius_scale_);
    if (is_projected_) {
        for (glm::length_t column = 0; column < 4; ++column) {
            for (glm::length_t row = 0; row < 4; ++row) {
                key = hash_combine(key, std::bit_cast<std::uint64_t>(matrix_[column][row]));
            }
        }
    }
    return key;
}

Placement Placement::after(const glm::dmat4& entity_from_instance) const {
    Placement placement = *this;
    placement.matrix_ = matrix_ * entity_from_instance;
    placement.radius_scale_ = radius_scale_ * length_scale(entity_from_instance);
    return placement;
}

}  // namespace limn::scene
