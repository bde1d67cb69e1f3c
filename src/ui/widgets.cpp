// SPDX-License-Identifier: MIT
#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "views/icons.h"
#include "views/path_text.h"
#include "views/tooltip.h"
#include "views/wrapped_text.h"

namespace limn::ui {
namespace {

ImVec2 im(glm::vec2 v) {
    return {v.x, v.y};
}

ImVec4 im4(Rgba8 color) {
    return ImGui::ColorConvertU32ToFloat4(views::im_color(color));
}

bool mouse_in(const views::Rect& rect) {
    return ImGui::IsMouseHoveringRect(im(rect.min), im(rect.max), false);
}

/// Longest prefix (whole UTF-8 sequences) that fits, with an ellipsis if it was cut.
std::string fit_text(ImFont* font, std::string_view text, float width) {
    if (text_width(font, text) <= width) {
        return std::string(text);
    }
    const float dots = text_width(font, "…");
    const char* end = nullptr;
    font->CalcTextSizeA(
        font->FontSize,
        std::max(width - dots, 0.0F),
        0.0F,
        text.data(),
        text.data() + text.size(),
        &end
    );
    std::string cut(text.data(), static_cast<std::size_t>(end - text.data()));
    while (!cut.empty() && cut.back() == ' ') {
        cut.pop_back();
    }
    return cut + "…";
}

}  // namespace

PanelWindow::PanelWindow(
    const PanelContext& context,
    const char* name,
    const views::Rect& rect,
    Rgba8 background
)
    : PanelWindow(context, name, rect, background, context.layer) {}

PanelWindow::PanelWindow(
    const PanelContext& context,
    const char* name,
    const views::Rect& rect,
    Rgba8 background,
    PanelLayer layer
) {
    ImGui::SetNextWindowPos(im(rect.min));
    ImGui::SetNextWindowSize(im(glm::max(rect.size(), glm::vec2(1.0F))));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, im4(background));
    const ImGuiWindowFlags order = layer == PanelLayer::Panel
                                       ? ImGuiWindowFlags_NoBringToFrontOnFocus
                                       : ImGuiWindowFlags_NoFocusOnAppearing;
    const ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                   ImGuiWindowFlags_NoScrollWithMouse | order;
    // ImGui remembers the order of windows by their name.
    const std::string in_layer = layer == PanelLayer::Drawer ? std::string(name) + "_drawer" : name;
    ImGui::Begin(in_layer.c_str(), nullptr, flags);
    ImGui::PushFont(context.fonts.body);
}

PanelWindow::~PanelWindow() {
    ImGui::PopFont();
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(5);
}

ScrollArea::ScrollArea(const PanelContext& context, const char* name, const views::Rect& rect) {
    ImGui::SetCursorScreenPos(im(rect.min));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, context.theme.px(9));
    ImGui::BeginChild(
        name,
        im(glm::max(rect.size(), glm::vec2(1.0F))),
        false,
        ImGuiWindowFlags_NoNav
    );
}

ScrollArea::~ScrollArea() {
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

MenuStyle::MenuStyle(const PanelContext& context) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(8), px(6)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(10), px(8)));
}

MenuStyle::~MenuStyle() {
    ImGui::PopStyleVar(2);
}

void probe_last_item(const PanelContext& context, std::string_view name) {
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    context.probe.add(name, low.x, low.y, high.x - low.x, high.y - low.y);
}

void probe_window(const PanelContext& context, std::string_view name) {
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    context.probe.add(name, at.x, at.y, size.x, size.y);
}

float text_width(ImFont* font, std::string_view text) {
    return font->CalcTextSizeA(font->FontSize, 1.0e9F, 0.0F, text.data(), text.data() + text.size())
        .x;
}

float text_in(
    const PanelContext& /*context*/,
    const views::Rect& rect,
    ImFont* font,
    Rgba8 color,
    std::string_view text
) {
    const float width = rect.size().x;
    if (width <= 0.0F || text.empty()) {
        return rect.min.x;
    }
    std::string line(text.substr(0, 1000));
    std::ranges::replace_if(
        line,
        [](char c) { return c == '\n' || c == '\r' || c == '\t'; },
        ' '
    );
    const std::string shown = fit_text(font, line, width);
    const float y = std::floor((rect.min.y + rect.max.y - font->FontSize) * 0.5F);
    ImGui::GetWindowDrawList()->AddText(
        font,
        font->FontSize,
        ImVec2(std::floor(rect.min.x), y),
        views::im_color(color),
        shown.data(),
        shown.data() + shown.size()
    );
    return rect.min.x + text_width(font, shown);
}

