// SPDX-License-Identifier: MIT
#include "views/hover_card.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "views/label_draw.h"

namespace limn::views {
namespace {

constexpr float kTexelPt = 5.0F;
constexpr float kSwatchPt = 12.0F;
constexpr float kMaxPathPt = 260.0F;

void text(ImFont* font, Rgba8 color, const std::string& string) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, im_color(color));
    ImGui::TextUnformatted(string.data(), string.data() + string.size());
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void swatch(const HoverSection& section, const Theme& theme) {
    if (!section.swatch) {
        return;
    }
    const float size = theme.px(kSwatchPt);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float y = std::round(at.y + (ImGui::GetTextLineHeight() - size) * 0.5F);
    Rgba8 color = *section.swatch;
    color.a = 255;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (section.is_keypoint) {
        list.AddCircleFilled({at.x + size * 0.5F, y + size * 0.5F}, size * 0.45F, im_color(color));
    } else {
        list.AddRectFilled(
            {at.x, y},
            {at.x + size, y + size},
            im_color(color),
            theme.px(measure::kSwatchRadius)
        );
    }
    ImGui::Dummy({size, ImGui::GetTextLineHeight()});
    ImGui::SameLine(0.0F, theme.px(6.0F));
}

/// Pixels around the hovered one, each a square; outside the image the ground shows.
void magnifier(
    const draw::ImageDraw& image,
    glm::uvec2 pixel,
    std::span<const render::StyleBinding> styles,
    const Theme& theme
) {
    const float texel = std::round(theme.px(kTexelPt));
    const float side = texel * static_cast<float>(kMagnifierTexels);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + side, at.y + side}, im_color(theme.ground));
    constexpr int kHalf = kMagnifierTexels / 2;
    const glm::ivec2 size{
        static_cast<int>(image.image->width()),
        static_cast<int>(image.image->height())};
    for (int row = 0; row < kMagnifierTexels; ++row) {
        for (int column = 0; column < kMagnifierTexels; ++column) {
            const glm::ivec2 p = glm::ivec2(pixel) + glm::ivec2(column - kHalf, row - kHalf);
            if (p.x < 0 || p.y < 0 || p.x >= size.x || p.y >= size.y) {
                continue;
            }
            const ImVec2 corner{
                at.x + texel * static_cast<float>(column),
                at.y + texel * static_cast<float>(row)};
            list.AddRectFilled(
                corner,
                {corner.x + texel, corner.y + texel},
                im_color(pixel_color(image, glm::uvec2(p), styles))
            );
        }
    }
    const float middle = texel * static_cast<float>(kHalf);
    const ImVec2 low{at.x + middle, at.y + middle};
    const ImVec2 high{low.x + texel, low.y + texel};
    list.AddRect({low.x - 2, low.y - 2}, {high.x + 2, high.y + 2}, im_color({0, 0, 0, 255}));
    list.AddRect({low.x - 1, low.y - 1}, {high.x + 1, high.y + 1}, im_color({255, 255, 255, 255}));
    ImGui::Dummy({side, side});
}

void section_text(const HoverSection& section, const Theme& theme, const Fonts& fonts) {
    const MeasureText measure = label_measure(fonts);
    if (!section.label.empty() || !section.id.empty()) {
        swatch(section, theme);
        text(fonts.body, theme.text, section.label.empty() ? section.id : section.label);
        if (!section.label.empty() && !section.id.empty()) {
            ImGui::SameLine(0.0F, theme.px(8.0F));
            text(fonts.body, theme.muted, section.id);
        }
    }
    std::string path = ellipsize(section.entity.text(), theme.px(kMaxPathPt), measure);
    if (section.instance) {
        path += fmt::format(" [{}]", *section.instance);
    }
    text(fonts.row, theme.muted, path);
    if (section.image) {
        text(fonts.row, theme.text, fmt::format("{}, {}", section.pixel.x, section.pixel.y));
        if (section.id.empty() && section.swatch) {
            swatch(section, theme);
        }
        text(fonts.row, theme.text, section.value);
        if (!section.range.empty()) {
            text(fonts.row, theme.muted, section.range);
        }
    }
}

/// "hover/card/wall, class 1, mask 1".
std::string probe_name(const HoverSection& section) {
    std::string name = "hover/card/" + section.label;
    for (const std::string& text : {section.id, section.value}) {
        name += text.empty() ? "" : ", " + text;
    }
    return name;
}

}  // namespace

void hover_card_ui(
    const HoverResult& hover,
    const scene::Scene& scene,
    std::span<const render::StyleBinding> styles,
    const Theme& theme,
    const Fonts& fonts,
    UiProbe& probe
) {
    if (hover.sections.empty()) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.px(10.0F), theme.px(8.0F)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme.px(10.0F), theme.px(3.0F)});
    ImGui::BeginTooltip();
    bool first = true;
    bool magnified = false;
    for (const HoverSection& section : hover.sections) {
        if (!first) {
            ImGui::Dummy({0.0F, theme.px(2.0F)});
            ImGui::Separator();
            ImGui::Dummy({0.0F, theme.px(2.0F)});
        }
        first = false;
        if (section.image && !magnified) {
            magnified = true;
            magnifier(scene.list.images[*section.image], section.pixel, styles, theme);
            ImGui::SameLine();
            ImGui::BeginGroup();
            section_text(section, theme, fonts);
            ImGui::EndGroup();
        } else {
            section_text(section, theme, fonts);
        }
        const ImVec2 at = ImGui::GetWindowPos();
        const ImVec2 size = ImGui::GetWindowSize();
        probe.add(probe_name(section), at.x, at.y, size.x, size.y);
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
}

}  // namespace limn::views
