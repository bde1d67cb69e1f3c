// SPDX-License-Identifier: MIT
/// Cameras of views: how world becomes picture.
///
/// Units     world of the view; pixels of the target. Clip space is OpenGL's (z −1…1, y up).
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace limn::draw {

/// 2D: which world rectangle fills the target. y points down.
struct Camera2D {
    glm::vec2 center{0.0F};
    float pixels_per_unit = 1.0F;

    [[nodiscard]] glm::mat4 clip_from_world(glm::vec2 target_px) const;
    [[nodiscard]] glm::vec2 world_from_pixel(glm::vec2 pixel, glm::vec2 target_px) const;
    [[nodiscard]] glm::vec2 pixel_from_world(glm::vec2 world, glm::vec2 target_px) const;

    /// Frames a rectangle: centered, aspect kept, `margin` (0…1) of the target left free.
    [[nodiscard]] static Camera2D
    fit(glm::vec2 min, glm::vec2 max, glm::vec2 target_px, float margin = 0.0F);
};

struct Camera3D {
    glm::vec3 eye{3.0F, -5.0F, 3.0F};
    glm::vec3 target{0.0F};
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    float fov_y_rad = 0.959931F;  ///< 55°.
    float near_plane = 0.01F;
    bool orthographic = false;

    [[nodiscard]] glm::mat4 view_from_world() const;
    [[nodiscard]] glm::mat4 clip_from_world(glm::vec2 target_px) const;
};

/// What the renderer needs of either.
struct ViewCamera {
    glm::mat4 clip_from_world{1.0F};
    glm::vec3 eye{0.0F};
    bool is_3d = false;
    float pixels_per_unit = 1.0F;         ///< 2D only: radii in world units become pixels by this.
    float pixels_per_unit_at_one = 1.0F;  ///< 3D perspective: pixels per world unit at distance 1.
    bool orthographic = false;            ///< 3D: pixels_per_unit holds instead.
};

[[nodiscard]] ViewCamera to_view_camera(const Camera2D& camera, glm::vec2 target_px);
[[nodiscard]] ViewCamera to_view_camera(const Camera3D& camera, glm::vec2 target_px);

}  // namespace limn::draw
