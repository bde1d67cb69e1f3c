// SPDX-License-Identifier: MIT
#include "ui/top_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "session/panels.h"
#include "ui/actions.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"
#include "views/rect.h"

namespace limn::ui {
namespace {

using session::Panel;
using session::command::ChangeSettings;

/// A menu item for an action of the table, with its keys. One that cannot be run says why when it is pointed at.
void action_item(
    const PanelContext& context,
    std::string_view id,
    bool is_checked = false,
    std::string_view obstacle = {}
) {
    const Action* action = find_action(id);
    if (action == nullptr) {
        return;
    }
    const ActionContext on{context.session, context.styles, context.commands, context.theme.scale};
    const std::string_view reason = obstacle.empty() ? why_not(*action, on) : obstacle;
    const std::string keys = keys_text(*action);
    const std::string name(action->name);
    const std::string first = keys.substr(0, keys.find(','));
    if (ImGui::MenuItem(name.c_str(), first.c_str(), is_checked, reason.empty())) {
        action->run(on);
    }
    probe_last_item(context, fmt::format("menu/{}", id));
    tooltip(context, ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled), reason);
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
        context.commands.push(ChangeSettings{{.forget_recent_files = true}});
    }
    ImGui::EndMenu();
}

void file_menu(const PanelContext& context) {
    action_item(context, "file.open");
    recent_menu(context);
    action_item(context, "file.demo");
    ImGui::Separator();
    action_item(context, "file.save_recording");
    action_item(context, "file.save_time_range");
    action_item(context, "file.save_entities");
    ImGui::Separator();
    action_item(context, "file.save_picture");
    action_item(context, "file.copy_picture");
    ImGui::Separator();
    action_item(context, "file.load_choices");
    action_item(context, "file.save_choices");
    ImGui::Separator();
    action_item(context, "file.close");
    action_item(context, "file.quit");
}

void edit_menu(const PanelContext& context, const FrameInfo& info) {
    action_item(context, "edit.undo", false, info.can_undo ? "" : "Nothing to undo");
    action_item(context, "edit.redo", false, info.can_redo ? "" : "Nothing to redo");
    ImGui::Separator();
    action_item(context, "edit.palette");
    ImGui::Separator();
    action_item(context, "classes.show_all");
    action_item(context, "classes.revert_all");
}

void scale_menu(const PanelContext& context) {
    if (!ImGui::BeginMenu("UI scale")) {
        return;
    }
    const float now = context.session.settings.ui_scale;
    if (ImGui::MenuItem("Like the display", nullptr, now == 0.0F)) {
        context.commands.push(ChangeSettings{{.ui_scale = 0.0F}});
    }
    for (const float scale : std::array{0.75F, 1.0F, 1.25F, 1.5F, 2.0F, 2.5F, 3.0F}) {
        const std::string text = fmt::format("{:.0f} %", static_cast<double>(scale) * 100.0);
        if (ImGui::MenuItem(text.c_str(), nullptr, now == scale)) {
            context.commands.push(ChangeSettings{{.ui_scale = scale}});
        }
    }
    ImGui::EndMenu();
}

void view_menu(const PanelContext& context) {
    const session::Settings& settings = context.session.settings;
    action_item(context, "view.left", is_panel_shown(context.session, Panel::Left));
    action_item(context, "view.right", is_panel_shown(context.session, Panel::Right));
    action_item(context, "view.timeline", is_panel_shown(context.session, Panel::Timeline));
    ImGui::Separator();
    const bool is_light = settings.theme == session::ThemeKind::Light;
    if (ImGui::MenuItem("Light theme", nullptr, is_light)) {
        const auto other = is_light ? session::ThemeKind::Dark : session::ThemeKind::Light;
        context.commands.push(ChangeSettings{{.theme = other}});
    }
    action_item(context, "view.surround", settings.neutral_surround);
    action_item(context, "classes.dim", settings.dim_others);
    scale_menu(context);
    ImGui::Separator();
    action_item(context, "view.maximise");
    action_item(context, "view.arrange");
    action_item(context, "view.fullscreen");
}

