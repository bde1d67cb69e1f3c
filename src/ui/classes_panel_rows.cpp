// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/class_columns.h"
#include "ui/classes_panel.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

/// Exact up to `most`, rounded beyond.
std::string count_text(std::uint64_t count, std::uint64_t most) {
    if (count == 0) {
        return {};
    }
    return count < most ? group_digits(count) : short_count(count);
}

}  // namespace

void ClassesPanel::rows_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const ClassTable& table
) {
    if (table.rows.empty()) {
        const bool filtered = table.num_classes > 0;
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
        static_cast<int>(table.rows.size()),
        std::floor(context.theme.px(views::measure::kRow))
    );
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ClassRow& row = table.rows[static_cast<std::size_t>(i)];
            switch (row.kind) {
                case ClassRow::Kind::Class:
                    class_row_ui(context, row);
                    break;
                case ClassRow::Kind::Keypoint:
                    keypoint_row_ui(context, row, i);
                    break;
                case ClassRow::Kind::ConnectionsHeader:
                case ClassRow::Kind::Connection:
                    connection_row_ui(context, row, i);
                    break;
            }
        }
    }
}

bool ClassesPanel::is_lit(const PanelContext& context, const ClassRow& row) const {
    const auto& hover = context.session.hover;
    return hover && hover->context_key == shown_->key() && row.style_index != draw::kNoStyle &&
           hover->style_index == row.style_index;
}

bool ClassesPanel::is_selected(const PanelContext& context, const ClassRow& row) const {
    const session::RecordingState& state = *context.session.active_state();
    return std::ranges::any_of(state.selection, [&](const session::Item& item) {
        return item.class_id == row.id && item.keypoint == row.keypoint &&
               (item.is_class
                    ? item.entity == shown_->entity()
                    : context.styles.contexts().find(item.entity)->key() == shown_->key());
    });
}

void ClassesPanel::hover_class(const PanelContext& context, const ClassRow& row) const {
    session::HoverInfo info;
    info.item = {shown_->entity(), std::nullopt, row.id, row.keypoint, true};
    info.context_key = shown_->key();
    info.style_index = row.style_index;
    context.hover = info;
}

