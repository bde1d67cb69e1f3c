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
constexpr float kMaxDistance = 1.0e7F;
constexpr float kPitchLimit = 0.99F * 0.5F * glm::pi<float>();

struct Axes {
    glm::vec3 right{1.0F, 0.0F, 0.0F};
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    glm::vec3 forward{0.0F, 1.0F, 0.0F};
};

glm::vec3 any_perpendicular(const glm::vec3& axis) {
    const glm::vec3 other = std::abs(axis.x) < 0.9F ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
    return glm::normalize(glm::cross(axis, other));
}

glm::vec3 safe_normalize(const glm::vec3& v, const glm::vec3& otherwise) {
    const float length = glm::length(v);
    return length > 1.0e-12F ? v / length : otherwise;
}

Axes axes_of(const draw::Camera3D& camera) {
    Axes axes;
    axes.forward = safe_normalize(camera.target - camera.eye, {0.0F, 1.0F, 0.0F});
    const glm::vec3 up = safe_normalize(camera.up, {0.0F, 0.0F, 1.0F});
    const glm::vec3 right = glm::cross(axes.forward, up);
    axes.right =
        glm::length(right) > 1.0e-4F ? glm::normalize(right) : any_perpendicular(axes.forward);
    axes.up = glm::cross(axes.right, axes.forward);
    return axes;
}

float distance_of(const draw::Camera3D& camera) {
    return std::max(glm::length(camera.target - camera.eye), kMinOrbitDistance);
}

}  // namespace

draw::Camera2D pan(draw::Camera2D camera, glm::vec2 delta_px) {
    camera.center -= delta_px / camera.pixels_per_unit;
    return camera;
}

draw::Camera2D
zoom_at(draw::Camera2D camera, glm::vec2 pixel, glm::vec2 target_px, float wheel_steps) {
    const glm::vec2 fixed = camera.world_from_pixel(pixel, target_px);
    camera.pixels_per_unit = std::clamp(
        camera.pixels_per_unit * std::exp(wheel_steps * kZoomPerWheelStep),
        kMinPixelsPerUnit,
        kMaxPixelsPerUnit
    );
    camera.center += fixed - camera.world_from_pixel(pixel, target_px);
    return camera;
}

draw::Camera3D orbit(draw::Camera3D camera, glm::vec2 delta_points) {
    const Axes axes = axes_of(camera);
    const glm::vec3 up = safe_normalize(camera.up, {0.0F, 0.0F, 1.0F});
    const float yaw = -delta_points.x * kOrbitRadPerPoint;
    const float pitch_now = std::asin(std::clamp(glm::dot(axes.forward, up), -1.0F, 1.0F));
    const float pitch_next =
        std::clamp(pitch_now - delta_points.y * kOrbitRadPerPoint, -kPitchLimit, kPitchLimit);
    const glm::quat turn =
        glm::angleAxis(yaw, up) * glm::angleAxis(pitch_next - pitch_now, axes.right);
    camera.eye = camera.target - glm::normalize(turn * axes.forward) * distance_of(camera);
    return camera;
}

draw::Camera3D pan(draw::Camera3D camera, glm::vec2 delta_px, glm::vec2 target_px) {
    const Axes axes = axes_of(camera);
    const float units_per_px = 2.0F * distance_of(camera) * std::tan(camera.fov_y_rad * 0.5F) /
                               std::max(target_px.y, 1.0F);
    const glm::vec3 shift = (axes.up * delta_px.y - axes.right * delta_px.x) * units_per_px;
    camera.eye += shift;
    camera.target += shift;
    return camera;
}

draw::Camera3D zoom(draw::Camera3D camera, float wheel_steps) {
    const float distance = std::clamp(
        distance_of(camera) * std::exp(-wheel_steps * kZoomPerWheelStep),
        kMinOrbitDistance,
        kMaxDistance
    );
    camera.eye = camera.target - axes_of(camera).forward * distance;
    return camera;
}

draw::Camera3D roll(draw::Camera3D camera, float angle_rad) {
    const Axes axes = axes_of(camera);
    camera.up = glm::normalize(glm::angleAxis(angle_rad, axes.forward) * axes.up);
    return camera;
}

