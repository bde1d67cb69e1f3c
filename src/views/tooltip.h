// SPDX-License-Identifier: MIT
/// Tooltips: they wait until the mouse rests on a thing, and stand where they cover none of its neighbours.
///
/// Units     window pixels.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <string_view>

#include "views/imgui_host.h"
#include "views/rect.h"
#include "views/ui_probe.h"

namespace limn::views {

enum class TipSide : std::uint8_t { Beside, Above, Below };

/// Beside a column, above or below a strip that is wide: where no neighbour of the item is.
[[nodiscard]] TipSide tip_side(const Rect& panel, glm::vec2 display);

/// The upper left corner of a tooltip for an item of a panel.
[[nodiscard]] glm::vec2 place_tip(
    const Rect& item,
    const Rect& panel,
    TipSide side,
    glm::vec2 size,
    glm::vec2 display,
    float gap
);

struct TipStyle {
    const Theme& theme;
    const Fonts& fonts;
    UiProbe& probe;
};

/// For the item that ImGui drew last. The panel is the whole window around it, unless one is given.
void tooltip_ui(
    const TipStyle& style,
    std::string_view text,
    const std::optional<Rect>& panel = std::nullopt,
    std::optional<TipSide> side = std::nullopt
);

/// Another frame is needed for a tooltip.
[[nodiscard]] bool is_tooltip_waiting();

}  // namespace limn::views
