// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

#include "views/icons.h"
#include "views/label_draw.h"
#include "views/legend.h"

namespace limn::views {
namespace {

constexpr float kRowPt = 22.0F;
constexpr float kPaddingPt = 8.0F;
constexpr float kMarginPt = 12.0F;
constexpr float kSwatchPt = 12.0F;
constexpr float kGapPt = 8.0F;
constexpr float kValuePt = 44.0F;
constexpr float kMinLabelPt = 72.0F;
constexpr float kMaxLabelPt = 168.0F;
constexpr float kWidthStepPt =
    24.0F;  ///< Widths come in steps, so that names may change without jumps.
constexpr float kDimmed = 0.45F;
constexpr float kUsualPart = 0.4F;  ///< Of the view's height.
constexpr std::size_t kUsualRows = 10;

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
    const float swatch = theme.px(kSwatchPt);
    const ImVec2 corner{
        rect.min.x + theme.px(kPaddingPt + 2.0F),
        std::round(middle - swatch * 0.5F)};
    Rgba8 opaque = row.color;
    opaque.a = 255;
    const ImVec2 far_corner{corner.x + swatch, corner.y + swatch};
    const float radius = theme.px(measure::kSwatchRadius);
    if (row.is_painted) {
        list.AddRectFilled(corner, far_corner, im_color(opaque, alpha), radius);
        if (const auto halo = swatch_halo(theme, opaque)) {
            list.AddRect(corner, far_corner, im_color(*halo, alpha), radius);
        }
    } else {
        list.AddRect(corner, far_corner, im_color(theme.muted, alpha), radius);
    }
    const float text_y = std::round(middle - font->FontSize * 0.5F);
    const float text_x = corner.x + swatch + theme.px(kGapPt);
    const float right = rect.max.x - theme.px(kPaddingPt + 2.0F);
    const std::string label = ellipsize(row.label, right - theme.px(kValuePt) - text_x, measure);
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

Rect LegendLayout::row(std::size_t index, const Theme& theme) const {
    const float top = box.min.y + theme.px(kPaddingPt) + row_height * static_cast<float>(index);
    return {{box.min.x + 1.0F, top}, {box.max.x - 1.0F, top + row_height}};
}

Rect legend_eye(const LegendLayout& layout, std::size_t row, const Theme& theme) {
    Rect rect = layout.row(row, theme);
    rect.min.x = rect.max.x - theme.px(kPaddingPt + 24.0F);
    return rect;
}

LegendLayout layout_legend(
    std::span<const LegendRow> rows,
    const Rect& view,
    const Theme& theme,
    const Fonts& fonts,
    LegendExtent extent,
    session::LegendCorner corner
) {
    LegendLayout layout;
    const glm::vec2 room = view.size() - glm::vec2(theme.px(2.0F * kMarginPt));
    layout.row_height = theme.px(kRowPt);
    const bool is_short = extent == LegendExtent::Short;
    const float part = is_short ? kUsualPart : 0.9F;
    const float rows_high = (room.y * part - theme.px(2.0F * kPaddingPt)) / layout.row_height;
    if (rows.empty() || rows_high < 2.0F) {
        return layout;
    }
    const auto fitting = static_cast<std::size_t>(rows_high);
    const std::size_t most = is_short ? std::min(fitting, kUsualRows) : fitting;
    layout.shown = rows.size() <= most ? rows.size() : most - 1;
    layout.can_shrink = extent == LegendExtent::Expanded && rows.size() > kUsualRows;
    if (layout.can_shrink && layout.shown == most) {
        --layout.shown;
    }
    layout.hidden = rows.size() - layout.shown;
    const MeasureText measure = label_measure(fonts);
    float label = theme.px(kMinLabelPt);
    for (const LegendRow& row : rows) {
        label = std::max(label, measure(row.label).x + theme.px(4.0F));
    }
    const float step = theme.px(kWidthStepPt);
    label = std::min(std::ceil(label / step) * step, theme.px(kMaxLabelPt));
    const float width =
        label + theme.px(2.0F * (kPaddingPt + 2.0F) + kSwatchPt + kGapPt + kValuePt);
    if (width > room.x * 0.6F) {
        layout.shown = 0;
        return layout;
    }
    const auto lines = static_cast<float>(layout.shown + (layout.has_last_line() ? 1 : 0));
    const float height = lines * layout.row_height + theme.px(2.0F * kPaddingPt);
    const glm::vec2 size{width, height};
    const glm::vec2 margin(theme.px(kMarginPt));
    const glm::vec2 low = view.min + margin;
    const glm::vec2 high = view.max - margin - size;
    using Corner = session::LegendCorner;
    const bool is_left = corner == Corner::TopLeft || corner == Corner::BottomLeft;
    const bool is_top = corner == Corner::TopLeft || corner == Corner::TopRight;
    layout.box.min = glm::round(glm::vec2(is_left ? low.x : high.x, is_top ? low.y : high.y));
    layout.box.max = glm::round(layout.box.min + size);
    return layout;
}

session::LegendCorner nearest_corner(const Rect& legend, const Rect& view) {
    const glm::vec2 middle = (legend.min + legend.max) * 0.5F;
    const glm::vec2 of_view = (view.min + view.max) * 0.5F;
    if (middle.x < of_view.x) {
        return middle.y < of_view.y ? session::LegendCorner::TopLeft
                                    : session::LegendCorner::BottomLeft;
    }
    return middle.y < of_view.y ? session::LegendCorner::TopRight
                                : session::LegendCorner::BottomRight;
}

void draw_legend(
    ImDrawList& list,
    std::span<const LegendRow> rows,
    const LegendLayout& layout,
    const LegendHighlight& highlight,
    const Theme& theme,
    const Fonts& fonts
) {
    if (layout.shown == 0 && layout.hidden == 0) {
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
        const std::string more =
            layout.hidden > 0 ? fmt::format("… {} more", layout.hidden) : std::string("fewer");
        list.AddText(
            fonts.row,
            fonts.row->FontSize,
            {last.min.x + theme.px(2.0F * kPaddingPt + kSwatchPt + 2.0F),
             std::round((last.min.y + last.max.y - fonts.row->FontSize) * 0.5F)},
            im_color(highlight.more ? theme.text : theme.muted),
            more.data(),
            more.data() + more.size()
        );
    }
}

}  // namespace limn::views
