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

/// Auto: where there is room, fewer of what repeats itself. On: as many as have room. Hover: of what is
/// hovered or selected.
enum class LabelMode : std::uint8_t { Auto, On, Hover, Off };

enum class LabelSize : std::uint8_t { Small, Normal, Large };

/// Where the legend of a view stands.
enum class LegendCorner : std::uint8_t { TopRight, TopLeft, BottomLeft, BottomRight };

struct ViewState {
    ViewId id = 0;
    scene::ViewSpec spec;
    std::optional<draw::Camera2D> camera_2d;  ///< Nothing: fit to the scene.
    std::optional<draw::Camera3D> camera_3d;  ///< Nothing: the default eye.
    draw::MaskMode masks = draw::MaskMode::Fill;
    float mask_opacity = 1.0F;
    bool hatch_no_class = false;  ///< Mask pixels without class are striped, not left out.
    draw::ColorBy color_by = draw::ColorBy::Description;
    draw::BoneLook bones;
    LabelMode labels = LabelMode::Auto;
    LabelSize label_size = LabelSize::Normal;
    bool show_legend = true;
    LegendCorner legend_corner = LegendCorner::TopRight;
    bool show_grid = true;
};

}  // namespace limn::session
