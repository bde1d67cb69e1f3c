// SPDX-License-Identifier: MIT
#include "ui/classes_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

/// Where the columns of a class row stand, in pixels from its left and right edge.
struct Columns {
    views::Rect eye;
    views::Rect solo;
    views::Rect swatch;
    views::Rect id;
    views::Rect arrow;
    views::Rect label;
    views::Rect instances;
    views::Rect pixels;
};

Columns columns_of(const PanelContext& context, const views::Rect& row) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const float width = row.size().x;
    const float pixels_right = width - px(12);
    const float pixels_left = pixels_right - px(62);
    const float instances_left = pixels_left - px(44);
    Columns columns;
    columns.eye = zone(row, px(4), px(28));
    columns.solo = zone(row, px(28), px(48));
    columns.swatch = zone(row, px(48), px(74));
    columns.id = zone(row, px(72), px(106));
    columns.arrow = zone(row, px(108), px(122));
    columns.label = zone(row, px(122), instances_left - px(4));
    columns.instances = zone(row, instances_left, pixels_left - px(4));
    columns.pixels = zone(row, pixels_left, pixels_right);
    return columns;
}

std::string
context_detail(const session::Session& session, const annotation::ResolvedContext& found) {
    if (!found.exists()) {
        return "no context logged";
    }
    const session::RecordingState* state = session.active_state();
    const TimeKind kind = state != nullptr ? state->time.kind : TimeKind::Sequence;
    return fmt::format("of {} · {}", found.entity().text(), format_time(kind, found.time()));
}

std::string count_text(std::uint64_t count) {
    return count == 0 ? std::string() : count < 100'000 ? group_digits(count) : short_count(count);
}

}  // namespace

void ClassesPanel::draw(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##classes", rect, context.theme.panel);
    const float header = std::floor(context.theme.px(views::measure::kHeader));
    const views::Rect head{rect.min, {rect.max.x, rect.min.y + header}};
    if (context.session.active_recording() == nullptr) {
        section_header(context, head, "Classes");
        empty_state(
            context,
            {{rect.min.x, head.max.y}, rect.max},
            "No recording is open",
            "The classes of a recording, their colors and how often they occur are listed here."
        );
        return;
    }
    choose_context(context);
    refresh_tallies(context);
    header_ui(context, head);

    const ClassTable table = make_class_table({
        shown_.get(),
        &tallies_,
        &context.session.choices,
        context.session.active_recording()->id().application_id,
        search_,
        only_present_,
        expanded_,
        connections_expanded_,
    });
    const float filters_height = context.theme.px(76);
    filters_ui(
        context,
        {{rect.min.x, head.max.y}, {rect.max.x, head.max.y + filters_height}},
        table
    );
    const float columns_bottom = head.max.y + filters_height + std::floor(context.theme.px(22));
    columns_ui(context, {{rect.min.x, head.max.y + filters_height}, {rect.max.x, columns_bottom}});
    rows_ui(context, {{rect.min.x, columns_bottom}, rect.max}, table);
}

void ClassesPanel::choose_context(const PanelContext& context) {
    const session::RecordingState& state = *context.session.active_state();
    const annotation::ContextMap& contexts = context.styles.contexts();
    if (state.selection != last_selection_) {
        last_selection_ = state.selection;
        picked_.reset();
    }
    if (picked_) {
        shown_ = contexts.find(*picked_);
        return;
    }
    if (!state.selection.empty()) {
        shown_ = contexts.find(state.selection.front().entity);
        return;
    }
    const std::vector<annotation::ContextPtr> all = contexts.all();
    shown_ = all.empty() ? contexts.missing() : all.front();
}

void ClassesPanel::refresh_tallies(const PanelContext& context) {
    const store::Recording& recording = *context.session.active_recording();
    const store::LatestAtQuery query = context.session.query();
    std::uint64_t key = hash_text(query.timeline, static_cast<std::uint64_t>(query.time));
    key = hash_combine(key, recording.generation());
    key = hash_combine(key, shown_->key());
    key = hash_combine(key, hash_text(recording.id().recording_id));
    if (key == tallies_key_) {
        return;
    }
    tallies_key_ = key;
    tallies_ = annotation::count_classes(
        recording,
        query,
        context.styles.contexts(),
        *shown_,
        shown_->exists() ? shown_->entity() : EntityPath(),
        context.pixel_counts
    );
}

