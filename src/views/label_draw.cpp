// SPDX-License-Identifier: MIT
#include "views/label_draw.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <glm/common.hpp>

#include "views/label_metrics.h"

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

}  // namespace

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
    ImFont* font = label_font(fonts, size);
    const float radius = theme.px(kLabelRadiusPt);
    const glm::vec2 padding = kLabelPaddingPt * theme.scale;
    const MeasureText measure = label_measure(fonts, size);
    for (const PlacedLabel& label : labels) {
        draw_leader(list, label, origin, theme);
    }
    for (const PlacedLabel& label : labels) {
        const ImVec2 min{origin.x + label.min.x, origin.y + label.min.y};
        const ImVec2 max{origin.x + label.max.x, origin.y + label.max.y};
        const float plate = label.highlighted ? 0.94F : kLabelPlateAlpha;
        list.AddRectFilled(min, max, im_color(kLabelPlate, plate * label.alpha), radius);
        if (label.highlighted) {
            list.AddRect(
                min,
                max,
                im_color({255, 255, 255, 255}, 0.55F),
                radius,
                0,
                std::max(1.0F, theme.px(1.0F))
            );
        }
        float y = min.y + padding.y;
        for (const std::string& line : label.lines) {
            const glm::vec2 extent = measure(line);
            const float x = std::round((min.x + max.x - extent.x) * 0.5F);
            list.AddText(
                font,
                font->FontSize,
                {x, std::round(y)},
                im_color(label_text_color(label.color), label.alpha),
                line.data(),
                line.data() + line.size()
            );
            y += extent.y;
        }
    }
}

}  // namespace limn::views