void help_menu(const PanelContext& context) {
    action_item(context, "help.keys");
    action_item(context, "help.problems");
}

constexpr std::array kMenus{"File", "Edit", "View", "Help"};

/// A menu title; opens its popup below. While a menu is open, it follows the mouse along the bar.
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
    const bool clicked = ImGui::InvisibleButton(id.c_str(), ImVec2(width, rect.size().y));
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup);
    const bool follows =
        hovered && !ImGui::IsPopupOpen(title) &&
        std::ranges::any_of(kMenus, [](const char* other) { return ImGui::IsPopupOpen(other); });
    if (follows) {
        ImGui::OpenPopup(title);
    } else if (clicked) {
        views::open_popup(title);
    }
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
        [&](const char* id, const char* icon, const char* tip, Panel panel, const char* probe) {
            const views::Rect place{{x, y}, {x + size, y + size}};
            const bool is_shown = is_panel_shown(context.session, panel);
            if (icon_button(context, id, place, icon, tip, is_shown, probe)) {
                context.commands.push(session::command::TogglePanel{panel});
            }
            x -= size + context.theme.px(2);
        };
    button(
        "##panel_right",
        views::icon::kContext,
        "Classes and selection",
        Panel::Right,
        "top/right"
    );
    button("##panel_bottom", views::icon::kClock, "Timeline", Panel::Timeline, "top/timeline");
    button(
        "##panel_left",
        views::icon::kColumns,
        "Recordings and entities",
        Panel::Left,
        "top/left"
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

/// Opens the command palette: what it finds stands in it.
void palette_field(const PanelContext& context, const views::Rect& bar, float left, float right) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const float width = std::min(px(400), right - left - px(32));
    if (width < px(160)) {
        return;
    }
    const float middle = std::clamp(
        (bar.min.x + bar.max.x) * 0.5F,
        left + px(16) + width * 0.5F,
        right - px(16) - width * 0.5F
    );
    const float x = std::floor(middle - width * 0.5F);
    const views::Rect rect{{x, bar.min.y + px(6)}, {x + width, bar.max.y - px(7)}};
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y));
    const bool clicked = ImGui::InvisibleButton("##palette", ImVec2(width, rect.size().y));
    const bool hovered = ImGui::IsItemHovered();
    const float radius = context.theme.px(views::measure::kControlRadius);
    fill(rect, context.theme.ground, radius);
    outline(rect, hovered ? context.theme.accent : context.theme.line, radius);
    const Rgba8 muted = context.theme.muted;
    icon_in(context, {rect.min, {rect.min.x + px(28), rect.max.y}}, muted, views::icon::kSearch);
    const std::string keys = "Ctrl P";
    const float keys_left = rect.max.x - px(10) - text_width(context.fonts.tick, keys);
    text_in(
        context,
        {{rect.min.x + px(28), rect.min.y}, {keys_left - px(8), rect.max.y}},
        context.fonts.row,
        muted,
        "Search classes, entities, commands"
    );
    text_in(context, {{keys_left, rect.min.y}, rect.max}, context.fonts.tick, muted, keys);
    context.probe.add("top/palette", rect.min.x, rect.min.y, width, rect.size().y);
    tooltip(context, hovered, "Find and run a command, solo a class, select an entity (Ctrl + P)");
    if (clicked) {
        context.commands.push(session::command::ShowCommandPalette{true});
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
    {
        const MenuStyle style(context);
        x = menu(context, "File", x, rect, [&] { file_menu(context); });
        x = menu(context, "Edit", x, rect, [&] { edit_menu(context, info); });
        x = menu(context, "View", x, rect, [&] { view_menu(context); });
        x = menu(context, "Help", x, rect, [&] { help_menu(context); });
    }
    palette_field(context, rect, x, rect.max.x - context.theme.px(126));
    panel_switches(context, rect);
}

}  // namespace limn::ui
