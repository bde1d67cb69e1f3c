// SPDX-License-Identifier: MIT
/// The camera of one tile: what mouse and keys do to it, and its easing.
///
/// What      Cameras live in the session; this turns the input of a frame into the camera to draw with
///           now and the command that keeps it.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "draw/camera.h"
#include "scene/scene.h"
#include "session/commands.h"
#include "session/view_state.h"
#include "views/view_context.h"
#include "views/view_framing.h"

namespace limn::views {

/// What the mouse does over a tile in this frame.
struct TileInput {
    bool hovered = false;
    bool active = false;  ///< A button that was pressed in the picture is still held.
    bool double_clicked = false;
    glm::vec2 mouse{0.0F};  ///< Pixels of the view.
    glm::vec2 view_px{1.0F};
};

/// A point to look at, with the size of what is there.
struct FocusTarget {
    glm::dvec3 center{0.0};
    double radius = 1.0;
    glm::dvec3 min{0.0};  ///< 2D: the rectangle to be framed.
    glm::dvec3 max{0.0};
};

class TileCamera {
  public:
    /// Applies the input; pushes commands if the camera changed.
    void update(
        const ViewContext& context,
        const session::ViewState& view,
        const scene::Scene& scene,
        const TileInput& input,
        const std::optional<FocusTarget>& under_mouse
    );

    [[nodiscard]] const draw::Camera2D& camera_2d() const { return camera_2d_; }

    [[nodiscard]] const draw::Camera3D& camera_3d() const { return camera_3d_; }

    [[nodiscard]] draw::ViewCamera view_camera(bool is_3d, glm::vec2 view_px) const;

    /// Easing, or keys held: another frame is needed.
    [[nodiscard]] bool animating() const { return ease_.has_value() || flying_; }

  private:
    struct Ease {
        draw::Camera3D from;
        draw::Camera3D to;
        float part = 0.0F;
        bool ends_at_default = false;
    };

    void update_2d(
        const ViewContext& context,
        const session::ViewState& view,
        const scene::Scene& scene,
        const TileInput& input,
        const std::optional<FocusTarget>& under_mouse
    );
    void update_3d(
        const ViewContext& context,
        const session::ViewState& view,
        const scene::Scene& scene,
        const TileInput& input,
        const std::optional<FocusTarget>& under_mouse
    );
    [[nodiscard]] std::optional<draw::Camera3D> moved_by_mouse(const TileInput& input, float scale)
        const;
    [[nodiscard]] std::optional<draw::Camera3D>
    moved_by_keys(const scene::Scene& scene, glm::vec2 view_px);
    void ease_to(const draw::Camera3D& to, bool ends_at_default);
    void step_ease(const ViewContext& context, session::ViewId view);

    Framing framing_;
    draw::Camera2D camera_2d_;
    draw::Camera3D camera_3d_;
    std::optional<Ease> ease_;
    bool flying_ = false;
    bool was_default_ = true;
};

}  // namespace limn::views
