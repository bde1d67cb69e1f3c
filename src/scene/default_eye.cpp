// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include "draw/camera.h"
#include "scene/placement.h"
#include "scene/scene.h"

namespace limn::scene {
namespace {

/// Its tangent is the golden ratio: rows of grid-aligned data never hide each other.
constexpr double kAzimuthDeg = 58.2825;
constexpr double kElevationDeg = 27.5;
constexpr double kSmallestRadius = 1.0e-4;
constexpr double kDistanceWithoutSize = 6.0;

/// This part of the picture is filled, the rest is margin.
constexpr double kFilled = 0.95;

/// Nothing is nearer to the eye than this share of the distance to the middle.
constexpr double kNearestShare = 0.1;

struct Axes {
    glm::dvec3 right;
    glm::dvec3 up;
    glm::dvec3 forward;
};

glm::dvec3 corner_of(const WorldBounds& bounds, unsigned corner) {
    return {
        (corner & 1U) != 0U ? bounds.max.x : bounds.min.x,
        (corner & 2U) != 0U ? bounds.max.y : bounds.min.y,
        (corner & 4U) != 0U ? bounds.max.z : bounds.min.z};
}

/// The smallest distance from the middle at which all corners are in the picture.
double distance_for(const WorldBounds& bounds, const Axes& axes, double aspect) {
    const glm::dvec3 middle = bounds.min + (bounds.max - bounds.min) * 0.5;
    const double tan_y = std::tan(double{draw::kFovYRad} * 0.5);
    const double tan_x = tan_y * aspect;
    double distance = 0.0;
    for (unsigned i = 0; i < 8; ++i) {
        const glm::dvec3 corner = corner_of(bounds, i) - middle;
        const double depth = glm::dot(corner, axes.forward);
        distance = std::max(
            {distance,
             std::abs(glm::dot(corner, axes.right)) / (kFilled * tan_x) - depth,
             std::abs(glm::dot(corner, axes.up)) / (kFilled * tan_y) - depth,
             -depth / (1.0 - kNearestShare)}
        );
    }
    return distance;
}

}  // namespace

// With c the middle of the bounds, u the up direction and h the horizontal axis nearest to +X (+Z if up
// is X), k = u × h (h × u if the world is left-handed):
//   eye = c + d · (cos 27.5° · (cos 58.28° · h − sin 58.28° · k) + sin 27.5° · u),
// d the smallest distance at which the eight corners of the bounds are within 95 % of the picture's width and
// height. For +Z up this looks from +X −Y, for +Y up from +X +Z. Without data: the same direction, d = 6.
DefaultEye default_eye(const EyeInput& input) {
    const glm::dvec3 up(input.up);
    const double up_length = glm::length(up);
    const glm::dvec3 u = up_length > 0.0 && is_finite(up) ? up / up_length : glm::dvec3(0, 0, 1);
    const glm::dvec3 helper = std::abs(u.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 0, 1);
    const glm::dvec3 h = glm::normalize(helper - u * glm::dot(helper, u));
    const glm::dvec3 k = input.is_left_handed ? glm::cross(h, u) : glm::cross(u, h);
    const double azimuth = glm::radians(kAzimuthDeg);
    const double elevation = glm::radians(kElevationDeg);
    const glm::dvec3 direction =
        std::cos(elevation) * (std::cos(azimuth) * h - std::sin(azimuth) * k) +
        std::sin(elevation) * u;
    DefaultEye result;
    double distance = kDistanceWithoutSize;
    if (!input.bounds.is_empty) {
        const glm::dvec3 size = input.bounds.max - input.bounds.min;
        result.target = input.bounds.min + size * 0.5;
        const glm::dvec3 right = glm::normalize(glm::cross(-direction, u));
        const Axes axes{right, glm::cross(right, -direction), -direction};
        const double aspect = std::clamp(double{input.aspect}, 1.0e-3, 1.0e3);
        if (0.5 * glm::length(size) > kSmallestRadius) {
            distance = distance_for(input.bounds, axes, aspect);
        }
    }
    result.eye = result.target + direction * distance;
    return result;
}

}  // namespace limn::scene
