// SPDX-License-Identifier: MIT
/// The demo's camera: one pinhole that turns a little while it watches the crossing.
///
/// Units     metres; world x right, y forward, z up; camera x right, y down, z forward; image in pixels, top left origin.
/// Threads   plain values.
#pragma once

#include <glm/gtc/quaternion.hpp>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace limn::importers::demo {

inline constexpr int kImageWidth = 960;
inline constexpr int kImageHeight = 540;
inline constexpr float kFocalLength_px = 760.0F;
inline constexpr int kNumFrames = 300;
inline constexpr float kFramesPerSecond = 30.0F;

/// Nothing is drawn nearer than this.
inline constexpr float kNearPlane = 0.2F;

struct Camera {
    glm::vec3 position{0.0F};
    glm::mat3 world_from_camera{1.0F};  ///< Columns: right, down, forward.
    float focal_px = kFocalLength_px;
    glm::vec2 center_px{kImageWidth * 0.5F, kImageHeight * 0.5F};

    [[nodiscard]] glm::vec3 camera_from_world(const glm::vec3& world) const {
        return glm::transpose(world_from_camera) * (world - position);
    }

    /// Of a point in camera space before the near plane.
    [[nodiscard]] glm::vec2 project(const glm::vec3& in_camera) const {
        return center_px + glm::vec2(in_camera) * (focal_px / in_camera.z);
    }

    /// Direction (z = 1 in camera space) through a place in the image, in world space.
    [[nodiscard]] glm::vec3 ray(glm::vec2 pixel) const {
        return world_from_camera * glm::vec3((pixel - center_px) * (1.0F / focal_px), 1.0F);
    }
};

/// Yaw to the left, pitch down, roll; radians.
[[nodiscard]] Camera make_camera(float yaw, float pitch, float roll);

/// Pitch of all cameras; the sway goes around it.
inline constexpr float kCameraPitch_rad = 0.085F;

[[nodiscard]] Camera camera_at(float seconds);

/// Of a rotation matrix; always the same one of the two that there are.
[[nodiscard]] glm::quat to_quaternion(const glm::mat3& rotation);

}  // namespace limn::importers::demo
