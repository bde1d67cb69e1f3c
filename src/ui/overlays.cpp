// SPDX-License-Identifier: MIT
#include "ui/overlays.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ui/actions.h"
#include "ui/problems_text.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/popups.h"
#include "views/rect.h"
#include "views/shortcuts.h"

namespace limn::ui {
namespace {

/// A centred floating page with a title and a close button. Calls `body` with the room below.
template <typename Close, typename Body>
void page_ui(
    const PanelContext& context,
    glm::vec2 display_px,
    const char* title,
    glm::vec2 size_pt,
    Close close,
    Body body
) {
    const views::Theme& theme = context.theme;
    const glm::vec2 wanted = glm::vec2(theme.px(size_pt.x), theme.px(size_pt.y));
    const glm::vec2 size = glm::min(wanted, display_px - theme.px(40));
    const glm::vec2 at = glm::floor((display_px - size) * 0.5F);
    const views::Rect rect{at, at + size};
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y));
    ImGui::SetNextWindowSize(ImVec2(size.x, size.y));
    ImGui::Begin(
        title,
        nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav
    );
    const float head = std::floor(theme.px(36));
    const bool is_escape = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false) &&
                           !views::is_any_popup_open();
    section_header(context, {rect.min, {rect.max.x, rect.min.y + head}}, title);
    if (icon_button(
            context,
            "##close",
            {{rect.max.x - head, rect.min.y}, {rect.max.x, rect.min.y + head - 1.0F}},
            views::icon::kClose,
            "Close (Esc)",
            false,
            "page/close"
        ) ||
        is_escape) {
        close();
        views::swallow_escape();
    }
    body(views::Rect{{rect.min.x, rect.min.y + head}, rect.max});
    ImGui::End();
    ImGui::PopStyleVar();
}

struct KeysLine {
    std::string_view where;
    std::string input;
    std::string_view does;
};

/// What the mouse does and what actions have keys, by place, in the order in which places come first.
std::vector<KeysLine> keys_lines() {
    std::vector<KeysLine> lines;
    for (const views::Shortcut& shortcut : views::kMouseAndViewKeys) {
        lines.push_back({shortcut.where, std::string(shortcut.input), shortcut.does});
    }
    for (const Action& action : actions()) {
        if (std::string keys = keys_text(action); !keys.empty()) {
            lines.push_back({action.where, std::move(keys), action.name});
        }
    }
    std::vector<std::string_view> places;
    for (const KeysLine& line : lines) {
        if (std::ranges::find(places, line.where) == places.end()) {
            places.push_back(line.where);
        }
    }
    std::ranges::stable_sort(lines, {}, [&](const KeysLine& line) {
        return std::ranges::find(places, line.where) - places.begin();
    });
    return lines;
}

void keys_heading_ui(const PanelContext& context, std::string_view where) {
    const RowState head = row(context, fmt::format("##head{}", where).c_str(), 30.0F);
    fill(head.rect, context.theme.panel);
    text_in(
        context,
        zone(head.rect, context.theme.px(18), head.rect.size().x),
        context.fonts.header,
        context.theme.muted,
        where
    );
}

void keys_line_ui(const PanelContext& context, const KeysLine& line, int index) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const RowState state = row(context, fmt::format("##key{}", index).c_str(), 22.0F);
    text_in(
        context,
        zone(state.rect, px(18), px(230)),
        context.fonts.row,
        context.theme.text,
        line.input
    );
    text_in(
        context,
        zone(state.rect, px(240), state.rect.size().x - px(10)),
        context.fonts.row,
        state.hovered ? context.theme.muted_on_raised : context.theme.muted,
        line.does
    );
}

}  // namespace

void details_page_ui(
    const PanelContext& context,
    glm::vec2 display_px,
    const Diagnostics& in_views
) {
    if (!context.session.show_details) {
        return;
    }
    const auto close = [&] {
        context.commands.push(session::command::ShowDetails{false, std::nullopt});
    };
    page_ui(context, display_px, "Problems", {760, 480}, close, [&](const views::Rect& rect) {
        std::string text = context.session.details_text ? *context.session.details_text
                                                        : problems_text(context.session, in_views);
        if (text.empty()) {
            empty_state(
                context,
                rect,
                "No problems",
                "What could not be read or shown is listed here."
            );
            return;
        }
        const float pad = context.theme.px(14);
        ImGui::SetCursorScreenPos(ImVec2(rect.min.x + pad, rect.min.y + pad));
        ImGui::PushFont(context.fonts.row);
        ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
        ImGui::InputTextMultiline(
            "##text",
            text.data(),
            text.size() + 1,
            ImVec2(rect.size().x - 2 * pad, rect.size().y - 2 * pad),
            ImGuiInputTextFlags_ReadOnly
        );
        ImGui::PopStyleColor();
        ImGui::PopFont();
    });
}

void keys_page_ui(const PanelContext& context, glm::vec2 display_px) {
    if (!context.session.show_keys_page) {
        return;
    }
    const auto close = [&] { context.commands.push(session::command::ShowKeysPage{false}); };
    page_ui(context, display_px, "Mouse and keys", {640, 660}, close, [&](const views::Rect& rect) {
        const ScrollArea scroll(context, "##keys", rect);
        const std::vector<KeysLine> lines = keys_lines();
        std::string_view where;
        int index = 0;
        for (const KeysLine& line : lines) {
            if (line.where != where) {
                where = line.where;
                keys_heading_ui(context, where);
            }
            keys_line_ui(context, line, index++);
        }
    });
}

}  // namespace limn::ui
