// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/counted.h"
#include "ui/class_lanes.h"
#include "ui/classes_panel.h"
#include "views/icons.h"
#include "views/swatch.h"

namespace limn::ui {

void ClassesPanel::rows_ui(const PanelContext& context, const views::Rect& rect) {
    if (table_.rows.empty()) {
        const bool filtered = table_.num_classes > 0;
        empty_state(
            context,
            rect,
            filtered ? "No class matches" : "No classes here",
            filtered ? "Clear the search or switch \"In this frame\" off."
                     : "Log an AnnotationContext, or class ids, to see them listed."
        );
        return;
    }
    const ScrollArea scroll(context, "##class_rows", rect);
    ImGuiListClipper clipper;
    clipper.Begin(
        static_cast<int>(table_.rows.size()),
        std::floor(context.theme.px(views::measure::kRow))
    );
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            row_ui(context, table_.rows[static_cast<std::size_t>(i)], i);
        }
    }
}

void ClassesPanel::row_ui(const PanelContext& context, const ClassRow& row, int index) {
    switch (row.kind) {
        case ClassRow::Kind::Group:
            group_row_ui(context, row, index);
            break;
        case ClassRow::Kind::Class:
            class_row_ui(context, row);
            break;
        case ClassRow::Kind::Skeleton:
            skeleton_row_ui(context, row, index);
            break;
        case ClassRow::Kind::Keypoint:
            keypoint_row_ui(context, row, index);
            break;
        case ClassRow::Kind::ConnectionsHeader:
        case ClassRow::Kind::Connection:
            connection_row_ui(context, row, index);
            break;
    }
}

bool ClassesPanel::is_lit(const PanelContext& context, const ClassRow& row) const {
    const auto& hover = context.session.hover;
    return hover && hover->context_key == shown_->key() && row.style_index != draw::kNoStyle &&
           hover->style_index == row.style_index;
}

bool ClassesPanel::is_selected(const PanelContext& context, const ClassRow& row) const {
    if (!row.keypoint && selected_.contains(row.id)) {
        return true;
    }
    const auto& selection = context.session.active_state()->selection;
    // A selection of many classes is in `selected_`; things in views are few.
    constexpr std::size_t kFew = 64;
    return selection.size() <= kFew &&
           std::ranges::any_of(selection, [&](const session::Item& item) {
               return item.class_id == row.id && item.keypoint == row.keypoint &&
                      (item.is_class
                           ? item.entity == shown_->entity()
                           : context.styles.contexts().find(item.entity)->key() == shown_->key());
           });
}

RowLook ClassesPanel::look_of(const PanelContext& context, const ClassRow& row) const {
    if (is_selected(context, row)) {
        return RowLook::Selected;
    }
    return is_lit(context, row) ? RowLook::Lit : RowLook::Plain;
}

void ClassesPanel::hover_class(const PanelContext& context, const ClassRow& row) const {
    session::HoverInfo info;
    info.item = {shown_->entity(), std::nullopt, row.id, row.keypoint, true};
    info.context_key = shown_->key();
    info.style_index = row.style_index;
    context.hover = info;
}

bool ClassesPanel::is_renamed(const ClassRow& row) const {
    return rename_ && rename_->id == row.id && rename_->keypoint == row.keypoint;
}

void ClassesPanel::start_rename(const ClassRow& row) {
    rename_ = Rename{row.id, row.keypoint, row.label, true};
}

void ClassesPanel::rename_ui(
    const PanelContext& context,
    const ClassRow& row,
    const views::Rect& rect
) {
    ImGui::SetItemAllowOverlap();
    const ImVec2 next_row = ImGui::GetCursorScreenPos();
    const float height = rect.size().y - context.theme.px(2);
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y + context.theme.px(1)));
    ImGui::SetNextItemWidth(rect.size().x);
    ImGui::PushFont(context.fonts.row);
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(context.theme.px(3), std::floor((height - context.fonts.row->FontSize) * 0.5F))
    );
    if (std::exchange(rename_->is_new, false)) {
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::InputText("##rename", &rename_->text, ImGuiInputTextFlags_AutoSelectAll);
    probe_last_item(context, "classes/rename");
    const bool cancelled = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
    const bool left = ImGui::IsItemDeactivated();
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ImGui::SetCursorScreenPos(next_row);
    if (!left) {
        return;
    }
    if (!cancelled && rename_->text != row.label) {
        const auto logged = shown_->label(row.id, row.keypoint);
        const bool as_logged = rename_->text.empty() || logged == rename_->text;
        context.commands.push(session::command::SetClassLabel{
            shown_,
            row.id,
            row.keypoint,
            as_logged ? std::nullopt : std::optional(rename_->text)});
    }
    rename_.reset();
}