void ClassesPanel::header_ui(const PanelContext& context, const views::Rect& rect) {
    section_header(context, rect, "Classes", context_detail(context.session, *shown_));
    const float size = rect.size().y;
    const views::Rect button{{rect.max.x - size, rect.min.y}, {rect.max.x, rect.max.y - 1.0F}};
    if (icon_button(
            context,
            "##contexts",
            button,
            views::icon::kCaretDown,
            "Contexts of this recording",
            false,
            "classes/contexts"
        )) {
        ImGui::OpenPopup("##context_menu");
    }
    context_menu_ui(context);
}

void ClassesPanel::context_menu_ui(const PanelContext& context) {
    if (!ImGui::BeginPopup("##context_menu")) {
        return;
    }
    const session::RecordingState& state = *context.session.active_state();
    const std::vector<annotation::ContextPtr> all = context.styles.contexts().all();
    if (all.empty()) {
        ImGui::TextDisabled("No context is logged at this time");
    }
    for (const annotation::ContextPtr& each : all) {
        const std::string text = fmt::format(
            "{}   {} classes, {}",
            each->entity().text(),
            each->classes().size(),
            format_time(state.time.kind, each->time())
        );
        if (ImGui::MenuItem(
                text.c_str(),
                nullptr,
                each->entity() == shown_->entity() && shown_->exists()
            )) {
            picked_ = each->entity();
        }
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Follow the selection", nullptr, !picked_.has_value())) {
        picked_.reset();
    }
    if (shown_->exists() && ImGui::MenuItem("Select the entity it was logged at")) {
        context.commands.push(session::command::Select{
            {session::Item{shown_->entity(), {}, {}, {}, false}}});
    }
    ImGui::EndPopup();
}

void ClassesPanel::filters_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const ClassTable& table
) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const float left = rect.min.x + px(views::measure::kPadding);
    const std::string hint = fmt::format("Search {} classes", table.num_classes);
    search_box(
        context,
        "##class_search",
        {{left, rect.min.y + px(8)},
         {rect.max.x - px(views::measure::kPadding), rect.min.y + px(34)}},
        search_,
        hint.c_str()
    );
    glm::vec2 at{left, rect.min.y + px(42)};
    const auto next =
        [&](const char* id, const char* text, bool active, const char* tip, const char* probe) {
            const ChipResult result = chip(context, id, at, text, active, tip, probe);
            at.x += result.width + px(6);
            return result.clicked;
        };
    if (next(
            "##present",
            "In this frame",
            only_present_,
            "List only the classes that occur at the cursor",
            "classes/present"
        )) {
        only_present_ = !only_present_;
    }
    const auto set_all = [&](auto visible_of) {
        session::command::SetClassesVisible command{shown_, {}};
        for (const ClassRow& row : table.rows) {
            if (row.kind == ClassRow::Kind::Class) {
                command.classes.emplace_back(row.id, visible_of(row));
            }
        }
        context.commands.push(std::move(command));
    };
    if (next("##all", "All", false, "Show all classes of this list", "classes/all")) {
        set_all([](const ClassRow&) { return true; });
    }
    if (next("##none", "None", false, "Hide all classes of this list", "classes/none")) {
        set_all([](const ClassRow&) { return false; });
    }
    if (next(
            "##invert",
            "Invert",
            false,
            "Show the hidden ones and hide the others",
            "classes/invert"
        )) {
        set_all([](const ClassRow& row) { return !row.visible; });
    }
}

void ClassesPanel::columns_ui(const PanelContext& context, const views::Rect& rect) const {
    const Columns columns = columns_of(context, rect);
    ImFont* font = context.fonts.tick;
    const Rgba8 color = context.theme.muted;
    text_right(context, columns.id, font, color, "id");
    text_in(context, columns.label, font, color, "label");
    text_right(context, columns.instances, font, color, "inst.");
    text_right(context, columns.pixels, font, color, "pixels");
}

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

