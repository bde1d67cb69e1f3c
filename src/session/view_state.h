// SPDX-License-Identifier: MIT
/// ViewState: one tile: what it shows and how the user looks at it.
///
/// Threads   plain value.
#pragma once

#include <optional>

#include "draw/camera.h"
#include "scene/view_spec.h"
#include "session/layout.h"
#include "session/view_options.h"

namespace limn::session {

struct ViewState : ViewOptions {
    ViewId id = 0;
    scene::ViewSpec spec;
    std::optional<draw::Camera2D> camera_2d;  ///< Nothing: fit to the scene.
    std::optional<draw::Camera3D> camera_3d;  ///< Nothing: the default eye.

    [[nodiscard]] const ViewOptions& options() const { return *this; }

    void set_options(const ViewOptions& options) { static_cast<ViewOptions&>(*this) = options; }
};

}  // namespace limn::session
