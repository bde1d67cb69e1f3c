// SPDX-License-Identifier: MIT
/// What a view frames before anyone moves its camera.
///
/// What      2D: the picture's size without margin, else the bounds of the data with a small one.
///           3D: the default eye of the data. While data changes, a framing stays until something
///           grows well out of it, so that playing does not shake the picture; it follows what moves far away.
///           What grows well out of the picture within the bounds makes it frame their corners from then on.
/// Threads   plain values.
#pragma once

#include <array>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "draw/camera.h"
#include "scene/scene.h"

namespace limn::views {

inline constexpr float kBoundsMargin = 0.08F;

class Framing {
  public:
    /// Takes notice of a scene; once per scene.
    void follow(const scene::Scene& scene);

    /// Frames the scene anew.
    void reset(const scene::Scene& scene);

    /// `margin` (0…1) is left free beside bounds, not beside a picture; `px_per_pt` is the UI's scale.
    [[nodiscard]] draw::Camera2D
    camera_2d(glm::vec2 view_px, float px_per_pt, float margin = kBoundsMargin) const;
    [[nodiscard]] draw::Camera3D camera_3d(glm::vec2 view_px) const;

    [[nodiscard]] const scene::WorldBounds& bounds() const { return bounds_; }

  private:
    struct Framed3D {
        glm::vec2 view_px{0.0F};
        draw::Camera3D camera;
    };

    void frame(const scene::WorldBounds& bounds, scene::FramedPlaces places);

    std::optional<glm::vec2> image_size_;
    scene::WorldBounds bounds_;
    scene::FramedPlaces places_;        ///< Null: the corners of the bounds.
    std::array<double, 26> reaches_{};  ///< How far the places reach in directions all around.
    scene::FramedPlaces seen_;          ///< Of the last scene: the same ones have not moved.
    mutable std::optional<Framed3D> camera_3d_;  ///< Asked for in every frame.
    float edge_pt_ = 0.0F;
    glm::vec3 up_{0.0F, 0.0F, 1.0F};
    bool is_left_handed_ = false;
};

/// The default camera of a scene, but for what was chosen.
[[nodiscard]] draw::Camera3D chosen_camera(
    const scene::Scene& scene,
    const std::optional<glm::dvec3>& eye,
    const std::optional<glm::dvec3>& target,
    glm::vec2 view_px
);

/// Clip planes that fit the distance to the target.
[[nodiscard]] draw::Camera3D with_clip_planes(draw::Camera3D camera);

}  // namespace limn::views
