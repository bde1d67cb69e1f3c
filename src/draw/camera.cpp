// SPDX-License-Identifier: MIT
#include "draw/camera.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

namespace limn::draw {
namespace {

constexpr float kFarPlane = 1.0e5F;

/// Depths of a 2D world: everything lies at z = 0, projected 3D data anywhere; all of it is seen.
constexpr float kFlatDepth = 1.0e6F;

float distance_to_target(const Camera3D& camera) {
    return std::max(glm::length(camera.target - camera.eye), 1.0e-6F);
}

}  // namespace

glm::mat4 Camera2D::clip_from_world(glm::vec2 target_px) const {
    const glm::vec2 half = target_px / (2.0F * pixels_per_unit);
    return glm::ortho(
        center.x - half.x,
        center.x + half.x,
        center.y + half.y,
        center.y - half.y,
        -kFlatDepth,
        kFlatDepth
    );
}

glm::vec2 Camera2D::world_from_pixel(glm::vec2 pixel, glm::vec2 target_px) const {
    return center + (pixel - target_px * 0.5F) / pixels_per_unit;
}

glm::vec2 Camera2D::pixel_from_world(glm::vec2 world, glm::vec2 target_px) const {
    return (world - center) * pixels_per_unit + target_px * 0.5F;
}

Camera2D Camera2D::fit(glm::vec2 min, glm::vec2 max, glm::vec2 target_px, float margin) {
    const glm::vec2 size = glm::max(max - min, glm::vec2(1.0e-6F));
    const glm::vec2 room = glm::max(target_px * (1.0F - margin), glm::vec2(1.0F));
    Camera2D camera;
    camera.center = (min + max) * 0.5F;
    camera.pixels_per_unit = std::min(room.x / size.x, room.y / size.y);
    return camera;
}

glm::mat4 Camera3D::view_from_world() const {
    const glm::vec3 forward = (target - eye) / distance_to_target(*this);
    glm::vec3 safe_up = up;
    if (std::abs(glm::dot(glm::normalize(up), forward)) > 0.9999F) {
        safe_up = std::abs(forward.x) < 0.9F ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
    }
    return glm::lookAt(eye, eye + forward, safe_up);
}

glm::mat4 Camera3D::clip_from_world(glm::vec2 target_px) const {
    const float aspect = std::max(target_px.x, 1.0F) / std::max(target_px.y, 1.0F);
    const float far_plane = std::max(kFarPlane * near_plane, distance_to_target(*this) * 100.0F);
    if (orthographic) {
        const float half_height = distance_to_target(*this) * std::tan(fov_y_rad * 0.5F);
        const float half_width = half_height * aspect;
        return glm::ortho(
                   -half_width,
                   half_width,
                   -half_height,
                   half_height,
                   -far_plane,
                   far_plane
               ) *
               view_from_world();
    }
    return glm::perspective(fov_y_rad, aspect, near_plane, far_plane) * view_from_world();
}

ViewCamera to_view_camera(const Camera2D& camera, glm::vec2 target_px) {
    ViewCamera view;
    view.clip_from_world = camera.clip_from_world(target_px);
    view.pixels_per_unit = camera.pixels_per_unit;
    return view;
}

ViewCamera to_view_camera(const Camera3D& camera, glm::vec2 target_px) {
    ViewCamera view;
    view.clip_from_world = camera.clip_from_world(target_px);
    view.eye = camera.eye;
    view.is_3d = true;
    view.orthographic = camera.orthographic;
    view.pixels_per_unit_at_one = target_px.y / (2.0F * std::tan(camera.fov_y_rad * 0.5F));
    view.pixels_per_unit = view.pixels_per_unit_at_one / distance_to_target(camera);
    return view;
}

}  // namespace limn::draw