draw::Camera3D fly(draw::Camera3D camera, glm::vec3 direction, float distance) {
    const Axes axes = axes_of(camera);
    const glm::vec3 shift =
        (axes.right * direction.x + axes.up * direction.y + axes.forward * direction.z) * distance;
    camera.eye += shift;
    camera.target += shift;
    return camera;
}

draw::Camera3D look_from(draw::Camera3D camera, ViewSide side, const glm::vec3& world_up) {
    const glm::vec3 up = safe_normalize(world_up, {0.0F, 0.0F, 1.0F});
    // The axis that comes after "up" in x → y → z → x order is "right": x for z up, z for y up.
    const glm::vec3 right = glm::normalize(glm::vec3(up.z, up.x, up.y));
    const glm::vec3 forward = glm::cross(up, right);
    const float distance = distance_of(camera);
    camera.up = up;
    switch (side) {
        case ViewSide::Front:
            camera.eye = camera.target - forward * distance;
            break;
        case ViewSide::Right:
            camera.eye = camera.target + right * distance;
            break;
        case ViewSide::Top:
            // A hair beside the pole keeps "up" on the screen where "forward" is.
            camera.eye = camera.target + glm::normalize(up * 1.0F - forward * 2.0e-3F) * distance;
            break;
    }
    return camera;
}

draw::Camera3D focus_on(draw::Camera3D camera, const glm::vec3& center, float radius) {
    const glm::vec3 forward = axes_of(camera).forward;
    const float wanted =
        std::max(radius, 10.0F * kMinOrbitDistance) * 1.5F / std::sin(camera.fov_y_rad * 0.5F);
    camera.target = center;
    camera.eye = center - forward * std::clamp(wanted, kMinOrbitDistance, kMaxDistance);
    return camera;
}

draw::Camera3D ease(const draw::Camera3D& from, const draw::Camera3D& to, float part) {
    const float t = std::clamp(part, 0.0F, 1.0F);
    if (t >= 1.0F) {
        return to;
    }
    const float s = t * t * (3.0F - 2.0F * t);
    draw::Camera3D camera = to;
    camera.target = glm::mix(from.target, to.target, s);
    const Axes a = axes_of(from);
    const Axes b = axes_of(to);
    const glm::quat turn_a = glm::quat_cast(glm::mat3(a.right, a.up, -a.forward));
    const glm::quat turn_b = glm::quat_cast(glm::mat3(b.right, b.up, -b.forward));
    const glm::quat turn = glm::slerp(turn_a, turn_b, s);
    const float distance =
        std::exp(glm::mix(std::log(distance_of(from)), std::log(distance_of(to)), s));
    camera.eye = camera.target + turn * glm::vec3(0.0F, 0.0F, 1.0F) * distance;
    camera.up = turn * glm::vec3(0.0F, 1.0F, 0.0F);
    return camera;
}

std::optional<Projected>
project(const draw::ViewCamera& camera, const glm::vec3& world, glm::vec2 target_px) {
    const glm::vec4 clip = camera.clip_from_world * glm::vec4(world, 1.0F);
    if (!(clip.w > 1.0e-6F)) {
        return std::nullopt;
    }
    const glm::vec3 ndc = glm::vec3(clip) / clip.w;
    const bool perspective = camera.is_3d && !camera.orthographic;
    return Projected{
        {(ndc.x * 0.5F + 0.5F) * target_px.x, (0.5F - ndc.y * 0.5F) * target_px.y},
        perspective ? clip.w : (camera.is_3d ? ndc.z : 0.0F)};
}

glm::vec3 unproject(
    const draw::ViewCamera& camera,
    glm::vec2 pixel,
    float window_depth,
    glm::vec2 target_px
) {
    const glm::vec4 ndc{
        pixel.x / std::max(target_px.x, 1.0F) * 2.0F - 1.0F,
        1.0F - pixel.y / std::max(target_px.y, 1.0F) * 2.0F,
        window_depth * 2.0F - 1.0F,
        1.0F};
    const glm::vec4 world = glm::inverse(camera.clip_from_world) * ndc;
    return std::abs(world.w) > 1.0e-12F ? glm::vec3(world) / world.w : glm::vec3(world);
}

}  // namespace limn::views