/// One slice of the drawing: rows scroll one by one.
void ClassesPanel::skeleton_row_ui(const PanelContext& context, const ClassRow& row, int index) {
    const annotation::ClassStyle* style = shown_->find(row.id);
    const std::string id = fmt::format("##skeleton{}", index);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = std::floor(context.theme.px(views::measure::kRow));
    const float width = std::max(ImGui::GetContentRegionAvail().x, 1.0F);
    ImGui::InvisibleButton(id.c_str(), ImVec2(width, height));
    const bool hovered = ImGui::IsItemHovered();
    const bool clicked = ImGui::IsItemClicked();
    if (style == nullptr) {
        return;
    }
    const views::Rect part{{at.x, at.y}, {at.x + width, at.y + height}};
    const float top = at.y - height * static_cast<float>(row.count);
    const views::Rect all{
        {at.x, top},
        {at.x + width, top + height * static_cast<float>(kSkeletonRows)}};
    const auto joint = drawings_.draw(context, shown_, *style, all, part);
    if (!hovered || !joint) {
        return;
    }
    ClassRow of_joint;
    of_joint.id = row.id;
    of_joint.keypoint = joint;
    of_joint.style_index = shown_->style_index(row.id, joint);
    hover_class(context, of_joint);
    const auto label = session::StyleCache::label(context.session, *shown_, of_joint.style_index);
    tooltip(context, true, fmt::format("{} {}", *joint, label.value_or("")));
    if (clicked) {
        context.commands.push(session::command::Select{
            {session::Item{shown_->entity(), {}, row.id, joint, true}},
            ImGui::GetIO().KeyCtrl});
    }
}

void ClassesPanel::keypoint_row_ui(const PanelContext& context, const ClassRow& row, int index) {
    const std::string id = fmt::format("##keypoint{}", index);
    const RowLook look = look_of(context, row);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow, look);
    const auto px = [&](float points) { return context.theme.px(points); };
    const views::Theme& theme = context.theme;
    const views::Rect eye = zone(state.rect, px(4), px(28));
    const views::Rect mark = zone(state.rect, px(74), px(100));
    const views::Rect label = zone(state.rect, px(132), state.rect.size().x - px(10));
    if (is_renamed(row)) {
        rename_ui(context, row, label);
        return;
    }
    const bool on_eye = state.zone_hovered(eye);
    const bool raised = state.hovered || look != RowLook::Plain;
    const Rgba8 muted = raised ? theme.muted_on_raised : theme.muted;
    if (raised || !row.visible) {
        icon_in(
            context,
            eye,
            on_eye ? theme.text : muted,
            row.visible ? views::icon::kEye : views::icon::kEyeOff
        );
    }
    swatch(
        context,
        mark,
        views::shown_color(row.color, row.opacity),
        true,
        row.visible ? 1.0F : 0.35F
    );
    text_right(
        context,
        zone(state.rect, px(98), px(124)),
        context.fonts.row,
        muted,
        fmt::format("{}", row.keypoint.value_or(0))
    );
    const bool plain = row.label.empty();
    text_in(
        context,
        label,
        context.fonts.row,
        plain || !row.visible ? theme.faint : theme.text,
        (plain ? "no label" : row.label) + (row.edited ? " •" : "")
    );
    const std::string which = fmt::format("{}/{}", row.id, row.keypoint.value_or(0));
    context.probe
        .add("classes/keypoint_eye/" + which, eye.min.x, eye.min.y, eye.size().x, eye.size().y);
    if (state.hovered) {
        hover_class(context, row);
        tooltip(
            context,
            on_eye,
            row.visible ? "Hide this keypoint and its bones" : "Show this keypoint"
        );
    }
    if (state.double_clicked && state.zone_hovered(label)) {
        start_rename(row);
    } else if (state.clicked && on_eye) {
        context.commands.push(
            session::command::SetClassVisible{shown_, row.id, row.keypoint, !row.visible}
        );
    } else if (state.clicked && state.zone_hovered(mark)) {
        editor_.open(shown_, {row.id}, row.keypoint);
    } else if (state.clicked) {
        context.commands.push(session::command::Select{
            {session::Item{shown_->entity(), {}, row.id, row.keypoint, true}},
            ImGui::GetIO().KeyCtrl});
    }
}

