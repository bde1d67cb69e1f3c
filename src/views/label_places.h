// SPDX-License-Identifier: MIT
/// Where the plate of a label may stand, from where it belongs to far away.
///
/// What      A tab stands on an edge of the box that it names: above its top-left corner, else on another edge outside, and
///           inside of a corner only where no outside edge is free. A plate that names something with an extent stands at its anchor, else around the thing; any
///           other one around its anchor. No place sticks out of the view, and none hides more than a quarter of what is
///           seen of the thing.
/// Units     pixels of the view, y down.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <span>

#include "views/label_types.h"

namespace limn::views {

/// The numbers of the places, in the order in which they are tried. Those at the thing itself come first; `has_leader` says
/// where they end.
[[nodiscard]] std::span<const std::uint8_t>
places_of(const LabelInput& label, glm::vec2 size, bool may_lead);

/// A place of a plate of this size; nothing if it is not to be had there.
[[nodiscard]] std::optional<LabelBox> place_at(
    std::uint8_t place,
    const LabelInput& label,
    glm::vec2 size,
    glm::vec2 view_px,
    float scale
);

/// So far away that a line joins the plate and its anchor.
[[nodiscard]] bool has_leader(std::uint8_t place);

/// On which side of a tab its box lies: there its corners are not rounded.
[[nodiscard]] TabSide tab_side(std::uint8_t place);

/// A tab inside of its box: not kept where an outside edge is free again.
[[nodiscard]] bool is_inside(std::uint8_t place);

}  // namespace limn::views
