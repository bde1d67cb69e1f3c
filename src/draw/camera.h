// SPDX-License-Identifier: MIT
/// Cameras of views: how world becomes picture.
///
/// What      Places in the world are doubles: a map coordinate of 10⁷ m with details of 1 mm does not fit
///           into a float. What goes to the GPU is relative to the eye and fits, see `place_batch`.
/// Units     world of the view; pixels of the target. Clip space is OpenGL's (z −1…1, y up).
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace limn::draw {

/// 2D: which world rectangle fills the target. y points down.
struct Camera2D {
    glm::dvec2 center{0.0};
    float pixels_per_unit = 1.0F;

    [[nodiscard]] glm::dmat4 clip_from_world(glm::vec2 target_px) const;
    [[nodiscard]] glm::dvec2 world_from_pixel(glm::vec2 pixel, glm::vec2 target_px) const;
    [[nodiscard]] glm::vec2 pixel_from_world(glm::dvec2 world, glm::vec2 target_px) const;

    /// Frames a rectangle: centered, aspect kept, `margin` (0…1) of the target left free and
    /// `edge_px` on each side.
    [[nodiscard]] static Camera2D fit(
        glm::dvec2 min,
        glm::dvec2 max,
        glm::vec2 target_px,
        float margin = 0.0F,
        float edge_px = 0.0F
    );
};

inline constexpr float kFovYRad = 0.959931F;  ///< 55°.

struct Camera3D {
    glm::dvec3 eye{3.0, -5.0, 3.0};
    glm::dvec3 target{0.0};
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    float fov_y_rad = kFovYRad;
    float near_plane = 0.01F;
    bool orthographic = false;
    bool is_left_handed = false;  ///< The world is left-handed: the picture is mirrored.

    [[nodiscard]] glm::dmat4 view_from_world() const;
    [[nodiscard]] glm::dmat4 clip_from_world(glm::vec2 target_px) const;
};

/// What the renderer needs of either.
struct ViewCamera {
    glm::dmat4 clip_from_world{1.0};
    glm::dvec3 eye{0.0};  ///< 2D: the middle of the picture.
    bool is_3d = false;
    float pixels_per_unit = 1.0F;         ///< 2D only: radii in world units become pixels by this.
    float pixels_per_unit_at_one = 1.0F;  ///< 3D perspective: pixels per world unit at distance 1.
    bool orthographic = false;            ///< 3D: pixels_per_unit holds instead.
};

[[nodiscard]] ViewCamera to_view_camera(const Camera2D& camera, glm::vec2 target_px);
[[nodiscard]] ViewCamera to_view_camera(const Camera3D& camera, glm::vec2 target_px);

/// How positions of a batch become clip space in floats: clip = clip_from_local · (position − origin).
/// The origin is where the eye is in the batch, so that what is near the eye stays exact.
struct BatchPlace {
    glm::vec3 origin{0.0F};
    glm::mat4 clip_from_local{1.0F};
    glm::mat4 eye_from_local{1.0F};  ///< Axes of the world, the eye at 0.
};

[[nodiscard]] BatchPlace place_batch(const ViewCamera& camera, const glm::dmat4& world_from_batch);

}  // namespace limn::draw
