// SPDX-License-Identifier: MIT
#include "ui/ruler_draw.h"

#include <string>

#include "model/short_time.h"
#include "session/time_commands.h"
#include "ui/widgets.h"

namespace limn::ui {

std::vector<PlacedTick> ruler_texts_ui(
    const PanelContext& context,
    const TimeAxis& axis,
    const views::Rect& strip,
    float min_gap_px,
    const std::optional<views::Rect>& base
) {
    ImFont* font = context.fonts.tick;
    const Rgba8 color = context.theme.muted;
    const session::TimeControl& time = context.session.active_state()->time;
    // Of one moment the tick is the clock; else it says which nanosecond it is, as far as one has zoomed in.
    const int most_digits = time.range.min == time.range.max ? clock_digits(time.range) : 9;
    const Ruler ruler = fitting_ruler(
        axis,
        time.kind,
        min_gap_px,
        context.theme.px(14),
        [&](const std::string& text) { return text_width(font, text); },
        most_digits
    );
    if (base) {
        text_right(context, *base, font, color, ruler.base);
    }
    auto placed = place_ticks(axis, ruler, context.theme.px(4), strip.min.x, strip.max.x);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (placed[i].text_left_px) {
            // One pixel more, so that rounding never cuts a text that fits.
            const float right = *placed[i].text_left_px + ruler.ticks[i].width_px + 1.0F;
            const views::Rect room{{*placed[i].text_left_px, strip.min.y}, {right, strip.max.y}};
            text_in(context, room, font, color, ruler.ticks[i].text);
        }
    }
    return placed;
}

TimeInt pointed_time(const PanelContext& context, const TimeAxis& axis, float x) {
    const session::TimeControl& time = context.session.active_state()->time;
    const store::Recording* recording = context.session.active_recording();
    const TimeInt free = axis.time_at(x);
    const bool snaps = recording != nullptr && !ImGui::GetIO().KeyAlt;
    return snaps ? session::nearest_row(*recording, time.timeline, free) : free;
}

}  // namespace limn::ui
