// SPDX-License-Identifier: MIT
#include "ui/fields.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"
#include "views/icons.h"
#include "views/rect.h"

namespace limn::ui {
namespace {

ImVec4 im4(Rgba8 color) {
    return ImGui::ColorConvertU32ToFloat4(views::im_color(color));
}

}  // namespace

bool search_box(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    std::string& text,
    const char* hint
) {
    const float radius = context.theme.px(views::measure::kControlRadius);
    const float height = rect.size().y;
    fill(rect, context.theme.ground, radius);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    ImGui::PushStyleColor(ImGuiCol_Text, im4(context.theme.text));
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, im4(context.theme.muted));
    ImGui::PushFont(context.fonts.row);
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(0, std::floor((height - context.fonts.row->FontSize) * 0.5F))
    );
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x + height, rect.min.y));
    ImGui::SetNextItemWidth(rect.size().x - 2.0F * height);
    const bool changed = ImGui::InputTextWithHint(id, hint, &text);
    const bool focused = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ImGui::PopStyleColor(3);
    outline(rect, focused ? context.theme.accent : context.theme.line, radius);
    icon_in(
        context,
        {rect.min, {rect.min.x + height, rect.max.y}},
        context.theme.muted,
        views::icon::kSearch
    );
    if (!text.empty()) {
        const views::Rect button{{rect.max.x - height, rect.min.y}, rect.max};
        const std::string button_id = std::string(id) + "clear";
        if (icon_button(context, button_id.c_str(), button, views::icon::kClose, "Clear")) {
            text.clear();
            return true;
        }
    }
    return changed;
}

bool text_field(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    std::string& text,
    bool is_wrong,
    std::string_view probe_name
) {
    const float radius = context.theme.px(views::measure::kControlRadius);
    const float pad = context.theme.px(8);
    fill(rect, context.theme.ground, radius);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    ImGui::PushStyleColor(ImGuiCol_Text, im4(context.theme.text));
    ImGui::PushFont(context.fonts.row);
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(0, std::floor((rect.size().y - context.fonts.row->FontSize) * 0.5F))
    );
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x + pad, rect.min.y));
    ImGui::SetNextItemWidth(rect.size().x - 2.0F * pad);
    const bool changed = ImGui::InputText(id, &text, ImGuiInputTextFlags_AutoSelectAll);
    const bool focused = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ImGui::PopStyleColor(2);
    const Rgba8 line = is_wrong  ? context.theme.error_line
                       : focused ? context.theme.accent
                                 : context.theme.line;
    outline(rect, line, radius);
    context.probe.add(probe_name, rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    return changed;
}

bool combo_button(
    const PanelContext& context,
    const char* id,
    glm::vec2 position,
    std::string_view text,
    const char* tip,
    const char* probe,
    float& width
) {
    const auto px = [&](float points) { return context.theme.px(points); };
    width = std::ceil(text_width(context.fonts.row, text) + px(32));
    const views::Rect rect{position, position + glm::vec2(width, std::floor(px(24)))};
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y));
    const bool clicked = ImGui::InvisibleButton(id, ImVec2(width, rect.size().y));
    const bool hovered = ImGui::IsItemHovered();
    fill(rect, hovered ? context.theme.hover : context.theme.raised, px(4));
    outline(rect, context.theme.line, px(4));
    text_in(
        context,
        {{rect.min.x + px(9), rect.min.y}, rect.max},
        context.fonts.row,
        context.theme.text,
        text
    );
    icon_in(
        context,
        {{rect.max.x - px(20), rect.min.y}, {rect.max.x - px(4), rect.max.y}},
        context.theme.muted,
        views::icon::kCaretDown
    );
    tooltip(context, hovered, tip);
    context.probe.add(probe, rect.min.x, rect.min.y, width, rect.size().y);
    return clicked;
}

}  // namespace limn::ui
