// SPDX-License-Identifier: MIT
#include "views/view_framing.h"

#include <algorithm>
#include <glm/geometric.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "scene/default_eye.h"

namespace limn::views {
namespace {

/// A framing gives way when the data reaches this part of its size beyond it.
constexpr double kTolerance = 0.25;

/// Data that left a framing is framed alone if both together would be this much larger than either.
constexpr double kMovedAway = 2.0;

constexpr double kNearPerDistance = 0.005;

bool grows_out_of(const scene::WorldBounds& frame, const scene::WorldBounds& data) {
    const glm::dvec3 room = (frame.max - frame.min) * kTolerance + glm::dvec3(1.0e-6);
    const glm::dvec3 low = frame.min - room;
    const glm::dvec3 high = frame.max + room;
    return data.min.x < low.x || data.min.y < low.y || data.min.z < low.z || data.max.x > high.x ||
           data.max.y > high.y || data.max.z > high.z;
}

double size_of(const scene::WorldBounds& bounds) {
    return glm::length(bounds.max - bounds.min);
}

/// The directions of axes, edges and diagonals of a cube, each with its opposite.
constexpr std::array<glm::dvec3, 13> kDirections{
    glm::dvec3(1, 0, 0),
    glm::dvec3(0, 1, 0),
    glm::dvec3(0, 0, 1),
    glm::dvec3(1, 1, 0),
    glm::dvec3(1, -1, 0),
    glm::dvec3(1, 0, 1),
    glm::dvec3(1, 0, -1),
    glm::dvec3(0, 1, 1),
    glm::dvec3(0, 1, -1),
    glm::dvec3(1, 1, 1),
    glm::dvec3(1, 1, -1),
    glm::dvec3(1, -1, 1),
    glm::dvec3(-1, 1, 1)};

using Reaches = std::array<double, kDirections.size() * 2>;

Reaches reaches_of(const std::vector<scene::FramedPlace>& places) {
    Reaches reaches;
    reaches.fill(std::numeric_limits<double>::lowest());
    for (std::size_t k = 0; k < kDirections.size(); ++k) {
        const glm::dvec3 direction = glm::normalize(kDirections.at(k));
        double& forth = reaches.at(2 * k);
        double& back = reaches.at(2 * k + 1);
        for (const scene::FramedPlace& place : places) {
            const double along = glm::dot(place.position, direction);
            forth = std::max(forth, along + place.radius);
            back = std::max(back, place.radius - along);
        }
    }
    return reaches;
}

bool grows_out_of(const Reaches& frame, const Reaches& data) {
    for (std::size_t k = 0; k < frame.size(); k += 2) {
        const double room = (frame.at(k) + frame.at(k + 1)) * kTolerance + 1.0e-6;
        if (data.at(k) > frame.at(k) + room || data.at(k + 1) > frame.at(k + 1) + room) {
            return true;
        }
    }
    return false;
}

/// Both, or the new one alone if it has moved away.
scene::WorldBounds followed(const scene::WorldBounds& frame, const scene::WorldBounds& data) {
    scene::WorldBounds both = frame;
    both.extend(data.min);
    both.extend(data.max);
    const bool has_moved = size_of(both) > kMovedAway * std::max(size_of(frame), size_of(data));
    return has_moved ? data : both;
}

}  // namespace

void Framing::follow(const scene::Scene& scene) {
    if (up_ != scene.up || is_left_handed_ != scene.is_left_handed) {
        up_ = scene.up;
        is_left_handed_ = scene.is_left_handed;
        camera_3d_.reset();
    }
    if (scene.image_size.x > 0.0F && scene.image_size.y > 0.0F) {
        image_size_ = scene.image_size;
    }
    if (scene.bounds.is_empty) {
        return;
    }
    edge_pt_ = std::max(edge_pt_, scene.edge_pt);
    if (bounds_.is_empty) {
        frame(scene.bounds, scene.places);
    } else if (grows_out_of(bounds_, scene.bounds)) {
        const scene::WorldBounds both = followed(bounds_, scene.bounds);
        const bool is_data = both.min == scene.bounds.min && both.max == scene.bounds.max;
        frame(both, is_data ? scene.places : nullptr);
    } else if (
        places_ && scene.places != seen_ &&
        (!scene.places || grows_out_of(reaches_, reaches_of(*scene.places)))
    ) {
        frame(bounds_, nullptr);
    }
    seen_ = scene.places;
}

void Framing::frame(const scene::WorldBounds& bounds, scene::FramedPlaces places) {
    bounds_ = bounds;
    places_ = std::move(places);
    reaches_ = places_ ? reaches_of(*places_) : Reaches();
    camera_3d_.reset();
}

void Framing::reset(const scene::Scene& scene) {
    image_size_.reset();
    frame({}, nullptr);
    edge_pt_ = 0.0F;
    follow(scene);
}

draw::Camera2D Framing::camera_2d(glm::vec2 view_px, float px_per_pt, float margin) const {
    if (image_size_) {
        return draw::Camera2D::fit({0.0, 0.0}, *image_size_, view_px);
    }
    if (bounds_.is_empty) {
        return draw::Camera2D::fit({0.0, 0.0}, {1.0, 1.0}, view_px, margin);
    }
    glm::dvec2 low(bounds_.min);
    glm::dvec2 high(bounds_.max);
    if (high.x - low.x < 1.0e-3 && high.y - low.y < 1.0e-3) {
        low -= glm::dvec2(0.5);
        high += glm::dvec2(0.5);
    }
    return draw::Camera2D::fit(low, high, view_px, margin, edge_pt_ * px_per_pt);
}

draw::Camera3D Framing::camera_3d(glm::vec2 view_px) const {
    if (camera_3d_ && camera_3d_->view_px == view_px) {
        return camera_3d_->camera;
    }
    const float aspect = std::max(view_px.x, 1.0F) / std::max(view_px.y, 1.0F);
    scene::EyeInput input{bounds_, up_, is_left_handed_, aspect, {}};
    if (places_) {
        input.places = *places_;
    }
    const scene::DefaultEye look = scene::default_eye(input);
    draw::Camera3D camera;
    camera.eye = look.eye;
    camera.target = look.target;
    camera.up = up_;
    camera.is_left_handed = is_left_handed_;
    camera_3d_ = {view_px, with_clip_planes(camera)};
    return camera_3d_->camera;
}

draw::Camera3D chosen_camera(
    const scene::Scene& scene,
    const std::optional<glm::dvec3>& eye,
    const std::optional<glm::dvec3>& target,
    glm::vec2 view_px
) {
    Framing framing;
    framing.reset(scene);
    draw::Camera3D camera = framing.camera_3d(view_px);
    camera.eye = eye.value_or(camera.eye);
    camera.target = target.value_or(camera.target);
    if (glm::length(camera.target - camera.eye) < 1.0e-6) {
        camera.target = camera.eye + glm::dvec3(0.0, 1.0, 0.0);
    }
    return with_clip_planes(camera);
}

draw::Camera3D with_clip_planes(draw::Camera3D camera) {
    const double distance = glm::length(camera.target - camera.eye);
    camera.near_plane = static_cast<float>(std::max(distance * kNearPerDistance, 1.0e-5));
    return camera;
}

}  // namespace limn::views
