// SPDX-License-Identifier: MIT
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "views/icons.h"
#include "views/label_draw.h"
#include "views/legend.h"
#include "views/legend_metrics.h"
#include "views/text_fit.h"

namespace limn::views {
namespace {

constexpr float kDimmed = 0.45F;

void draw_row(
    ImDrawList& list,
    const LegendRow& row,
    const Rect& rect,
    bool lit,
    bool hovered,
    bool eye_hovered,
    const Theme& theme,
    const Fonts& fonts
) {
    ImFont* font = fonts.row;
    const MeasureText measure = label_measure(fonts);
    const float alpha = row.visible ? 1.0F : kDimmed;
    if (lit) {
        list.AddRectFilled(
            {rect.min.x, rect.min.y},
            {rect.max.x, rect.max.y},
            im_color(theme.hover)
        );
    }
    const float middle = (rect.min.y + rect.max.y) * 0.5F;
    const float size = std::round(theme.px(legend_metrics::kSwatchPt));
    const glm::vec2 corner{
        std::round(rect.min.x + theme.px(legend_metrics::kPaddingPt + 2.0F)),
        std::round(middle - size * 0.5F)};
    Swatch drawn = row.swatch;
    drawn.opacity = alpha;
    draw_swatch(list, corner, size, drawn, theme);
    const float text_y = std::round(middle - font->FontSize * 0.5F);
    const float text_x = corner.x + size + theme.px(legend_metrics::kGapPt);
    const float right = rect.max.x - theme.px(legend_metrics::kPaddingPt + 2.0F);
    const std::string label =
        ellipsize(row.label, right - legend_value_width(row, theme, fonts) - text_x, measure);
    list.AddText(
        font,
        font->FontSize,
        {text_x, text_y},
        im_color(theme.text, alpha),
        label.data(),
        label.data() + label.size()
    );
    const bool show_eye = hovered || !row.visible;
    const std::string value = show_eye ? (row.visible ? icon::kEye : icon::kEyeOff) : row.value;
    const Rgba8 color = eye_hovered ? theme.text : (lit ? theme.muted_on_raised : theme.muted);
    list.AddText(
        font,
        font->FontSize,
        {right - measure(value).x, text_y},
        im_color(color),
        value.data(),
        value.data() + value.size()
    );
}

}  // namespace

void draw_legend(
    ImDrawList& list,
    std::span<const LegendRow> rows,
    const LegendLayout& layout,
    const LegendHighlight& highlight,
    const Theme& theme,
    const Fonts& fonts
) {
    if (layout.is_empty()) {
        return;
    }
    const ImVec2 min{layout.box.min.x, layout.box.min.y};
    const ImVec2 max{layout.box.max.x, layout.box.max.y};
    if (max.x <= min.x) {
        return;
    }
    const float radius = theme.px(measure::kFloatRadius);
    list.AddRectFilled(min, max, im_color(theme.ground, 0.86F), radius);
    list.AddRect(min, max, im_color(theme.line), radius);
    for (std::size_t i = 0; i < layout.shown && i < rows.size(); ++i) {
        draw_row(
            list,
            rows[i],
            layout.row(i, theme),
            highlight.row == i || highlight.lit == i,
            highlight.row == i,
            highlight.eye == i,
            theme,
            fonts
        );
    }
    if (layout.has_last_line()) {
        const Rect last = layout.row(layout.shown, theme);
        const std::string more = layout.last_line();
        list.AddText(
            fonts.row,
            fonts.row->FontSize,
            {last.min.x +
                 theme.px(2.0F * legend_metrics::kPaddingPt + legend_metrics::kSwatchPt + 2.0F),
             std::round((last.min.y + last.max.y - fonts.row->FontSize) * 0.5F)},
            im_color(highlight.more ? theme.text : theme.muted),
            more.data(),
            more.data() + more.size()
        );
    }
}

}  // namespace limn::views