void text_right(
    const PanelContext& context,
    const views::Rect& rect,
    ImFont* font,
    Rgba8 color,
    std::string_view text
) {
    views::Rect place = rect;
    place.min.x = std::max(rect.min.x, rect.max.x - std::ceil(text_width(font, text)));
    text_in(context, {place.min, {rect.max.x + 1.0F, rect.max.y}}, font, color, text);
}

void text_wrapped(
    const PanelContext& context,
    glm::vec2 at,
    float width,
    Rgba8 color,
    std::string_view text
) {
    ImFont* font = context.fonts.row;
    const std::string lines = views::wrap_text(font, text, width);
    ImGui::GetWindowDrawList()->AddText(
        font,
        font->FontSize,
        im(glm::floor(at)),
        views::im_color(color),
        lines.data(),
        lines.data() + lines.size()
    );
}

float wrapped_height(const PanelContext& context, float width, std::string_view text) {
    ImFont* font = context.fonts.row;
    const std::string lines = views::wrap_text(font, text, width);
    const char* end = lines.data() + lines.size();
    return text.empty() ? 0.0F
                        : font->CalcTextSizeA(font->FontSize, 1.0e9F, 0.0F, lines.data(), end).y;
}

void icon_in(const PanelContext& context, const views::Rect& rect, Rgba8 color, const char* icon) {
    ImFont* font = context.fonts.body;
    const float width = text_width(font, icon);
    const glm::vec2 middle = (rect.min + rect.max) * 0.5F;
    ImGui::GetWindowDrawList()->AddText(
        font,
        font->FontSize,
        ImVec2(std::floor(middle.x - width * 0.5F), std::floor(middle.y - font->FontSize * 0.5F)),
        views::im_color(color),
        icon
    );
}

void fill(const views::Rect& rect, Rgba8 color, float radius) {
    ImGui::GetWindowDrawList()
        ->AddRectFilled(im(rect.min), im(rect.max), views::im_color(color), radius);
}

void outline(const views::Rect& rect, Rgba8 color, float radius) {
    ImGui::GetWindowDrawList()
        ->AddRect(im(rect.min), im(rect.max), views::im_color(color), radius, 0, 1.0F);
}

void line_below(const PanelContext& context, const views::Rect& rect) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(rect.min.x, rect.max.y - 1.0F),
        im(rect.max),
        views::im_color(context.theme.line)
    );
}

void swatch(const PanelContext& context, const views::Rect& rect, const views::Swatch& swatch) {
    const float half = std::round(context.theme.px(swatch.is_round ? 5.0F : 6.5F));
    const glm::vec2 corner = glm::floor((rect.min + rect.max) * 0.5F - half);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    views::draw_swatch(list, corner, half * 2.0F, swatch, context.theme);
}

void swatch(
    const PanelContext& context,
    const views::Rect& rect,
    Rgba8 color,
    bool round,
    float opacity
) {
    views::Swatch plain;
    plain.color = color;
    plain.is_round = round;
    plain.opacity = opacity;
    swatch(context, rect, plain);
}

bool RowState::zone_hovered(const views::Rect& part) const {
    return hovered && mouse_in(part);
}

RowState row(const PanelContext& context, const char* id, float height, RowLook look) {
    RowState state;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size(
        std::max(ImGui::GetContentRegionAvail().x, 1.0F),
        std::floor(context.theme.px(height))
    );
    state.rect = {{at.x, at.y}, {at.x + size.x, at.y + size.y}};
    state.clicked = ImGui::InvisibleButton(id, size);
    state.hovered = ImGui::IsItemHovered();
    state.double_clicked = state.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    state.right_clicked = state.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (look == RowLook::Selected) {
        fill(state.rect, context.theme.select);
    } else if (state.hovered || look == RowLook::Lit) {
        fill(state.rect, context.theme.hover);
    }
    return state;
}

views::Rect zone(const views::Rect& row, float x0, float x1) {
    return {{row.min.x + x0, row.min.y}, {row.min.x + x1, row.max.y}};
}

