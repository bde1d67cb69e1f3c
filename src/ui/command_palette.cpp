// SPDX-License-Identifier: MIT
#include "ui/command_palette.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"
#include "views/icons.h"
#include "views/path_text.h"

namespace limn::ui {
namespace {

constexpr std::size_t kMostShown = 200;
constexpr float kRowHeight = 28.0F;
constexpr std::size_t kRowsHigh = 12;

const char* icon_of(const PaletteEntry& entry) {
    switch (entry.kind) {
        case PaletteEntry::Kind::Action:
            return views::icon::kChevronRight;
        case PaletteEntry::Kind::Entity:
            return views::icon::kCube;
        case PaletteEntry::Kind::Timeline:
            return views::icon::kClock;
        case PaletteEntry::Kind::File:
            return views::icon::kFile;
        case PaletteEntry::Kind::View:
            return views::icon::kImage;
        case PaletteEntry::Kind::Class:
            break;
    }
    return nullptr;
}

bool is_pressed(ImGuiKey key) {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
}

/// The text with a line under the letters that matched; returns where it ended.
float matched_text(
    const PanelContext& context,
    const views::Rect& rect,
    const PaletteEntry& entry,
    const std::vector<std::size_t>& at
) {
    ImFont* font = context.fonts.body;
    const bool is_path =
        entry.kind == PaletteEntry::Kind::Entity || entry.kind == PaletteEntry::Kind::View;
    const std::string shown =
        is_path ? views::fit_path(font, entry.text, rect.size().x) : entry.text;
    // What is left out at the front, and what stands for it.
    const std::size_t dots = shown == entry.text ? 0 : std::string_view("…").size();
    const std::size_t left_out = entry.text.size() + dots - shown.size();
    const float end = text_in(context, rect, font, context.theme.text, shown);
    const float y = std::floor((rect.min.y + rect.max.y + font->FontSize) * 0.5F);
    const std::string_view text(shown);
    for (const std::size_t byte_of_all : at) {
        if (byte_of_all < left_out) {
            continue;
        }
        const std::size_t byte = byte_of_all - left_out + dots;
        const float left = rect.min.x + text_width(font, text.substr(0, byte));
        const float right = rect.min.x + text_width(font, text.substr(0, byte + 1));
        if (right <= end) {
            fill({{std::floor(left), y}, {std::ceil(right), y + 1.0F}}, context.theme.accent);
        }
    }
    return end;
}

}  // namespace

void CommandPalette::open(const PanelContext& context) {
    const ActionContext action{
        context.session,
        context.styles,
        context.commands,
        context.theme.scale};
    entries_ = collect_entries(action);
    query_.clear();
    rank();
}

void CommandPalette::rank() {
    ranked_ = rank_entries(entries_, query_, kMostShown);
    chosen_ = 0;
    scroll_to_chosen_ = true;
}

void CommandPalette::draw(const PanelContext& context, glm::vec2 display_px) {
    constexpr const char* kName = "##command_palette";
    if (!context.session.show_command_palette) {
        was_shown_ = false;
        return;
    }
    if (!was_shown_) {
        was_shown_ = true;
        open(context);
        ImGui::OpenPopup(kName);
    }
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const float width = std::min(px(620), display_px.x - px(24));
    const float rows = static_cast<float>(std::clamp<std::size_t>(ranked_.size(), 2, kRowsHigh));
    const float query_height = px(44);
    const float foot_height = px(28);
    const float top = px(views::measure::kTopBar) + px(6);
    const float most = display_px.y - top - px(12);
    const float height = std::min(query_height + rows * px(kRowHeight) + px(8) + foot_height, most);
    const glm::vec2 at{std::floor((display_px.x - width) * 0.5F), top};
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y));
    ImGui::SetNextWindowSize(ImVec2(width, height));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    const bool is_open = ImGui::BeginPopup(
        kName,
        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
            ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse
    );
    if (!is_open) {
        ImGui::PopStyleVar(2);
        context.commands.push(session::command::ShowCommandPalette{false});
        return;
    }
    const views::Rect all{at, at + glm::vec2(width, height)};
    const views::Rect foot{{all.min.x, all.max.y - foot_height}, all.max};
    query_ui(context, {all.min, {all.max.x, all.min.y + query_height}});
    list_ui(
        context,
        {{all.min.x, all.min.y + query_height + px(4)}, {all.max.x, foot.min.y - px(4)}}
    );
    fill({foot.min, {foot.max.x, foot.min.y + 1.0F}}, context.theme.line);
    text_in(
        context,
        {{foot.min.x + px(14), foot.min.y}, foot.max},
        context.fonts.tick,
        context.theme.muted,
        "up, down: choose    Enter: run, select    Ctrl + Enter: solo a class    Esc: close"
    );
    context.probe.add("palette", all.min.x, all.min.y, width, height);
    keys_ui(context);
    ImGui::EndPopup();
    ImGui::PopStyleVar(2);
}

