// SPDX-License-Identifier: MIT
#include "views/label_draw.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <glm/common.hpp>

#include "views/label_metrics.h"
#include "views/text_fit.h"

namespace limn::views {
namespace {

/// From the anchor, which gets a dot, to the nearest edge of the plate.
void draw_leader(ImDrawList& list, const PlacedLabel& label, glm::vec2 origin, const Theme& theme) {
    if (!label.has_leader) {
        return;
    }
    const glm::vec2 from = origin + label.anchor;
    const glm::vec2 to = origin + glm::clamp(label.anchor, label.min, label.max);
    const ImU32 shade = im_color(kLabelPlate, 0.6F * label.alpha);
    const ImU32 line = im_color(label_text_color(label.color), 0.8F * label.alpha);
    list.AddLine({from.x, from.y}, {to.x, to.y}, shade, theme.px(3.0F));
    list.AddLine({from.x, from.y}, {to.x, to.y}, line, theme.px(1.0F));
    list.AddCircleFilled({from.x, from.y}, theme.px(2.0F), line);
}

ImFont* label_font(const Fonts& fonts, session::LabelSize size) {
    switch (size) {
        case session::LabelSize::Small:
            return fonts.tick;
        case session::LabelSize::Large:
            return fonts.title;
        case session::LabelSize::Normal:
            break;
    }
    return fonts.row;
}

/// The corners of a tab that do not touch its box.
ImDrawFlags round_corners(TabSide side) {
    switch (side) {
        case TabSide::Above:
            return ImDrawFlags_RoundCornersTop;
        case TabSide::Below:
            return ImDrawFlags_RoundCornersBottom;
        case TabSide::Right:
            return ImDrawFlags_RoundCornersRight;
        case TabSide::Left:
            return ImDrawFlags_RoundCornersLeft;
        case TabSide::Inside:
            break;
    }
    return ImDrawFlags_RoundCornersBottomRight;
}

/// In the color of its box, and square where it touches it.
void draw_tab(ImDrawList& list, const PlacedLabel& label, glm::vec2 origin, const Theme& theme) {
    constexpr Rgba8 kWhite{255, 255, 255, 255};
    constexpr float kDark = 1.6F;
    const ImVec2 min{origin.x + label.min.x, origin.y + label.min.y};
    const ImVec2 max{origin.x + label.max.x, origin.y + label.max.y};
    Rgba8 color = label.color;
    color.a = 255;
    const ImDrawFlags corners = round_corners(*label.tab);
    const float radius = theme.px(kTabRadiusPt);
    list.AddRectFilled(min, max, im_color(color, label.alpha), radius, corners);
    const bool is_dark = contrast_ratio(color, kLabelPlate) < kDark;
    if (label.highlighted || is_dark) {
        const ImU32 edge = im_color(kWhite, (label.highlighted ? 0.9F : 0.3F) * label.alpha);
        list.AddRect(min, max, edge, radius, corners, std::max(1.0F, theme.px(1.0F)));
    }
}

void draw_plate(ImDrawList& list, const PlacedLabel& label, glm::vec2 origin, const Theme& theme) {
    const ImVec2 min{origin.x + label.min.x, origin.y + label.min.y};
    const ImVec2 max{origin.x + label.max.x, origin.y + label.max.y};
    const float radius = theme.px(kLabelRadiusPt);
    const float plate = label.highlighted ? 0.94F : kLabelPlateAlpha;
    list.AddRectFilled(min, max, im_color(kLabelPlate, plate * label.alpha), radius);
    if (label.highlighted) {
        const ImU32 edge = im_color({255, 255, 255, 255}, 0.55F);
        list.AddRect(min, max, edge, radius, 0, std::max(1.0F, theme.px(1.0F)));
    }
}

void draw_lines(
    ImDrawList& list,
    const PlacedLabel& label,
    glm::vec2 origin,
    const Theme& theme,
    const Fonts& fonts,
    session::LabelSize size
) {
    ImFont* font = label_font(fonts, size);
    const MeasureText measure = label_measure(fonts, size);
    const float padding = (label.tab ? kTabPaddingPt.y : kLabelPaddingPt.y) * theme.scale;
    const Rgba8 color = label.tab ? text_on(label.color) : label_text_color(label.color);
    float y = origin.y + label.min.y + padding;
    for (const std::string& line : label.lines) {
        const glm::vec2 extent = measure(line);
        const float x = std::round(origin.x + (label.min.x + label.max.x - extent.x) * 0.5F);
        list.AddText(
            font,
            font->FontSize,
            {x, std::round(y)},
            im_color(color, label.alpha),
            line.data(),
            line.data() + line.size()
        );
        y += extent.y;
    }
}

}  // namespace

Rgba8 text_on(Rgba8 color) {
    constexpr Rgba8 kBlack{0, 0, 0, 255};
    constexpr Rgba8 kWhite{255, 255, 255, 255};
    color.a = 255;
    return contrast_ratio(kBlack, color) >= contrast_ratio(kWhite, color) ? kBlack : kWhite;
}

float label_font_px(const Fonts& fonts, session::LabelSize size) {
    return label_font(fonts, size)->FontSize;
}

MeasureText label_measure(const Fonts& fonts, session::LabelSize size) {
    return [font = label_font(fonts, size)](std::string_view text) {
        const ImVec2 extent = font->CalcTextSizeA(
            font->FontSize,
            FLT_MAX,
            0.0F,
            text.data(),
            text.data() + text.size()
        );
        return glm::vec2(std::ceil(extent.x), std::ceil(font->FontSize));
    };
}

void draw_labels(
    ImDrawList& list,
    std::span<const PlacedLabel> labels,
    glm::vec2 origin,
    const Theme& theme,
    const Fonts& fonts,
    session::LabelSize size
) {
    for (const PlacedLabel& label : labels) {
        draw_leader(list, label, origin, theme);
    }
    for (const PlacedLabel& label : labels) {
        if (label.tab) {
            draw_tab(list, label, origin, theme);
        } else {
            draw_plate(list, label, origin, theme);
        }
        draw_lines(list, label, origin, theme, fonts, size);
    }
}

}  // namespace limn::views
