// SPDX-License-Identifier: MIT
#include "scene/default_eye.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <limits>
#include <span>
#include <vector>

#include "draw/camera.h"
#include "scene/bounds.h"
#include "scene/far_out.h"
#include "scene/placement.h"

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

/// A place as the eye sees it: to the right, up, and away from the middle of the bounds.
struct SeenPlace {
    glm::dvec3 at{0.0};
    double radius = 0.0;
};

std::vector<SeenPlace> see(const EyeInput& input, const glm::dvec3& middle, const Axes& axes) {
    std::vector<SeenPlace> seen;
    const auto add = [&](const glm::dvec3& position, double radius) {
        const glm::dvec3 offset = position - middle;
        seen.push_back(
            {{glm::dot(offset, axes.right),
              glm::dot(offset, axes.up),
              glm::dot(offset, axes.forward)},
             radius}
        );
    };
    for (const FramedPlace& place : input.places) {
        add(place.position, place.radius);
    }
    for (unsigned i = 0; i < kNumCorners && input.places.empty(); ++i) {
        add(corner_of(input.bounds, i), 0.0);
    }
    return seen;
}

/// Between two planes that open by a tangent: how far from the middle they must meet, and where beside it.
struct Fit {
    double distance = 0.0;
    double beside = 0.0;
};

/// The smallest distance for one axis of the picture (0: width, 1: height).
Fit fit_axis(std::span<const SeenPlace> places, glm::length_t axis, double tangent) {
    const double slant = std::sqrt(1.0 + tangent * tangent);
    double high = std::numeric_limits<double>::lowest();
    double low = high;
    for (const SeenPlace& place : places) {
        const double room = tangent * place.at.z - slant * place.radius;
        high = std::max(high, place.at[axis] - room);
        low = std::max(low, -place.at[axis] - room);
    }
    return {(high + low) / (2.0 * tangent), (high - low) * 0.5};
}

/// Where the eye stands beside the middle so that what it sees from a distance is centered: between the
/// planes that need just this distance. The narrower the planes, the more they need.
double
beside_for(std::span<const SeenPlace> places, glm::length_t axis, double tangent, double distance) {
    constexpr int kSteps = 24;
    constexpr double kExact = 1.0e-4;
    double narrow = 0.0;
    double wide = tangent;
    Fit fit = fit_axis(places, axis, wide);
    for (int i = 0; i < kSteps && distance - fit.distance > kExact * distance; ++i) {
        const double middle = 0.5 * (narrow + wide);
        const Fit tried = fit_axis(places, axis, middle);
        if (tried.distance > distance) {
            narrow = middle;
        } else {
            wide = middle;
            fit = tried;
        }
    }
    return fit.beside;
}

/// Where the eye stands, from the middle: to the right, up, and back.
glm::dvec3 place_eye(std::span<const SeenPlace> places, double aspect) {
    const double tan_y = kFilled * std::tan(double{draw::kFovYRad} * 0.5);
    const double tan_x = tan_y * aspect;
    double distance =
        std::max(fit_axis(places, 0, tan_x).distance, fit_axis(places, 1, tan_y).distance);
    for (const SeenPlace& place : places) {
        distance = std::max(distance, (place.radius - place.at.z) / (1.0 - kNearestShare));
    }
    return {
        beside_for(places, 0, tan_x, distance),
        beside_for(places, 1, tan_y, distance),
        distance};
}

}  // namespace

// With c the middle of the bounds, u the up direction and h the horizontal axis nearest to +X (+Z if up
// is X), k = u × h (h × u if the world is left-handed), the eye looks against
//   cos 27.5° · (cos 58.28° · h − sin 58.28° · k) + sin 27.5° · u,
// for +Z up from +X −Y, for +Y up from +X +Z. It stands as near as it can so that all places with what is
// around them are within 95 % of the picture's width and height, and where they are in its middle. It
// looks at the point ahead that is as far as c. Without data: c = 0, distance 6.
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
    glm::dvec3 eye(0.0, 0.0, kDistanceWithoutSize);
    const glm::dvec3 right = glm::normalize(glm::cross(-direction, u));
    const Axes axes{right, glm::cross(right, -direction), -direction};
    if (!input.bounds.is_empty) {
        const glm::dvec3 size = input.bounds.max - input.bounds.min;
        result.target = input.bounds.min + size * 0.5;
        const double aspect = std::clamp(double{input.aspect}, 1.0e-3, 1.0e3);
        if (0.5 * glm::length(size) > kSmallestRadius) {
            eye = place_eye(see(input, result.target, axes), aspect);
        }
    }
    result.target += axes.right * eye.x + axes.up * eye.y;
    result.eye = result.target + direction * eye.z;
    return result;
}

}  // namespace limn::scene
