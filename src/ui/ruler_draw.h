// SPDX-License-Identifier: MIT
/// Drawing the scale of a time axis, for the timeline and the chart under it.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <optional>
#include <vector>

#include "ui/panel_context.h"
#include "ui/time_axis.h"
#include "views/rect.h"

namespace limn::ui {

/// Writes the ticks of the active timeline into a strip; they are at least `min_gap_px` apart. What all of them leave out
/// stands right-aligned in `base`, if that is given.
std::vector<PlacedTick> ruler_texts_ui(
    const PanelContext& context,
    const TimeAxis& axis,
    const views::Rect& strip,
    float min_gap_px,
    const std::optional<views::Rect>& base = std::nullopt
);

/// The time under x, moved to the nearest row; with Alt held any time of the timeline.
[[nodiscard]] TimeInt pointed_time(const PanelContext& context, const TimeAxis& axis, float x);

}  // namespace limn::ui
