// SPDX-License-Identifier: MIT
#include "views/tooltip.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>

#include "base/hash.h"
#include "views/imgui_host.h"
#include "views/wrapped_text.h"

namespace limn::views {
namespace {

constexpr float kWrapPt = 360.0F;

/// A panel wider than this share of the display is a strip.
constexpr float kColumnShare = 0.45F;

bool contains(const Rect& rect, ImVec2 point) {
    return point.x >= rect.min.x && point.x < rect.max.x && point.y >= rect.min.y &&
           point.y < rect.max.y;
}

float clamp_to(float at, float size, float display) {
    return std::clamp(at, 0.0F, std::max(display - size, 0.0F));
}

std::optional<float>
beside(const Rect& item, const Rect& panel, float width, float display, float gap) {
    const float left = panel.min.x - gap - width;
    const float right = panel.max.x + gap;
    const bool fits_left = left >= 0.0F;
    const bool fits_right = right + width <= display;
    const bool is_left_nearer = item.min.x - panel.min.x <= panel.max.x - item.max.x;
    if (fits_left && (is_left_nearer || !fits_right)) {
        return left;
    }
    return fits_right ? std::optional(right) : std::nullopt;
}

std::optional<float>
over_or_under(const Rect& panel, TipSide side, float height, float display, float gap) {
    const float above = panel.min.y - gap - height;
    const float below = panel.max.y + gap;
    const bool fits_above = above >= 0.0F;
    const bool fits_below = below + height <= display;
    if (fits_above && (side == TipSide::Above || !fits_below)) {
        return above;
    }
    return fits_below ? std::optional(below) : std::nullopt;
}

/// What the mouse is on: the last item, or a small place around the mouse if that is another one.
Rect item_rect(const ImGuiContext& g) {
    const ImRect& last = g.LastItemData.Rect;
    const Rect rect{{last.Min.x, last.Min.y}, {last.Max.x, last.Max.y}};
    const ImVec2 mouse = g.IO.MousePos;
    if (contains(rect, mouse)) {
        return rect;
    }
    constexpr float kAround = 8.0F;
    return {{mouse.x - kAround, mouse.y - kAround}, {mouse.x + kAround, mouse.y + kAround}};
}

}  // namespace

TipSide tip_side(const Rect& panel, glm::vec2 display) {
    if (panel.size().x <= display.x * kColumnShare) {
        return TipSide::Beside;
    }
    return panel.min.y > display.y - panel.max.y ? TipSide::Above : TipSide::Below;
}

glm::vec2 place_tip(
    const Rect& item,
    const Rect& panel,
    TipSide side,
    glm::vec2 size,
    glm::vec2 display,
    float gap
) {
    if (side == TipSide::Beside) {
        if (const auto x = beside(item, panel, size.x, display.x, gap)) {
            const float y = (item.min.y + item.max.y - size.y) * 0.5F;
            return {*x, clamp_to(y, size.y, display.y)};
        }
    }
    const float x = clamp_to(item.min.x, size.x, display.x);
    if (side != TipSide::Beside) {
        if (const auto y = over_or_under(panel, side, size.y, display.y, gap)) {
            return {x, *y};
        }
    }
    const auto y = over_or_under(item, TipSide::Below, size.y, display.y, gap);
    return {x, y.value_or(clamp_to(item.max.y + gap, size.y, display.y))};
}

void tooltip_ui(
    const TipStyle& style,
    std::string_view text,
    const std::optional<Rect>& panel,
    std::optional<TipSide> side
) {
    ImGuiHost* host = ImGuiHost::current();
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const std::uint64_t key = hash_combine(hash_text(text), g.HoveredId);
    if (host == nullptr || text.empty() || !host->tips().is_due(key)) {
        return;
    }
    const Theme& theme = style.theme;
    ImFont* font = style.fonts.row;
    const glm::vec2 pad{std::floor(theme.px(8)), std::floor(theme.px(5))};
    const std::string lines = wrap_text(font, text, theme.px(kWrapPt));
    const char* end = lines.data() + lines.size();
    const ImVec2 extent = font->CalcTextSizeA(font->FontSize, 1.0e9F, 0.0F, lines.data(), end);
    const glm::vec2 size = glm::vec2(std::ceil(extent.x), std::ceil(extent.y)) + 2.0F * pad;
    const ImGuiWindow& window = *g.CurrentWindow->RootWindow;
    const Rect around = panel.value_or(Rect{
        {window.Pos.x, window.Pos.y},
        {window.Pos.x + window.Size.x, window.Pos.y + window.Size.y}});
    const glm::vec2 display{g.IO.DisplaySize.x, g.IO.DisplaySize.y};
    const glm::vec2 at = glm::floor(place_tip(
        item_rect(g),
        around,
        side.value_or(tip_side(around, display)),
        size,
        display,
        std::floor(theme.px(6))
    ));
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad.x, pad.y));
    ImGui::BeginTooltip();
    ImGui::PushFont(font);
    ImGui::TextUnformatted(lines.data(), end);
    ImGui::PopFont();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
    style.probe.add("tooltip", at.x, at.y, size.x, size.y);
}

bool is_tooltip_waiting() {
    ImGuiHost* host = ImGuiHost::current();
    return host != nullptr && host->tips().is_waiting();
}

}  // namespace limn::views
