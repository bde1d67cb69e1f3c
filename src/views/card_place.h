// SPDX-License-Identifier: MIT
/// Where the card beside the mouse stands: off what it describes and off its labels, and off other things if there is a place
/// near the mouse.
///
/// Units     pixels, y down.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <span>
#include <vector>

#include "draw/camera.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "views/label_types.h"
#include "views/rect.h"

namespace limn::views {

/// Around an instance or, of a joint, around its whole skeleton; in pixels of the view. Nothing if it is not seen.
[[nodiscard]] std::optional<Rect> instance_box(
    const scene::Scene& scene,
    std::uint32_t entity,
    std::uint32_t instance,
    const draw::ViewCamera& camera,
    glm::vec2 view_px
);

/// What a card should not cover.
struct CardObstacles {
    std::optional<Rect> described;
    std::vector<Rect> labels;  ///< Of what is described, and of what is selected.
    std::vector<Rect> others;  ///< Boxes of other labelled things, and their labels.

    void move_by(glm::vec2 offset);
};

/// Labels belong to the hovered or selected thing, which is an instance or the skeleton of a joint, or to another one. What is
/// all around the described thing and much larger is not an obstacle.
[[nodiscard]] CardObstacles card_obstacles(
    const scene::Scene& scene,
    std::span<const PlacedLabel> labels,
    const draw::ViewCamera& camera,
    glm::vec2 view_px,
    const std::optional<Rect>& described,
    std::span<const render::Highlight> meant
);

/// The corner of a card of that size in the window. It covers, in this order, nothing of what is described, nothing of its
/// labels and nothing of other things, as far as there is such a place near the mouse; of those it is the nearest. Where all
/// cover other things, it is near and covers little. What has no box has its card at the mouse.
[[nodiscard]] glm::vec2 card_place(
    glm::vec2 mouse,
    glm::vec2 size,
    const Rect& window,
    const CardObstacles& obstacles,
    float gap
);

}  // namespace limn::views