void CommandPalette::query_ui(const PanelContext& context, const views::Rect& rect) {
    icon_in(
        context,
        {rect.min, {rect.min.x + context.theme.px(40), rect.max.y}},
        context.theme.muted,
        views::icon::kSearch
    );
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x + context.theme.px(40), rect.min.y));
    ImGui::SetNextItemWidth(rect.size().x - context.theme.px(54));
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(0, std::floor((rect.size().y - context.fonts.body->FontSize) * 0.5F))
    );
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    if (ImGui::IsWindowAppearing()) {
        ImGui::SetKeyboardFocusHere();
    }
    if (ImGui::InputTextWithHint("##query", "Search commands, classes, entities, files", &query_)) {
        rank();
    }
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    line_below(context, rect);
}

void CommandPalette::list_ui(const PanelContext& context, const views::Rect& rect) {
    if (ranked_.empty()) {
        empty_state(context, rect, "Nothing matches", "Fewer letters find more.");
        return;
    }
    const ScrollArea scroll(context, "##palette_rows", rect);
    const float height = std::floor(context.theme.px(kRowHeight));
    if (std::exchange(scroll_to_chosen_, false)) {
        const float at = static_cast<float>(chosen_) * height;
        if (at < ImGui::GetScrollY()) {
            ImGui::SetScrollY(at);
        } else if (at + height > ImGui::GetScrollY() + rect.size().y) {
            ImGui::SetScrollY(at + height - rect.size().y);
        }
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(ranked_.size()), height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            entry_ui(context, static_cast<std::size_t>(i));
        }
    }
}

void CommandPalette::entry_ui(const PanelContext& context, std::size_t index) {
    const PaletteEntry& entry = entries_[ranked_[index].entry];
    const auto px = [&](float points) { return context.theme.px(points); };
    const bool is_chosen = index == chosen_;
    const std::string id = fmt::format("##entry{}", index);
    const RowState state =
        row(context, id.c_str(), kRowHeight, is_chosen ? RowLook::Selected : RowLook::Plain);
    const Rgba8 muted =
        is_chosen || state.hovered ? context.theme.muted_on_raised : context.theme.muted;
    const views::Rect mark = zone(state.rect, px(10), px(34));
    if (entry.color) {
        swatch(context, mark, *entry.color, false);
    } else {
        icon_in(context, mark, muted, icon_of(entry));
    }
    const float width = state.rect.size().x;
    const float keys_width = text_width(context.fonts.row, entry.keys);
    const float keys_left = width - px(14) - keys_width;
    const float end = matched_text(
        context,
        zone(state.rect, px(40), std::min(width * 0.72F, keys_left - px(12))),
        entry,
        ranked_[index].at
    );
    text_in(
        context,
        {{end + px(10), state.rect.min.y},
         {state.rect.min.x + keys_left - px(12), state.rect.max.y}},
        context.fonts.row,
        muted,
        entry.detail
    );
    text_right(
        context,
        zone(state.rect, keys_left, width - px(14)),
        context.fonts.row,
        muted,
        entry.keys
    );
    const glm::vec2 size = state.rect.size();
    context.probe
        .add(fmt::format("palette/{}", index), state.rect.min.x, state.rect.min.y, size.x, size.y);
    if (state.clicked) {
        run(context, entry, ImGui::GetIO().KeyCtrl);
    }
}

void CommandPalette::keys_ui(const PanelContext& context) {
    const std::size_t count = ranked_.size();
    if (count > 0 && is_pressed(ImGuiKey_DownArrow)) {
        chosen_ = (chosen_ + 1) % count;
        scroll_to_chosen_ = true;
    }
    if (count > 0 && is_pressed(ImGuiKey_UpArrow)) {
        chosen_ = (chosen_ + count - 1) % count;
        scroll_to_chosen_ = true;
    }
    if (count > 0 && (is_pressed(ImGuiKey_Enter) || is_pressed(ImGuiKey_KeyPadEnter))) {
        run(context, entries_[ranked_[chosen_].entry], ImGui::GetIO().KeyCtrl);
    }
    if (is_pressed(ImGuiKey_Escape)) {
        context.commands.push(session::command::ShowCommandPalette{false});
        ImGui::CloseCurrentPopup();
    }
}

void CommandPalette::run(
    const PanelContext& context,
    const PaletteEntry& entry,
    bool with_control
) {
    context.commands.push(session::command::ShowCommandPalette{false});
    ImGui::CloseCurrentPopup();
    if (entry.action != nullptr) {
        entry.action->run({context.session, context.styles, context.commands, context.theme.scale});
    } else if (with_control && entry.on_control_enter) {
        context.commands.push(*entry.on_control_enter);
    } else if (entry.on_enter) {
        context.commands.push(*entry.on_enter);
    }
}

}  // namespace limn::ui
