// SPDX-License-Identifier: MIT
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include "scene/placement.h"
#include "scene/scene.h"

namespace limn::scene {
namespace {

constexpr float kAzimuthDeg = 45.0F;
constexpr float kElevationDeg = 27.5F;
constexpr float kFieldOfViewDeg = 55.0F;
constexpr float kSmallestRadius = 1.0e-4F;

}  // namespace

// With c the middle of the bounds, r half their diagonal, u the up direction and h the horizontal axis
// nearest to +X (+Z if up is X), k = u × h:
//   eye = c + d · (cos 27.5° · (cos 45° · h − sin 45° · k) + sin 27.5° · u), d = r / sin(55° / 2).
// For +Z up this looks from +X −Y, for +Y up from +X +Z. Without data: the same direction, d = 6.
DefaultEye default_eye(const Bounds& bounds, const glm::vec3& up) {
    const float up_length = glm::length(up);
    const glm::vec3 u = up_length > 0.0F && is_finite(up) ? up / up_length : glm::vec3(0, 0, 1);
    const glm::vec3 helper = std::abs(u.x) < 0.9F ? glm::vec3(1, 0, 0) : glm::vec3(0, 0, 1);
    const glm::vec3 h = glm::normalize(helper - u * glm::dot(helper, u));
    const glm::vec3 k = glm::cross(u, h);
    const float azimuth = glm::radians(kAzimuthDeg);
    const float elevation = glm::radians(kElevationDeg);
    const glm::vec3 direction =
        std::cos(elevation) * (std::cos(azimuth) * h - std::sin(azimuth) * k) +
        std::sin(elevation) * u;
    DefaultEye result;
    float distance = 6.0F;
    if (!bounds.is_empty) {
        const float radius = 0.5F * glm::length(bounds.max - bounds.min);
        result.target = bounds.min + (bounds.max - bounds.min) * 0.5F;
        const float sine = std::sin(glm::radians(kFieldOfViewDeg) * 0.5F);
        distance = radius > kSmallestRadius ? radius / sine : distance;
    }
    result.eye = result.target + direction * distance;
    return result;
}

}  // namespace limn::scene
