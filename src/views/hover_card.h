// SPDX-License-Identifier: MIT
/// The card beside the mouse: what is hovered, and a magnifier for pictures.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <span>

#include "render/view_frame.h"
#include "scene/scene.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"
#include "views/view_hover.h"

namespace limn::views {

/// Texels along one side of the magnifier; odd, the middle one is the hovered.
inline constexpr int kMagnifierTexels = 21;

enum class CardExtent : std::uint8_t {
    Line,  ///< Of the topmost thing: label, class, value.
    Full,  ///< Everything under the mouse, with its entity, and a magnifier for pictures.
};

/// Its corner is at `place`; how large it is.
glm::vec2 hover_card_ui(
    const HoverResult& hover,
    CardExtent extent,
    glm::vec2 place,
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const Theme& theme,
    const Fonts& fonts,
    UiProbe& probe
);

}  // namespace limn::views
