// SPDX-License-Identifier: MIT
#include "ui/top_bar.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

using session::command::ChangeSettings;

template <typename Change>
void change_settings(const PanelContext& context, Change change) {
    session::Settings settings = context.session.settings;
    change(settings);
    context.commands.push(ChangeSettings{std::move(settings)});
}

void probe_item(const PanelContext& context, const char* name) {
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    context.probe.add(name, low.x, low.y, high.x - low.x, high.y - low.y);
}

void recent_menu(const PanelContext& context) {
    const auto& recent = context.session.settings.recent_files;
    if (!ImGui::BeginMenu("Open recent", !recent.empty())) {
        return;
    }
    for (const std::string& file : recent) {
        if (ImGui::MenuItem(file.c_str())) {
            context.commands.push(session::command::OpenFiles{{file}});
        }
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Forget recent files")) {
        change_settings(context, [](session::Settings& settings) {
            settings.recent_files.clear();
        });
    }
    ImGui::EndMenu();
}

void file_menu(const PanelContext& context) {
    if (ImGui::MenuItem("Open…", "Ctrl+O")) {
        context.commands.push(session::command::ShowFileBrowser{true});
    }
    probe_item(context, "menu/file/open");
    recent_menu(context);
    if (ImGui::MenuItem("Open the demo")) {
        context.commands.push(session::command::OpenDemo{});
    }
    probe_item(context, "menu/file/demo");
    ImGui::Separator();
    const session::RecordingState* state = context.session.active_state();
    const bool has_view = state != nullptr && !state->views.empty();
    const auto first_view = [&] {
        return state->layout.maximised.value_or(state->views.front().id);
    };
    if (ImGui::MenuItem("Save picture of the view", "Ctrl+S", false, has_view)) {
        context.commands.push(session::command::SavePicture{first_view(), {}});
    }
    if (ImGui::MenuItem("Copy picture of the view", nullptr, false, has_view)) {
        context.commands.push(session::command::CopyPicture{first_view()});
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Close recording", nullptr, false, context.session.active.has_value())) {
        context.commands.push(session::command::CloseRecording{*context.session.active});
    }
    if (ImGui::MenuItem("Quit", "Ctrl+Q")) {
        context.commands.push(session::command::Quit{});
    }
}

void edit_menu(const PanelContext& context, const FrameInfo& info) {
    if (ImGui::MenuItem("Undo", "Ctrl+Z", false, info.can_undo)) {
        context.commands.push(session::command::Undo{});
    }
    if (ImGui::MenuItem("Redo", "Ctrl+Y", false, info.can_redo)) {
        context.commands.push(session::command::Redo{});
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Show all classes and entities", "Shift+X")) {
        context.commands.push(session::command::ShowAll{});
    }
}

void scale_menu(const PanelContext& context) {
    if (!ImGui::BeginMenu("UI scale")) {
        return;
    }
    const float now = context.session.settings.ui_scale;
    if (ImGui::MenuItem("Like the display", nullptr, now == 0.0F)) {
        change_settings(context, [](session::Settings& settings) { settings.ui_scale = 0.0F; });
    }
    for (const float scale : std::array{0.75F, 1.0F, 1.25F, 1.5F, 2.0F, 2.5F, 3.0F}) {
        const std::string text = fmt::format("{:.0f} %", static_cast<double>(scale) * 100.0);
        if (ImGui::MenuItem(text.c_str(), nullptr, now == scale)) {
            change_settings(context, [scale](session::Settings& settings) {
                settings.ui_scale = scale;
            });
        }
    }
    ImGui::EndMenu();
}

void view_menu(const PanelContext& context) {
    const session::Settings& settings = context.session.settings;
    if (ImGui::MenuItem("Recordings and entities", nullptr, settings.left_open)) {
        change_settings(context, [](session::Settings& s) { s.left_open = !s.left_open; });
    }
    if (ImGui::MenuItem("Classes and selection", nullptr, settings.right_open)) {
        change_settings(context, [](session::Settings& s) { s.right_open = !s.right_open; });
    }
    if (ImGui::MenuItem("Timeline", nullptr, settings.timeline_open)) {
        change_settings(context, [](session::Settings& s) { s.timeline_open = !s.timeline_open; });
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Light theme", nullptr, settings.theme == session::ThemeKind::Light)) {
        change_settings(context, [](session::Settings& s) {
            s.theme = s.theme == session::ThemeKind::Dark ? session::ThemeKind::Light
                                                          : session::ThemeKind::Dark;
        });
    }
    if (ImGui::MenuItem("Neutral grey around pictures", nullptr, settings.neutral_surround)) {
        change_settings(context, [](session::Settings& s) {
            s.neutral_surround = !s.neutral_surround;
        });
    }
    if (ImGui::MenuItem("Dim the others while hovering", nullptr, settings.dim_others)) {
        change_settings(context, [](session::Settings& s) { s.dim_others = !s.dim_others; });
    }
    scale_menu(context);
    ImGui::Separator();
    if (ImGui::MenuItem("Arrange the views anew")) {
        context.commands.push(session::command::ResetLayout{});
    }
    if (ImGui::MenuItem("Fullscreen", "F11")) {
        context.commands.push(session::command::ToggleFullscreen{});
    }
}

