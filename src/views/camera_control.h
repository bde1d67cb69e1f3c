// SPDX-License-Identifier: MIT
/// What mouse and keys do to cameras: pure functions from a camera to the next.
///
/// Units     pixels of the view, y down; radians; world units.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "draw/camera.h"

namespace limn::views {

inline constexpr float kOrbitRadPerPoint = 0.006F;
inline constexpr float kZoomPerWheelStep = 0.15F;  ///< Natural logarithm of the factor.
inline constexpr double kMinOrbitDistance = 1.0e-3;

// 2D.

[[nodiscard]] draw::Camera2D pan(draw::Camera2D camera, glm::vec2 delta_px);

/// What lies under `pixel` stays there. Between 1/1000 and 1000 pixels per unit, or what the camera has.
[[nodiscard]] draw::Camera2D
zoom_at(draw::Camera2D camera, glm::vec2 pixel, glm::vec2 target_px, float wheel_steps);

// 3D.

/// Around the target; never over the poles.
[[nodiscard]] draw::Camera3D orbit(draw::Camera3D camera, glm::vec2 delta_points);

/// Moves eye and target so that what is at the target's distance follows the mouse.
[[nodiscard]] draw::Camera3D pan(draw::Camera3D camera, glm::vec2 delta_px, glm::vec2 target_px);

/// Towards the target (positive steps) or away.
[[nodiscard]] draw::Camera3D zoom(draw::Camera3D camera, float wheel_steps);

/// Turns the picture around its middle.
[[nodiscard]] draw::Camera3D roll(draw::Camera3D camera, float angle_rad);

/// `direction` is (right, up, forward); `distance` in world units.
[[nodiscard]] draw::Camera3D fly(draw::Camera3D camera, glm::vec3 direction, double distance);

enum class ViewSide : std::uint8_t { Front, Right, Top };

/// Looks at the same target from the same distance, along an axis of the world.
[[nodiscard]] draw::Camera3D
look_from(draw::Camera3D camera, ViewSide side, const glm::vec3& world_up);

/// Keeps the direction, centers on a point and shows a sphere around it.
[[nodiscard]] draw::Camera3D
focus_on(draw::Camera3D camera, const glm::dvec3& center, double radius);

/// From one camera to another; 0…1, smooth at both ends, around rather than through the scene.
[[nodiscard]] draw::Camera3D ease(const draw::Camera3D& from, const draw::Camera3D& to, float part);

/// Pixel and depth (smaller is nearer) of a world point; nothing behind the camera.
struct Projected {
    glm::vec2 pixel{0.0F};
    float depth = 0.0F;
};

[[nodiscard]] std::optional<Projected>
project(const draw::ViewCamera& camera, const glm::dvec3& world, glm::vec2 target_px);

/// The same for a position of a batch. World places are doubles until they are projected.
[[nodiscard]] std::optional<Projected> project(
    const draw::ViewCamera& camera,
    const glm::dmat4& world_from_batch,
    const glm::vec3& position,
    glm::vec2 target_px
);

/// World point at a pixel and window depth (0…1).
[[nodiscard]] glm::dvec3
unproject(const draw::ViewCamera& camera, glm::vec2 pixel, float window_depth, glm::vec2 target_px);

}  // namespace limn::views