void ClassesPanel::connection_row_ui(const PanelContext& context, const ClassRow& row, int index) {
    const std::string id = fmt::format("##connection{}", index);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow);
    const auto px = [&](float points) { return context.theme.px(points); };
    const Rgba8 muted = state.hovered ? context.theme.muted_on_raised : context.theme.muted;
    const views::Rect label = zone(state.rect, px(132), state.rect.size().x - px(10));
    if (row.kind == ClassRow::Kind::Connection) {
        const float y = std::floor((state.rect.min.y + state.rect.max.y) * 0.5F);
        fill(
            {{state.rect.min.x + px(80), y - 1.0F}, {state.rect.min.x + px(94), y + 1.0F}},
            row.visible && row.described ? row.color : context.theme.faint
        );
        text_in(
            context,
            label,
            context.fonts.row,
            row.visible && row.described ? muted : context.theme.faint,
            row.label
        );
        tooltip(
            context,
            state.hovered && !row.described,
            "Not drawn: one of its ends is no keypoint of this class"
        );
        return;
    }
    icon_in(
        context,
        zone(state.rect, px(74), px(100)),
        muted,
        row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
    );
    text_in(context, label, context.fonts.row, muted, counted(row.count, "connection"));
    if (state.clicked) {
        if (connections_expanded_.erase(row.id) == 0) {
            connections_expanded_.insert(row.id);
        }
        table_is_old_ = true;
    }
}

/// What a right click offers for the row, or for all selected ones.
void ClassesPanel::row_menu_ui(const PanelContext& context) {
    constexpr const char* kPopup = "##class_row_menu";
    const MenuStyle style(context);
    if (std::exchange(menu_asked_, false)) {
        ImGui::OpenPopup(kPopup);
    }
    if (!ImGui::BeginPopup(kPopup)) {
        return;
    }
    const ClassRow& row = menu_row_;
    const std::vector<ClassId> ids = targets(row.id);
    const auto item = [&](const char* name, const char* text, bool enabled = true) {
        const bool clicked = ImGui::MenuItem(text, nullptr, false, enabled);
        probe_last_item(context, fmt::format("class_row/{}", name));
        return clicked;
    };
    if (item("eye", row.visible ? "Hide" : "Show")) {
        push_visible(context, ids, !row.visible);
    }
    if (item("solo", row.soloed ? "End solo" : "Show only this")) {
        push_solo(context, ids, !row.soloed);
    }
    ImGui::Separator();
    if (item("edit", "Color, label, opacity…")) {
        editor_.open(shown_, ids);
    }
    if (item("rename", "Rename", ids.size() == 1)) {
        start_rename(row);
    }
    if (item(
            "background",
            row.background ? "No longer background" : "Treat as background (transparent)"
        )) {
        context.commands.push(session::command::SetClassesOpacity{
            shown_,
            ids,
            row.background ? std::nullopt : std::optional<std::uint8_t>(0)});
        context.commands.push(session::command::EndGesture{});
    }
    if (item("revert", "Revert to what was logged", row.edited || ids.size() > 1)) {
        context.commands.push(session::command::RevertClasses{shown_, ids});
    }
    ImGui::Separator();
    class_time_menu_ui(context, shown_, row.id);
    ImGui::Separator();
    if (item("copy", "Copy the color")) {
        ImGui::SetClipboardText(to_hex(row.color).c_str());
    }
    ImGui::EndPopup();
}

}  // namespace limn::ui
