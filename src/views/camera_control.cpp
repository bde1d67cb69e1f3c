// SPDX-License-Identifier: MIT
#include "views/camera_control.h"

#include <algorithm>
#include <cmath>
#include <glm/ext/matrix_transform.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/constants.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>

namespace limn::views {
namespace {

constexpr float kMinPixelsPerUnit = 1.0e-3F;
constexpr float kMaxPixelsPerUnit = 1.0e3F;
constexpr double kMaxDistance = 1.0e15;
constexpr double kPitchLimit = 0.99 * 0.5 * glm::pi<double>();

/// A right-handed frame; in a left-handed world, what is on the right of the screen is at −right.
struct Axes {
    glm::dvec3 right{1.0, 0.0, 0.0};
    glm::dvec3 up{0.0, 0.0, 1.0};
    glm::dvec3 forward{0.0, 1.0, 0.0};
};

glm::dvec3 any_perpendicular(const glm::dvec3& axis) {
    const glm::dvec3 other = std::abs(axis.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    return glm::normalize(glm::cross(axis, other));
}

glm::dvec3 safe_normalize(const glm::dvec3& v, const glm::dvec3& otherwise) {
    const double length = glm::length(v);
    return length > 1.0e-12 ? v / length : otherwise;
}

Axes axes_of(const draw::Camera3D& camera) {
    Axes axes;
    axes.forward = safe_normalize(camera.target - camera.eye, {0.0, 1.0, 0.0});
    const glm::dvec3 up = safe_normalize(camera.up, {0.0, 0.0, 1.0});
    const glm::dvec3 right = glm::cross(axes.forward, up);
    axes.right =
        glm::length(right) > 1.0e-4 ? glm::normalize(right) : any_perpendicular(axes.forward);
    axes.up = glm::cross(axes.right, axes.forward);
    return axes;
}

double distance_of(const draw::Camera3D& camera) {
    return std::max(glm::length(camera.target - camera.eye), kMinOrbitDistance);
}

/// Turns and shifts to the right of the screen are these times those of the axes.
double handedness(const draw::Camera3D& camera) {
    return camera.is_left_handed ? -1.0 : 1.0;
}

}  // namespace

draw::Camera2D pan(draw::Camera2D camera, glm::vec2 delta_px) {
    camera.center -= glm::dvec2(delta_px) / double{camera.pixels_per_unit};
    return camera;
}

draw::Camera2D
zoom_at(draw::Camera2D camera, glm::vec2 pixel, glm::vec2 target_px, float wheel_steps) {
    const glm::dvec2 fixed = camera.world_from_pixel(pixel, target_px);
    // Scenes of any size are framed; the first step must not jump to a limit.
    camera.pixels_per_unit = std::clamp(
        camera.pixels_per_unit * std::exp(wheel_steps * kZoomPerWheelStep),
        std::min(kMinPixelsPerUnit, camera.pixels_per_unit),
        std::max(kMaxPixelsPerUnit, camera.pixels_per_unit)
    );
    camera.center += fixed - camera.world_from_pixel(pixel, target_px);
    return camera;
}

draw::Camera3D orbit(draw::Camera3D camera, glm::vec2 delta_points) {
    const Axes axes = axes_of(camera);
    const glm::dvec3 up = safe_normalize(camera.up, {0.0, 0.0, 1.0});
    const glm::dvec2 delta = glm::dvec2(delta_points) * double{kOrbitRadPerPoint};
    const double yaw = -delta.x * handedness(camera);
    const double pitch_now = std::asin(std::clamp(glm::dot(axes.forward, up), -1.0, 1.0));
    const double pitch_next = std::clamp(pitch_now - delta.y, -kPitchLimit, kPitchLimit);
    const glm::dquat turn =
        glm::angleAxis(yaw, up) * glm::angleAxis(pitch_next - pitch_now, axes.right);
    camera.eye = camera.target - glm::normalize(turn * axes.forward) * distance_of(camera);
    return camera;
}

draw::Camera3D pan(draw::Camera3D camera, glm::vec2 delta_px, glm::vec2 target_px) {
    const Axes axes = axes_of(camera);
    const double units_per_px = 2.0 * distance_of(camera) *
                                std::tan(double{camera.fov_y_rad} * 0.5) /
                                std::max(double{target_px.y}, 1.0);
    const glm::dvec2 delta = glm::dvec2(delta_px) * units_per_px;
    const glm::dvec3 shift = axes.up * delta.y - axes.right * (delta.x * handedness(camera));
    camera.eye += shift;
    camera.target += shift;
    return camera;
}

draw::Camera3D zoom(draw::Camera3D camera, float wheel_steps) {
    const double distance = std::clamp(
        distance_of(camera) * std::exp(double{-wheel_steps} * double{kZoomPerWheelStep}),
        kMinOrbitDistance,
        kMaxDistance
    );
    camera.eye = camera.target - axes_of(camera).forward * distance;
    return camera;
}

draw::Camera3D roll(draw::Camera3D camera, float angle_rad) {
    const Axes axes = axes_of(camera);
    const double angle = double{angle_rad} * handedness(camera);
    camera.up = glm::vec3(glm::normalize(glm::angleAxis(angle, axes.forward) * axes.up));
    return camera;
}

draw::Camera3D fly(draw::Camera3D camera, glm::vec3 direction, double distance) {
    const Axes axes = axes_of(camera);
    const glm::dvec3 along(direction);
    const glm::dvec3 shift =
        (axes.right * (along.x * handedness(camera)) + axes.up * along.y + axes.forward * along.z) *
        distance;
    camera.eye += shift;
    camera.target += shift;
    return camera;
}

draw::Camera3D look_from(draw::Camera3D camera, ViewSide side, const glm::vec3& world_up) {
    const glm::dvec3 up = safe_normalize(world_up, {0.0, 0.0, 1.0});
    // The axis that comes after "up" in x → y → z → x order is "right": x for z up, z for y up.
    const glm::dvec3 right = glm::normalize(glm::dvec3(up.z, up.x, up.y));
    const glm::dvec3 forward = glm::cross(up, right) * handedness(camera);
    const double distance = distance_of(camera);
    camera.up = glm::vec3(up);
    switch (side) {
        case ViewSide::Front:
            camera.eye = camera.target - forward * distance;
            break;
        case ViewSide::Right:
            camera.eye = camera.target + right * distance;
            break;
        case ViewSide::Top:
            // A hair beside the pole keeps "up" on the screen where "forward" is.
            camera.eye = camera.target + glm::normalize(up - forward * 2.0e-3) * distance;
            break;
    }
    return camera;
}

draw::Camera3D focus_on(draw::Camera3D camera, const glm::dvec3& center, double radius) {
    const glm::dvec3 forward = axes_of(camera).forward;
    const double wanted =
        std::max(radius, 10.0 * kMinOrbitDistance) * 1.5 / std::sin(double{camera.fov_y_rad} * 0.5);
    camera.target = center;
    camera.eye = center - forward * std::clamp(wanted, kMinOrbitDistance, kMaxDistance);
    return camera;
}

draw::Camera3D ease(const draw::Camera3D& from, const draw::Camera3D& to, float part) {
    const double t = std::clamp(double{part}, 0.0, 1.0);
    if (t >= 1.0) {
        return to;
    }
    const double s = t * t * (3.0 - 2.0 * t);
    draw::Camera3D camera = to;
    camera.target = glm::mix(from.target, to.target, s);
    const Axes a = axes_of(from);
    const Axes b = axes_of(to);
    const glm::dquat turn_a = glm::quat_cast(glm::dmat3(a.right, a.up, -a.forward));
    const glm::dquat turn_b = glm::quat_cast(glm::dmat3(b.right, b.up, -b.forward));
    const glm::dquat turn = glm::slerp(turn_a, turn_b, s);
    const double distance =
        std::exp(glm::mix(std::log(distance_of(from)), std::log(distance_of(to)), s));
    camera.eye = camera.target + turn * glm::dvec3(0.0, 0.0, 1.0) * distance;
    camera.up = glm::vec3(turn * glm::dvec3(0.0, 1.0, 0.0));
    return camera;
}

std::optional<Projected>
project(const draw::ViewCamera& camera, const glm::dvec3& world, glm::vec2 target_px) {
    const glm::dvec4 clip = camera.clip_from_world * glm::dvec4(world, 1.0);
    if (!(clip.w > 1.0e-6)) {
        return std::nullopt;
    }
    const glm::vec3 ndc(glm::dvec3(clip) / clip.w);
    const bool perspective = camera.is_3d && !camera.orthographic;
    return Projected{
        {(ndc.x * 0.5F + 0.5F) * target_px.x, (0.5F - ndc.y * 0.5F) * target_px.y},
        perspective ? static_cast<float>(clip.w) : (camera.is_3d ? ndc.z : 0.0F)};
}

std::optional<Projected> project(
    const draw::ViewCamera& camera,
    const glm::dmat4& world_from_batch,
    const glm::vec3& position,
    glm::vec2 target_px
) {
    const glm::dvec3 world(world_from_batch * glm::dvec4(position, 1.0));
    return project(camera, world, target_px);
}

glm::dvec3 unproject(
    const draw::ViewCamera& camera,
    glm::vec2 pixel,
    float window_depth,
    glm::vec2 target_px
) {
    const glm::dvec4 ndc{
        double{pixel.x} / std::max(double{target_px.x}, 1.0) * 2.0 - 1.0,
        1.0 - double{pixel.y} / std::max(double{target_px.y}, 1.0) * 2.0,
        double{window_depth} * 2.0 - 1.0,
        1.0};
    // Relative to the eye, so that the inverse has no large numbers that cancel.
    const glm::dmat4 clip_from_eye = glm::translate(camera.clip_from_world, camera.eye);
    const glm::dvec4 seen = glm::inverse(clip_from_eye) * ndc;
    const glm::dvec3 place =
        std::abs(seen.w) > 1.0e-300 ? glm::dvec3(seen) / seen.w : glm::dvec3(seen);
    return camera.eye + place;
}

}  // namespace limn::views
