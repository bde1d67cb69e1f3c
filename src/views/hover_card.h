// SPDX-License-Identifier: MIT
/// The card beside the mouse: what is hovered, and a magnifier for pictures.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <span>

#include "render/view_renderer.h"
#include "scene/scene.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"
#include "views/view_hover.h"

namespace limn::views {

/// Texels along one side of the magnifier; odd, the middle one is the hovered.
inline constexpr int kMagnifierTexels = 21;

void hover_card_ui(
    const HoverResult& hover,
    const scene::Scene& scene,
    std::span<const render::StyleBinding> styles,
    const Theme& theme,
    const Fonts& fonts,
    UiProbe& probe
);

}  // namespace limn::views
