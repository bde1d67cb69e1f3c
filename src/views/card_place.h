// SPDX-License-Identifier: MIT
/// Where the card beside the mouse stands: off what it describes, if there is room.
///
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>

#include "draw/camera.h"
#include "scene/scene.h"
#include "views/view_area.h"

namespace limn::views {

/// Around an instance or, of a joint, around its whole skeleton; in pixels of the view. Nothing if it is not seen.
[[nodiscard]] std::optional<Rect> instance_box(
    const scene::Scene& scene,
    std::uint32_t entity,
    std::uint32_t instance,
    const draw::ViewCamera& camera,
    glm::vec2 view_px
);

/// The corner of a card of that size in the window: beside, below or above what it describes, at the place that is nearest to
/// the mouse. Without room there, and for what has no box, at the mouse.
[[nodiscard]] glm::vec2 card_place(
    glm::vec2 mouse,
    glm::vec2 size,
    const Rect& window,
    const std::optional<Rect>& described,
    float gap
);

}  // namespace limn::views