void ClassesPanel::class_row_ui(const PanelContext& context, const ClassRow& row) {
    const std::string id = fmt::format("##class{}", row.id);
    const RowLook look = is_selected(context, row) ? RowLook::Selected
                         : is_lit(context, row)    ? RowLook::Lit
                                                   : RowLook::Plain;
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow, look);
    const Columns columns = columns_of(context, state.rect);
    const views::Theme& theme = context.theme;
    const bool raised = state.hovered || look != RowLook::Plain;
    const Rgba8 muted = raised ? theme.muted_on_raised : theme.muted;
    const Rgba8 text = row.visible ? theme.text : theme.faint;
    const bool on_eye = state.zone_hovered(columns.eye);
    const bool on_solo = state.zone_hovered(columns.solo);

    icon_in(
        context,
        columns.eye,
        on_eye        ? theme.text
        : row.visible ? muted
                      : theme.faint,
        row.visible ? views::icon::kEye : views::icon::kEyeOff
    );
    if (row.soloed) {
        const views::Rect box{
            columns.solo.min + glm::vec2(theme.px(1), theme.px(4)),
            columns.solo.max - glm::vec2(theme.px(1), theme.px(4))};
        fill(box, theme.accent, theme.px(3));
    }
    const float s_width = text_width(context.fonts.row, "S");
    const float s_left = (columns.solo.min.x + columns.solo.max.x - s_width) * 0.5F;
    text_in(
        context,
        {{s_left, columns.solo.min.y}, {columns.solo.max.x + 4.0F, columns.solo.max.y}},
        context.fonts.row,
        row.soloed ? theme.ground
        : on_solo  ? theme.text
                   : muted,
        "S"
    );
    swatch(context, columns.swatch, row.color, false, row.visible ? 1.0F : 0.35F);
    text_right(
        context,
        columns.id,
        context.fonts.row,
        row.visible ? muted : theme.faint,
        fmt::format("{}", row.id)
    );
    if (row.expandable) {
        icon_in(
            context,
            columns.arrow,
            state.zone_hovered(columns.arrow) ? theme.text : muted,
            row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
        );
    }
    const bool plain = row.label.empty();
    text_in(
        context,
        columns.label,
        context.fonts.row,
        plain ? theme.faint : text,
        plain ? (row.described ? "no label" : "not described")
              : row.label + (row.edited ? " •" : "")
    );
    text_right(context, columns.instances, context.fonts.row, text, count_text(row.instances));
    text_right(context, columns.pixels, context.fonts.row, text, count_text(row.pixels));

    const auto probe = [&](const char* what, const views::Rect& part) {
        context.probe.add(
            fmt::format("classes/{}/{}", what, row.id),
            part.min.x,
            part.min.y,
            part.size().x,
            part.size().y
        );
    };
    probe("eye", columns.eye);
    probe("solo", columns.solo);
    probe("row", columns.label);
    probe("expand", columns.arrow);
    if (state.hovered) {
        hover_class(context, row);
        tooltip(context, on_eye, row.visible ? "Hide this class in every view" : "Show this class");
        tooltip(
            context,
            on_solo,
            row.soloed ? "Show the other classes again" : "Show only this class"
        );
        tooltip(context, state.zone_hovered(columns.swatch), to_hex(row.color));
        tooltip(context, state.zone_hovered(columns.label) && row.label.size() > 24, row.label);
    }
    click_class_ui(context, row, state, on_eye, on_solo);
}

void ClassesPanel::click_class_ui(
    const PanelContext& context,
    const ClassRow& row,
    const RowState& state,
    bool on_eye,
    bool on_solo
) {
    const bool on_arrow = state.zone_hovered(columns_of(context, state.rect).arrow);
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
    const RowLook look = is_selected(context, row) ? RowLook::Selected
                         : is_lit(context, row)    ? RowLook::Lit
                                                   : RowLook::Plain;
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
