// SPDX-License-Identifier: MIT
#include "views/text_draw.h"

#include <imgui.h>

#include <cfloat>
#include <cmath>
#include <string>

#include "views/text_fit.h"
#include "views/theme.h"

namespace limn::views {

glm::vec2 text_size(const ImFont* font, std::string_view text) {
    const ImVec2 size =
        font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.0F, text.data(), text.data() + text.size());
    return {size.x, size.y};
}

void draw_text(
    ImDrawList& list,
    ImFont* font,
    glm::vec2 at,
    Rgba8 color,
    std::string_view text,
    float max_width
) {
    std::string cut;
    if (max_width > 0.0F) {
        cut = ellipsize(text, max_width, [&](std::string_view part) {
            return text_size(font, part);
        });
        text = cut;
    }
    list.AddText(
        font,
        font->FontSize,
        {std::round(at.x), std::round(at.y)},
        im_color(color),
        text.data(),
        text.data() + text.size()
    );
}

}  // namespace limn::views
