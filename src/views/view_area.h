// SPDX-License-Identifier: MIT
/// ViewArea: the tiles in the middle of the window: 2D and 3D views with their headers, legends,
/// labels, hover and clicks.
///
/// What      Builds scenes whose key changed, draws them by the renderer, shows them in ImGui, places
///           labels, finds what is under the mouse. Cameras live in the session.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <glm/vec2.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "render/view_renderer.h"
#include "session/commands.h"
#include "session/session.h"
#include "views/rect.h"
#include "views/view_context.h"

namespace limn::views {

class ViewArea {
  public:
    explicit ViewArea(render::ViewRenderer& renderer);
    ~ViewArea();
    ViewArea(const ViewArea&) = delete;
    ViewArea& operator=(const ViewArea&) = delete;

    /// Tiles of the active recording in this rectangle (window pixels). What is hovered, if anything.
    [[nodiscard]] std::optional<session::HoverInfo>
    draw(const ViewContext& context, const Rect& area);

    /// The scene that a view last showed; nullptr if none.
    [[nodiscard]] scene::ScenePtr scene(session::ViewId view) const;

    /// RGBA rows (top first) of a view's picture with its labels, at the size last shown.
    struct Picture {
        glm::uvec2 size{0};
        std::vector<std::byte> rgba;
    };

    [[nodiscard]] Result<Picture> picture(session::ViewId view);

    /// What the open views could not draw at the cursor.
    [[nodiscard]] Diagnostics problems() const;

    /// True while something moves by itself (camera easing): another frame is needed.
    [[nodiscard]] bool animating() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace limn::views
