// SPDX-License-Identifier: MIT
#include "views/hover_card.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "views/label_draw.h"
#include "views/path_text.h"
#include "views/swatch.h"

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
    const float room = std::round(theme.px(kSwatchPt));
    const float size = section.is_keypoint ? room - 2.0F * std::round(theme.px(1.0F)) : room;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const glm::vec2 corner{
        std::round(at.x + (room - size) * 0.5F),
        std::round(at.y + (ImGui::GetTextLineHeight() - size) * 0.5F)};
    Swatch drawn;
    drawn.color = section.swatch;
    drawn.is_round = section.is_keypoint;
    draw_swatch(*ImGui::GetWindowDrawList(), corner, size, drawn, theme);
    ImGui::Dummy({room, ImGui::GetTextLineHeight()});
    ImGui::SameLine(0.0F, theme.px(6.0F));
}

/// Pixels around the hovered one, each a square; outside the image the ground shows.
void magnifier(
    const draw::ImageDraw& image,
    glm::uvec2 pixel,
    std::span<const draw::StyleBinding> styles,
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

/// The logged text says more than the label, and often begins with it.
const std::string& headline(const HoverSection& section) {
    if (!section.text.empty()) {
        return section.text;
    }
    return section.label.empty() ? section.id : section.label;
}

/// What the headline leaves open: the class by name where a text stands before it, then the id.
std::vector<std::string> details(const HoverSection& section) {
    std::vector<std::string> parts;
    const std::string& head = headline(section);
    if (!section.label.empty() && head.find(section.label) == std::string::npos) {
        parts.push_back(section.label);
    }
    if (!section.id.empty() && head != section.id) {
        parts.push_back(section.id);
    }
    return parts;
}

/// "■ person 0.93   class 1   mask 1".
void line_ui(const HoverSection& section, const Theme& theme, const Fonts& fonts) {
    const MeasureText measure = label_measure(fonts);
    const float gap = theme.px(8.0F);
    const std::string head = ellipsize(headline(section), theme.px(kMaxPathPt), measure);
    swatch(section, theme);
    std::vector<std::string> parts = details(section);
    if (head.empty() && parts.empty()) {
        const std::string name(section.entity.name());
        text(fonts.row, theme.text, section.image ? section.value : name);
        return;
    }
    text(fonts.row, theme.text, head);
    if (!section.value.empty()) {
        parts.push_back(section.value);
    }
    for (const std::string& part : parts) {
        ImGui::SameLine(0.0F, gap);
        text(fonts.row, theme.muted, part);
    }
}

void section_text(const HoverSection& section, const Theme& theme, const Fonts& fonts) {
    const MeasureText measure = label_measure(fonts);
    if (!headline(section).empty()) {
        swatch(section, theme);
        text(fonts.body, theme.text, ellipsize(headline(section), theme.px(kMaxPathPt), measure));
        std::vector<std::string> parts = details(section);
        if (!section.image && !section.value.empty()) {
            parts.push_back(section.value);
        }
        for (const std::string& part : parts) {
            ImGui::SameLine(0.0F, theme.px(8.0F));
            text(fonts.body, theme.muted, part);
        }
    }
    std::string path = shorten_path(section.entity.text(), theme.px(kMaxPathPt), measure);
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

glm::vec2 end_card(UiProbe& probe, const std::vector<std::string>& names) {
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    for (const std::string& name : names) {
        probe.add(name, at.x, at.y, size.x, size.y);
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
    return {size.x, size.y};
}

}  // namespace

glm::vec2 hover_card_ui(
    const HoverResult& hover,
    CardExtent extent,
    glm::vec2 place,
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const Theme& theme,
    const Fonts& fonts,
    UiProbe& probe
) {
    if (hover.sections.empty()) {
        return {0.0F, 0.0F};
    }
    const bool is_line = extent == CardExtent::Line;
    const float padding = theme.px(is_line ? 5.0F : 8.0F);
    ImGui::SetNextWindowPos({place.x, place.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.px(10.0F), padding});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme.px(10.0F), theme.px(3.0F)});
    ImGui::BeginTooltip();
    if (is_line) {
        line_ui(hover.sections.front(), theme, fonts);
        return end_card(probe, {probe_name(hover.sections.front())});
    }
    bool first = true;
    std::vector<std::string> names;
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
        names.push_back(probe_name(section));
    }
    return end_card(probe, names);
}

}  // namespace limn::views
