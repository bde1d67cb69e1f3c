// SPDX-License-Identifier: MIT
#include "views/view_framing.h"

#include <algorithm>
#include <glm/geometric.hpp>

namespace limn::views {
namespace {

/// A framing gives way when the data reaches this part of its size beyond it.
constexpr float kTolerance = 0.25F;

constexpr float kNearPerDistance = 0.005F;

bool grows_out_of(const scene::Bounds& frame, const scene::Bounds& data) {
    const glm::vec3 room = (frame.max - frame.min) * kTolerance + glm::vec3(1.0e-6F);
    const glm::vec3 low = frame.min - room;
    const glm::vec3 high = frame.max + room;
    return data.min.x < low.x || data.min.y < low.y || data.min.z < low.z || data.max.x > high.x ||
           data.max.y > high.y || data.max.z > high.z;
}

}  // namespace

void Framing::follow(const scene::Scene& scene) {
    up_ = scene.up;
    if (scene.image_size.x > 0.0F && scene.image_size.y > 0.0F) {
        image_size_ = scene.image_size;
    }
    if (scene.bounds.is_empty) {
        return;
    }
    if (bounds_.is_empty) {
        bounds_ = scene.bounds;
    } else if (grows_out_of(bounds_, scene.bounds)) {
        bounds_.extend(scene.bounds.min);
        bounds_.extend(scene.bounds.max);
    }
}

void Framing::reset(const scene::Scene& scene) {
    image_size_.reset();
    bounds_ = {};
    follow(scene);
}

draw::Camera2D Framing::camera_2d(glm::vec2 view_px) const {
    if (image_size_) {
        return draw::Camera2D::fit({0.0F, 0.0F}, *image_size_, view_px);
    }
    if (!bounds_.is_empty) {
        glm::vec2 low(bounds_.min);
        glm::vec2 high(bounds_.max);
        if (high.x - low.x < 1.0e-3F && high.y - low.y < 1.0e-3F) {
            low -= glm::vec2(0.5F);
            high += glm::vec2(0.5F);
        }
        return draw::Camera2D::fit(low, high, view_px, kBoundsMargin);
    }
    return draw::Camera2D::fit({0.0F, 0.0F}, {1.0F, 1.0F}, view_px, kBoundsMargin);
}

draw::Camera3D Framing::camera_3d() const {
    const scene::DefaultEye look = scene::default_eye(bounds_, up_);
    draw::Camera3D camera;
    camera.eye = look.eye;
    camera.target = look.target;
    camera.up = up_;
    return with_clip_planes(camera);
}

draw::Camera3D with_clip_planes(draw::Camera3D camera) {
    const float distance = glm::length(camera.target - camera.eye);
    camera.near_plane = std::max(distance * kNearPerDistance, 1.0e-5F);
    return camera;
}

}  // namespace limn::views
