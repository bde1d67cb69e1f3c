// SPDX-License-Identifier: MIT
/// ViewState: one tile: what it shows and how the user looks at it.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "draw/camera.h"
#include "draw/view_style.h"
#include "scene/scene.h"
#include "session/layout.h"

namespace limn::session {

enum class LabelMode : std::uint8_t { Auto, On, Off };

struct ViewState {
    ViewId id = 0;
    scene::ViewSpec spec;
    std::optional<draw::Camera2D> camera_2d;  ///< Nothing: fit to the scene.
    std::optional<draw::Camera3D> camera_3d;  ///< Nothing: the default eye.
    draw::MaskMode masks = draw::MaskMode::Fill;
    float mask_opacity = 1.0F;
    LabelMode labels = LabelMode::Auto;
    bool show_legend = true;
    bool show_grid = true;
};

}  // namespace limn::session
