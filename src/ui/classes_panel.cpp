// SPDX-License-Identifier: MIT
#include "ui/classes_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/text.h"
#include "ui/class_columns.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

std::string
context_detail(const session::Session& session, const annotation::ResolvedContext& found) {
    if (!found.exists()) {
        return "no context logged";
    }
    const session::RecordingState* state = session.active_state();
    const TimeKind kind = state != nullptr ? state->time.kind : TimeKind::Sequence;
    return fmt::format("of {} · {}", found.entity().text(), format_time(kind, found.time()));
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

}  // namespace limn::ui
