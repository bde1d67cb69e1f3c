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
constexpr double kFlatDepth = 1.0e6;

double distance_to_target(const Camera3D& camera) {
    return std::max(glm::length(camera.target - camera.eye), 1.0e-6);
}

bool is_finite(const glm::dvec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

/// The eye in batch coordinates, as floats; 0 where the matrix has no inverse.
glm::vec3 eye_in_batch(const glm::dvec3& eye, const glm::dmat4& world_from_batch) {
    const glm::dmat3 linear(world_from_batch);
    const glm::vec3 place(glm::inverse(linear) * (eye - glm::dvec3(world_from_batch[3])));
    return is_finite(glm::dvec3(place)) ? place : glm::vec3(0.0F);
}

}  // namespace

glm::dmat4 Camera2D::clip_from_world(glm::vec2 target_px) const {
    const glm::dvec2 half = glm::dvec2(target_px) / (2.0 * double{pixels_per_unit});
    const glm::dmat4 clip_from_centered =
        glm::ortho(-half.x, half.x, half.y, -half.y, -kFlatDepth, kFlatDepth);
    return glm::translate(clip_from_centered, -glm::dvec3(center, 0.0));
}

glm::dvec2 Camera2D::world_from_pixel(glm::vec2 pixel, glm::vec2 target_px) const {
    return center + glm::dvec2(pixel - target_px * 0.5F) / double{pixels_per_unit};
}

glm::vec2 Camera2D::pixel_from_world(glm::dvec2 world, glm::vec2 target_px) const {
    return glm::vec2((world - center) * double{pixels_per_unit}) + target_px * 0.5F;
}

Camera2D
Camera2D::fit(glm::dvec2 min, glm::dvec2 max, glm::vec2 target_px, float margin, float edge_px) {
    const glm::dvec2 size = glm::max(max - min, glm::dvec2(1.0e-6));
    const glm::dvec2 room =
        glm::max(target_px * (1.0F - margin) - glm::vec2(2.0F * edge_px), glm::vec2(1.0F));
    Camera2D camera;
    camera.center = min + (max - min) * 0.5;
    camera.pixels_per_unit = static_cast<float>(std::min(room.x / size.x, room.y / size.y));
    return camera;
}

glm::dmat4 Camera3D::view_from_world() const {
    const glm::dvec3 forward = (target - eye) / distance_to_target(*this);
    glm::dvec3 safe_up(up);
    if (std::abs(glm::dot(glm::normalize(safe_up), forward)) > 0.9999) {
        safe_up = std::abs(forward.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    }
    const glm::dmat4 view = glm::lookAt(eye, eye + forward, safe_up);
    return is_left_handed ? glm::scale(glm::dmat4(1.0), glm::dvec3(-1.0, 1.0, 1.0)) * view : view;
}

glm::dmat4 Camera3D::clip_from_world(glm::vec2 target_px) const {
    const double aspect = std::max(double{target_px.x}, 1.0) / std::max(double{target_px.y}, 1.0);
    const double near = near_plane;
    const double far = std::max(kFarPlane * near, distance_to_target(*this) * 100.0);
    if (orthographic) {
        const double half_height = distance_to_target(*this) * std::tan(double{fov_y_rad} * 0.5);
        const double half_width = half_height * aspect;
        return glm::ortho(-half_width, half_width, -half_height, half_height, -far, far) *
               view_from_world();
    }
    return glm::perspective(double{fov_y_rad}, aspect, near, far) * view_from_world();
}

ViewCamera to_view_camera(const Camera2D& camera, glm::vec2 target_px) {
    ViewCamera view;
    view.clip_from_world = camera.clip_from_world(target_px);
    view.eye = glm::dvec3(camera.center, 0.0);
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
    view.pixels_per_unit =
        view.pixels_per_unit_at_one / static_cast<float>(distance_to_target(camera));
    return view;
}

BatchPlace place_batch(const ViewCamera& camera, const glm::dmat4& world_from_batch) {
    BatchPlace place;
    place.origin = eye_in_batch(camera.eye, world_from_batch);
    const glm::dmat4 world_from_local = glm::translate(world_from_batch, glm::dvec3(place.origin));
    place.clip_from_local = glm::mat4(camera.clip_from_world * world_from_local);
    place.eye_from_local =
        glm::mat4(glm::translate(glm::dmat4(1.0), -camera.eye) * world_from_local);
    return place;
}

}  // namespace limn::draw
