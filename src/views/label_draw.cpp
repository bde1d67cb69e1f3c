// SPDX-License-Identifier: MIT
#include "views/label_draw.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "views/label_metrics.h"

namespace limn::views {

MeasureText label_measure(const Fonts& fonts) {
    return [font = fonts.row](std::string_view text) {
        const ImVec2 size = font->CalcTextSizeA(
            font->FontSize,
            FLT_MAX,
            0.0F,
            text.data(),
            text.data() + text.size()
        );
        return glm::vec2(std::ceil(size.x), std::ceil(font->FontSize));
    };
}

void draw_labels(
    ImDrawList& list,
    std::span<const PlacedLabel> labels,
    glm::vec2 origin,
    const Theme& theme,
    const Fonts& fonts
) {
    ImFont* font = fonts.row;
    const float radius = theme.px(kLabelRadiusPt);
    const glm::vec2 padding = kLabelPaddingPt * theme.scale;
    const MeasureText measure = label_measure(fonts);
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
            const glm::vec2 size = measure(line);
            const float x = std::round((min.x + max.x - size.x) * 0.5F);
            list.AddText(
                font,
                font->FontSize,
                {x, std::round(y)},
                im_color(label_text_color(label.color), label.alpha),
                line.data(),
                line.data() + line.size()
            );
            y += size.y;
        }
    }
}

}  // namespace limn::views