bool icon_button(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    const char* icon,
    const char* tip,
    bool active,
    std::string_view probe_name
) {
    ImGui::SetCursorScreenPos(im(rect.min));
    const bool clicked = ImGui::InvisibleButton(id, im(rect.size()));
    const bool hovered = ImGui::IsItemHovered();
    const float radius = context.theme.px(views::measure::kControlRadius);
    if (active) {
        fill(rect, context.theme.select, radius);
    } else if (hovered) {
        fill(rect, context.theme.hover, radius);
    }
    icon_in(context, rect, hovered || active ? context.theme.text : context.theme.muted, icon);
    tooltip(context, hovered, tip);
    if (!probe_name.empty()) {
        context.probe.add(probe_name, rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    }
    return clicked;
}

ChipResult chip(
    const PanelContext& context,
    const char* id,
    glm::vec2 position,
    std::string_view text,
    bool active,
    const char* tip,
    std::string_view probe_name
) {
    const float width = std::ceil(text_width(context.fonts.row, text) + context.theme.px(18));
    const views::Rect rect{position, position + glm::vec2(width, std::floor(context.theme.px(24)))};
    ImGui::SetCursorScreenPos(im(rect.min));
    ChipResult result;
    result.clicked = ImGui::InvisibleButton(id, im(rect.size()));
    result.width = width;
    const bool hovered = ImGui::IsItemHovered();
    const float radius = context.theme.px(views::measure::kControlRadius);
    fill(
        rect,
        active    ? context.theme.select
        : hovered ? context.theme.hover
                  : context.theme.raised,
        radius
    );
    outline(rect, active ? context.theme.accent : context.theme.line, radius);
    const views::Rect inner{
        {rect.min.x + context.theme.px(9), rect.min.y},
        {rect.max.x, rect.max.y},
    };
    text_in(context, inner, context.fonts.row, context.theme.text, text);
    tooltip(context, hovered, tip);
    if (!probe_name.empty()) {
        context.probe.add(probe_name, rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    }
    return result;
}

bool push_button(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    const char* icon,
    std::string_view text,
    bool primary,
    std::string_view probe_name
) {
    ImGui::SetCursorScreenPos(im(rect.min));
    const bool clicked = ImGui::InvisibleButton(id, im(rect.size()));
    const bool hovered = ImGui::IsItemHovered();
    const float radius = context.theme.px(views::measure::kControlRadius);
    const Rgba8 back = primary ? context.theme.select : context.theme.raised;
    fill(rect, hovered && !primary ? context.theme.hover : back, radius);
    outline(rect, primary || hovered ? context.theme.accent : context.theme.line, radius);
    const float icon_width = icon != nullptr ? context.theme.px(22) : 0.0F;
    const float content = text_width(context.fonts.body, text) + icon_width;
    float x = std::floor((rect.min.x + rect.max.x - content) * 0.5F);
    if (icon != nullptr) {
        icon_in(
            context,
            {{x, rect.min.y}, {x + context.theme.px(14), rect.max.y}},
            context.theme.text,
            icon
        );
        x += icon_width;
    }
    text_in(
        context,
        {{x, rect.min.y}, {rect.max.x, rect.max.y}},
        context.fonts.body,
        context.theme.text,
        text
    );
    if (!probe_name.empty()) {
        context.probe.add(probe_name, rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    }
    return clicked;
}

void idle_button(const PanelContext& context, const views::Rect& rect, std::string_view text) {
    const float radius = context.theme.px(views::measure::kControlRadius);
    outline(rect, context.theme.line, radius);
    const float width = text_width(context.fonts.body, text);
    const float x = std::floor((rect.min.x + rect.max.x - width) * 0.5F);
    text_in(context, {{x, rect.min.y}, rect.max}, context.fonts.body, context.theme.faint, text);
}

views::Rect section_header(
    const PanelContext& context,
    const views::Rect& rect,
    std::string_view title,
    std::string_view detail
) {
    fill(rect, context.theme.panel);
    line_below(context, rect);
    const float pad = context.theme.px(views::measure::kPadding);
    const float end = text_in(
        context,
        {{rect.min.x + pad, rect.min.y}, {rect.max.x - pad, rect.max.y}},
        context.fonts.header,
        context.theme.text,
        title
    );
    const views::Rect place{
        {end + context.theme.px(8), rect.min.y},
        {rect.max.x - context.theme.px(58), rect.max.y}};
    const std::string shown = views::fit_words_and_path(context.fonts.row, detail, place.size().x);
    text_in(context, place, context.fonts.row, context.theme.muted, shown);
    tooltip(context, shown != detail && ImGui::IsWindowHovered() && mouse_in(place), detail);
    return rect;
}

void tooltip(const PanelContext& context, bool hovered, std::string_view text) {
    if (hovered) {
        views::tooltip_ui({context.theme, context.fonts, context.probe}, text);
    }
}

void empty_state(
    const PanelContext& context,
    const views::Rect& rect,
    std::string_view title,
    std::string_view hint
) {
    const float pad = context.theme.px(16);
    const float width = std::max(rect.size().x - 2.0F * pad, 1.0F);
    float y = rect.min.y + context.theme.px(18);
    const auto paragraph = [&](Rgba8 color, std::string_view text) {
        text_wrapped(context, {rect.min.x + pad, y}, width, color, text);
        y += wrapped_height(context, width, text) + context.theme.px(6);
    };
    paragraph(context.theme.text, title);
    paragraph(context.theme.muted, hint);
}

}  // namespace limn::ui