namespace {

/// Eye and solo of a class row.
void switches_ui(
    const PanelContext& context,
    const ClassRow& row,
    const RowState& state,
    Rgba8 muted
) {
    const Columns columns = columns_of(context, state.rect);
    const views::Theme& theme = context.theme;
    const Rgba8 eye = state.zone_hovered(columns.eye) ? theme.text : muted;
    icon_in(
        context,
        columns.eye,
        row.visible ? eye : theme.faint,
        row.visible ? views::icon::kEye : views::icon::kEyeOff
    );
    Rgba8 solo = state.zone_hovered(columns.solo) ? theme.text : muted;
    if (row.soloed) {
        const glm::vec2 inset(theme.px(1), theme.px(4));
        fill({columns.solo.min + inset, columns.solo.max - inset}, theme.accent, theme.px(3));
        solo = theme.ground;
    }
    const float half = text_width(context.fonts.row, "S") * 0.5F;
    const float middle = (columns.solo.min.x + columns.solo.max.x) * 0.5F;
    const views::Rect letter{
        {middle - half, columns.solo.min.y},
        {columns.solo.max.x + 4.0F, columns.solo.max.y},
    };
    text_in(context, letter, context.fonts.row, solo, "S");
}

/// Swatch, id, fold arrow, label and counts of a class row.
void description_ui(
    const PanelContext& context,
    const ClassRow& row,
    const RowState& state,
    Rgba8 muted
) {
    const Columns columns = columns_of(context, state.rect);
    const views::Theme& theme = context.theme;
    ImFont* font = context.fonts.row;
    const Rgba8 text = row.visible ? theme.text : theme.faint;
    swatch(context, columns.swatch, row.color, false, row.visible ? 1.0F : 0.35F);
    const Rgba8 id_color = row.visible ? muted : theme.faint;
    text_right(context, columns.id, font, id_color, fmt::format("{}", row.id));
    if (row.expandable) {
        icon_in(
            context,
            columns.arrow,
            state.zone_hovered(columns.arrow) ? theme.text : muted,
            row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
        );
    }
    if (row.label.empty()) {
        const char* instead = row.described ? "no label" : "not described";
        text_in(context, columns.label, font, id_color, instead);
    } else {
        text_in(context, columns.label, font, text, row.label + (row.edited ? " •" : ""));
    }
    text_right(context, columns.instances, font, text, count_text(row.instances, 10'000));
    text_right(context, columns.pixels, font, text, count_text(row.pixels, 100'000));
}

void probe_class_row(const PanelContext& context, const ClassRow& row, const RowState& state) {
    const Columns columns = columns_of(context, state.rect);
    const auto probe = [&](const char* what, const views::Rect& part) {
        const glm::vec2 size = part.size();
        const std::string name = fmt::format("classes/{}/{}", what, row.id);
        context.probe.add(name, part.min.x, part.min.y, size.x, size.y);
    };
    probe("eye", columns.eye);
    probe("solo", columns.solo);
    probe("row", columns.label);
    probe("expand", columns.arrow);
}

void class_row_tooltips(const PanelContext& context, const ClassRow& row, const RowState& state) {
    const Columns columns = columns_of(context, state.rect);
    const bool on_label = state.zone_hovered(columns.label);
    const bool is_long = text_width(context.fonts.row, row.label) > columns.label.size().x;
    tooltip(
        context,
        state.zone_hovered(columns.eye),
        row.visible ? "Hide this class in every view" : "Show this class"
    );
    tooltip(
        context,
        state.zone_hovered(columns.solo),
        row.soloed ? "Show the other classes again" : "Show only this class"
    );
    tooltip(context, state.zone_hovered(columns.swatch), to_hex(row.color));
    tooltip(context, on_label && is_long, row.label);
}

}  // namespace

RowLook ClassesPanel::look_of(const PanelContext& context, const ClassRow& row) const {
    if (is_selected(context, row)) {
        return RowLook::Selected;
    }
    return is_lit(context, row) ? RowLook::Lit : RowLook::Plain;
}

void ClassesPanel::class_row_ui(const PanelContext& context, const ClassRow& row) {
    const std::string id = fmt::format("##class{}", row.id);
    const RowLook look = look_of(context, row);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow, look);
    const bool raised = state.hovered || look != RowLook::Plain;
    const Rgba8 muted = raised ? context.theme.muted_on_raised : context.theme.muted;
    switches_ui(context, row, state, muted);
    description_ui(context, row, state, muted);
    probe_class_row(context, row, state);
    if (state.hovered) {
        hover_class(context, row);
        class_row_tooltips(context, row, state);
    }
    click_class_ui(context, row, state);
}

void ClassesPanel::click_class_ui(
    const PanelContext& context,
    const ClassRow& row,
    const RowState& state
) {
    const Columns columns = columns_of(context, state.rect);
    const bool on_eye = state.zone_hovered(columns.eye);
    const bool on_solo = state.zone_hovered(columns.solo);
    const bool on_arrow = state.zone_hovered(columns.arrow);
    const bool folds = (state.clicked && on_arrow) || (state.double_clicked && !on_eye && !on_solo);
    if (row.expandable && folds) {
        if (expanded_.erase(row.id) == 0) {
            expanded_.insert(row.id);
        }
    } else if (state.clicked && on_eye) {
        context.commands.push(
            session::command::SetClassVisible{shown_, row.id, std::nullopt, !row.visible}
        );
    } else if (state.clicked && on_solo) {
        context.commands.push(session::command::SetClassSolo{shown_, row.id, !row.soloed});
    } else if (state.clicked) {
        context.commands.push(session::command::Select{
            {session::Item{shown_->entity(), {}, row.id, {}, true}},
            ImGui::GetIO().KeyCtrl,
        });
    }
}

void ClassesPanel::keypoint_row_ui(const PanelContext& context, const ClassRow& row, int index) {
    const std::string id = fmt::format("##keypoint{}", index);
    const RowLook look = look_of(context, row);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow, look);
    const auto px = [&](float points) { return context.theme.px(points); };
    const views::Theme& theme = context.theme;
    const views::Rect eye = zone(state.rect, px(4), px(28));
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
    swatch(context, zone(state.rect, px(74), px(100)), row.color, true, row.visible ? 1.0F : 0.35F);
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
        zone(state.rect, px(132), state.rect.size().x - px(10)),
        context.fonts.row,
        plain || !row.visible ? theme.faint : theme.text,
        plain ? "no label" : row.label
    );
    context.probe.add(
        fmt::format("classes/keypoint_eye/{}/{}", row.id, row.keypoint.value_or(0)),
        eye.min.x,
        eye.min.y,
        eye.size().x,
        eye.size().y
    );
    if (state.hovered) {
        hover_class(context, row);
        tooltip(
            context,
            on_eye,
            row.visible ? "Hide this keypoint and its bones" : "Show this keypoint"
        );
    }
    if (state.clicked && on_eye) {
        context.commands.push(
            session::command::SetClassVisible{shown_, row.id, row.keypoint, !row.visible}
        );
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
    if (row.kind == ClassRow::Kind::Connection) {
        const float y = std::floor((state.rect.min.y + state.rect.max.y) * 0.5F);
        fill(
            {{state.rect.min.x + px(80), y - 1.0F}, {state.rect.min.x + px(94), y + 1.0F}},
            row.color
        );
        text_in(
            context,
            zone(state.rect, px(132), state.rect.size().x - px(10)),
            context.fonts.row,
            muted,
            row.label
        );
        return;
    }
    icon_in(
        context,
        zone(state.rect, px(74), px(100)),
        muted,
        row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
    );
    text_in(
        context,
        zone(state.rect, px(132), state.rect.size().x - px(10)),
        context.fonts.row,
        muted,
        fmt::format("{} connection{}", row.count, row.count == 1 ? "" : "s")
    );
    if (state.clicked && connections_expanded_.erase(row.id) == 0) {
        connections_expanded_.insert(row.id);
    }
}

}  // namespace limn::ui