void help_menu(const PanelContext& context) {
    if (ImGui::MenuItem("Mouse and keys", "F1")) {
        context.commands.push(session::command::ShowKeysPage{true});
    }
    if (ImGui::MenuItem("Problems")) {
        context.commands.push(session::command::ShowDetails{true, std::nullopt});
    }
}

/// A menu title; opens its popup below.
template <typename Items>
float menu(
    const PanelContext& context,
    const char* title,
    float x,
    const views::Rect& bar,
    Items items
) {
    const float width = text_width(context.fonts.body, title) + context.theme.px(16);
    const views::Rect rect{
        {x, bar.min.y + context.theme.px(6)},
        {x + width, bar.max.y - context.theme.px(6)}};
    const std::string id = fmt::format("##menu_{}", title);
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y));
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width, rect.size().y))) {
        ImGui::OpenPopup(title);
    }
    const bool hovered = ImGui::IsItemHovered();
    if (hovered || ImGui::IsPopupOpen(title)) {
        fill(rect, context.theme.hover, context.theme.px(4));
    }
    text_in(
        context,
        {{x + context.theme.px(8), bar.min.y}, {bar.max.x, bar.max.y}},
        context.fonts.body,
        hovered ? context.theme.text : context.theme.muted_on_raised,
        title
    );
    std::string probe = fmt::format("menu/{}", title);
    probe[5] = static_cast<char>(probe[5] | 0x20);
    context.probe.add(probe, rect.min.x, rect.min.y, width, rect.size().y);
    ImGui::SetNextWindowPos(ImVec2(rect.min.x, bar.max.y));
    if (ImGui::BeginPopup(title)) {
        items();
        ImGui::EndPopup();
    }
    return x + width;
}

void panel_switches(const PanelContext& context, const views::Rect& rect) {
    const float size = std::floor(context.theme.px(26));
    const float y = rect.min.y + std::floor((rect.size().y - size) * 0.5F);
    float x = rect.max.x - context.theme.px(6) - size;
    const auto button =
        [&](const char* id, const char* icon, const char* tip, bool active, auto change) {
            if (icon_button(context, id, {{x, y}, {x + size, y + size}}, icon, tip, active)) {
                change_settings(context, change);
            }
            x -= size + context.theme.px(2);
        };
    const session::Settings& settings = context.session.settings;
    button(
        "##panel_right",
        views::icon::kContext,
        "Classes and selection",
        settings.right_open,
        [](session::Settings& s) { s.right_open = !s.right_open; }
    );
    button(
        "##panel_bottom",
        views::icon::kClock,
        "Timeline",
        settings.timeline_open,
        [](session::Settings& s) { s.timeline_open = !s.timeline_open; }
    );
    button(
        "##panel_left",
        views::icon::kColumns,
        "Recordings and entities",
        settings.left_open,
        [](session::Settings& s) { s.left_open = !s.left_open; }
    );
    if (icon_button(
            context,
            "##keys",
            {{x, y}, {x + size, y + size}},
            views::icon::kKeyboard,
            "Mouse and keys (?)",
            false,
            "top/keys"
        )) {
        context.commands.push(session::command::ShowKeysPage{true});
    }
}

}  // namespace

void top_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info) {
    const PanelWindow window(context, "##top_bar", rect, context.theme.panel);
    line_below(context, rect);
    float x = text_in(
                  context,
                  {{rect.min.x + context.theme.px(12), rect.min.y}, rect.max},
                  context.fonts.title,
                  context.theme.text,
                  "limn"
              ) +
              context.theme.px(14);
    ImGui::PushStyleVar(
        ImGuiStyleVar_ItemSpacing,
        ImVec2(context.theme.px(8), context.theme.px(6))
    );
    ImGui::PushStyleVar(
        ImGuiStyleVar_WindowPadding,
        ImVec2(context.theme.px(10), context.theme.px(8))
    );
    x = menu(context, "File", x, rect, [&] { file_menu(context); });
    x = menu(context, "Edit", x, rect, [&] { edit_menu(context, info); });
    x = menu(context, "View", x, rect, [&] { view_menu(context); });
    menu(context, "Help", x, rect, [&] { help_menu(context); });
    ImGui::PopStyleVar(2);
    panel_switches(context, rect);
}

}  // namespace limn::ui
