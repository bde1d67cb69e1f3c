// SPDX-License-Identifier: MIT
#include "views/card_place.h"

#include <algorithm>
#include <array>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <limits>

#include "views/screen_boxes.h"

namespace limn::views {
std::optional<Rect> instance_box(
    const scene::Scene& scene,
    std::uint32_t entity,
    std::uint32_t instance,
    const draw::ViewCamera& camera,
    glm::vec2 view_px
) {
    ScreenBoxes boxes(scene, camera, view_px);
    std::optional<LabelBox> box = boxes.find_points(entity, instance);
    if (!box) {
        const auto thing = boxes.find(entity, instance);
        box = thing ? std::optional(thing->box) : std::nullopt;
    }
    if (!box) {
        return std::nullopt;
    }
    const Rect seen{glm::max(box->min, glm::vec2(0.0F)), glm::min(box->max, view_px)};
    const bool is_seen = seen.min.x <= seen.max.x && seen.min.y <= seen.max.y;
    return is_seen ? std::optional(seen) : std::nullopt;
}

glm::vec2 card_place(
    glm::vec2 mouse,
    glm::vec2 size,
    const Rect& window,
    const std::optional<Rect>& described,
    float gap
) {
    const glm::vec2 room = glm::max(window.max - size, window.min);
    const auto inside = [&](glm::vec2 at) { return glm::clamp(at, window.min, room); };
    const glm::vec2 at_mouse = inside(mouse + glm::vec2(gap * 1.5F, gap));
    if (!described) {
        return at_mouse;
    }
    const Rect& thing = *described;
    const glm::vec2 beside = inside(mouse - size * 0.5F);
    const std::array places{
        glm::vec2{thing.max.x + gap, beside.y},
        glm::vec2{thing.min.x - gap - size.x, beside.y},
        glm::vec2{beside.x, thing.max.y + gap},
        glm::vec2{beside.x, thing.min.y - gap - size.y}};
    glm::vec2 best = at_mouse;
    float nearest = std::numeric_limits<float>::max();
    for (const glm::vec2& place : places) {
        const float away = glm::distance(glm::clamp(mouse, place, place + size), mouse);
        if (inside(place) == place && away < nearest) {
            best = place;
            nearest = away;
        }
    }
    return glm::round(best);
}

}  // namespace limn::views
