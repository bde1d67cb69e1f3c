// SPDX-License-Identifier: MIT
#include "ui/classes_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/counted.h"
#include "base/hash.h"
#include "base/text.h"
#include "model/short_time.h"
#include "ui/fields.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"

namespace limn::ui {
namespace {

constexpr float kWhyHeight = 22.0F;
constexpr float kFiltersHeight = 74.0F;
constexpr float kColumnsHeight = 22.0F;

std::string
context_detail(const session::Session& session, const annotation::ResolvedContext& found) {
    if (!found.exists()) {
        return "no context";
    }
    const session::RecordingState* state = session.active_state();
    const TimeKind kind = state != nullptr ? state->time.kind : TimeKind::Sequence;
    return fmt::format("of {} · {}", found.entity().text(), format_short(kind, found.time()));
}

/// In a view that is open, or would be.
bool do_own_colors_win(const session::RecordingState& state) {
    return state.views.empty() ||
           std::ranges::any_of(state.views, [](const session::ViewState& view) {
               return draw::shows_logged_colors(view.color_by);
           });
}

}  // namespace

void ClassesPanel::follow(const PanelContext& context) {
    shown_ = context.session.active_recording() != nullptr ? picker_.choose(context) : nullptr;
}

void ClassesPanel::draw(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##classes", rect, context.theme.panel);
    probe_window(context, "classes");
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const views::Rect head{rect.min, {rect.max.x, rect.min.y + px(views::measure::kHeader)}};
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
    shown_ = picker_.choose(context);
    refresh_tallies(context);
    refresh_seen(context);
    refresh_selected(context);
    refresh_table(context);
    header_ui(context, head);
    float y = head.max.y;
    const auto strip = [&](float height) {
        const views::Rect part{{rect.min.x, y}, {rect.max.x, y + px(height)}};
        y = part.max.y;
        return part;
    };
    picker_.line_ui(context, strip(kWhyHeight));
    filters_ui(context, strip(kFiltersHeight));
    columns_ui(context, strip(kColumnsHeight));
    rows_ui(context, {{rect.min.x, y}, rect.max});
    editor_.draw(context);
    row_menu_ui(context);
}

/// First and last times, as far as the classes were counted over time.
void ClassesPanel::refresh_seen(const PanelContext& context) {
    const annotation::ClassHistoryPtr& history =
        context.session.active_state()->class_counts.history;
    if (history == seen_of_ && shown_->key() == seen_key_) {
        return;
    }
    seen_of_ = history;
    seen_key_ = shown_->key();
    seen_.clear();
    table_is_old_ = true;
    if (const annotation::ContextHistory* counts = context.session.class_history(*shown_)) {
        for (const annotation::ClassSeries& series : counts->classes) {
            const TimeRange range = history->seen(series);
            seen_.push_back({series.id, range.min, range.max});
        }
    }
}

void ClassesPanel::refresh_tallies(const PanelContext& context) {
    const store::Recording& recording = *context.session.active_recording();
    const store::LatestAtQuery query = context.session.query();
    std::uint64_t key = hash_text(query.timeline, static_cast<std::uint64_t>(query.time));
    key = hash_combine(key, recording.generation());
    key = hash_combine(key, shown_->key());
    key = hash_combine(key, hash_text(recording.id().recording_id));
    const annotation::TensorChoices& tensors = context.session.active_state()->tensors;
    for (const auto& [entity, choice] : tensors) {
        key = hash_combine(key, entity.hash());
        key = hash_combine(key, choice.as_classes ? *choice.as_classes + 1U : 0U);
        for (const std::uint64_t index : choice.index) {
            key = hash_combine(key, index);
        }
    }
    if (key != counted_key_) {
        counted_key_ = key;
        by_entity_ = annotation::count_by_entity(
            recording,
            query,
            context.styles.contexts(),
            *shown_,
            shown_->exists() ? shown_->entity() : EntityPath(),
            context.pixel_counts,
            tensors
        );
        tallies_ = annotation::sum_of(by_entity_);
    }
    const std::set<EntityPath>& hidden = context.session.active_state()->hidden_entities;
    for (const EntityPath& entity : hidden) {
        key = hash_combine(key, entity.hash());
    }
    if (key == tallies_key_) {
        return;
    }
    tallies_key_ = key;
    shown_tallies_ = sum_of_visible(by_entity_, hidden);
}

void ClassesPanel::refresh_selected(const PanelContext& context) {
    selected_.clear();
    for (const session::Item& item : context.session.active_state()->selection) {
        if (item.is_class && item.class_id && !item.keypoint && item.entity == shown_->entity()) {
            selected_.insert(*item.class_id);
        }
    }
}

void ClassesPanel::refresh_table(const PanelContext& context) {
    const annotation::ClassChoices& choices = context.session.choices;
    const bool own_colors_win = do_own_colors_win(*context.session.active_state());
    if (!table_is_old_ && table_key_ == tallies_key_ && table_choices_ == choices &&
        own_colors_win_ == own_colors_win) {
        table_choices_ = choices;
        return;
    }
    table_is_old_ = false;
    own_colors_win_ = own_colors_win;
    table_key_ = tallies_key_;
    table_choices_ = choices;
    ClassTableInput input;
    input.context = shown_.get();
    input.tallies = &tallies_;
    input.shown_tallies = &shown_tallies_;
    input.own_colors_win = own_colors_win;
    input.choices = &choices;
    input.application_id = context.session.active_recording()->id().application_id;
    input.search = search_;
    input.only_present = only_present_;
    input.expanded = expanded_;
    input.connections_expanded = connections_expanded_;
    input.order = order_;
    input.grouped = grouped_;
    input.folded = folded_;
    input.seen = seen_.empty() ? nullptr : &seen_;
    table_ = make_class_table(input);
    drawings_.begin(tallies_key_);
}

void ClassesPanel::header_ui(const PanelContext& context, const views::Rect& rect) {
    section_header(context, rect, "Classes", context_detail(context.session, *shown_));
    const float size = rect.size().y;
    const auto button_at = [&](float places) {
        const float right = rect.max.x - size * places;
        return views::Rect{{right - size, rect.min.y}, {right, rect.max.y - 1.0F}};
    };
    if (icon_button(
            context,
            "##class_menu_button",
            button_at(0),
            views::icon::kMore,
            "Palettes, import and export, groups",
            false,
            "classes/menu"
        )) {
        menu_.open();
    }
    if (icon_button(
            context,
            "##contexts",
            button_at(1),
            views::icon::kCaretDown,
            "Contexts of this recording, and when they were logged",
            false,
            "classes/contexts"
        )) {
        picker_.open();
    }
    picker_.popup_ui(context);
    const bool grouped = grouped_;
    menu_.draw(context, {shown_, tallies_, table_, tallies_key_, grouped_});
    table_is_old_ = table_is_old_ || grouped != grouped_;
}

void ClassesPanel::filters_ui(const PanelContext& context, const views::Rect& rect) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const float left = rect.min.x + px(views::measure::kPadding);
    const std::string hint = "Search " + counted(table_.num_classes, "class", "classes");
    const views::Rect box{
        {left, rect.min.y + px(4)},
        {rect.max.x - px(views::measure::kPadding), rect.min.y + px(30)}};
    if (search_box(context, "##class_search", box, search_, hint.c_str())) {
        table_is_old_ = true;
    }
    context.probe.add("classes/search", box.min.x, box.min.y, box.size().x, box.size().y);
    chips_ui(context, {{left, rect.min.y + px(39)}, rect.max});
}

void ClassesPanel::chips_ui(const PanelContext& context, const views::Rect& rect) {
    glm::vec2 at = rect.min;
    const auto next =
        [&](const char* id, const char* text, bool active, const char* tip, const char* probe) {
            const ChipResult result = chip(context, id, at, text, active, tip, probe);
            at.x += result.width + std::floor(context.theme.px(6));
            return result.clicked;
        };
    const bool is_narrow = rect.size().x < context.theme.px(250);
    const char* present_text = is_narrow ? "Present" : "In this frame";
    const char* present_tip = "List only the classes that occur at the cursor";
    if (next("##present", present_text, only_present_, present_tip, "classes/present")) {
        only_present_ = !only_present_;
        table_is_old_ = true;
    }
    if (next("##all", "All", false, "Show all classes of this list", "classes/all")) {
        push_visible(context, table_.shown, true);
    }
    if (next("##none", "None", false, "Hide all classes of this list", "classes/none")) {
        push_visible(context, table_.shown, false);
    }
    const char* invert_tip = "Show the hidden ones and hide the others";
    if (next("##invert", "Invert", false, invert_tip, "classes/invert")) {
        const std::string& application = context.session.active_state()->id.application_id;
        session::command::SetClassesVisible command{shown_, {}};
        for (const ClassId id : table_.shown) {
            const auto key = annotation::choice_key(application, *shown_, id);
            command.classes.emplace_back(id, !context.session.choices.get(key).visible);
        }
        context.commands.push(std::move(command));
    }
    if (table_.num_hidden > 0) {
        const std::string text = fmt::format("{} off", table_.num_hidden);
        const views::Rect badge{
            {at.x + context.theme.px(4), at.y},
            {rect.max.x, at.y + std::floor(context.theme.px(24))}};
        text_in(context, badge, context.fonts.row, context.theme.warn_text, text);
    }
}

Columns ClassesPanel::columns_at(const PanelContext& context, const views::Rect& row) const {
    session::ClassColumns wanted = context.session.settings.class_columns;
    wanted.first_seen = wanted.first_seen && !seen_.empty();
    wanted.last_seen = wanted.last_seen && !seen_.empty();
    return columns_of(context, row, wanted);
}

/// Click: by this column; again: the other way round.
void ClassesPanel::column_title_ui(
    const PanelContext& context,
    const views::Rect& rect,
    ClassColumn column,
    const char* title,
    const char* tip
) {
    const std::string id = fmt::format("##column{}", static_cast<int>(column));
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y));
    const bool clicked =
        ImGui::InvisibleButton(id.c_str(), ImVec2(std::max(rect.size().x, 1.0F), rect.size().y));
    const bool hovered = ImGui::IsItemHovered();
    probe_last_item(context, fmt::format("classes/column/{}", static_cast<int>(column)));
    const bool is_sorted = order_.column == column;
    const bool is_text = column == ClassColumn::Label;
    const std::string arrow = !is_sorted ? "" : order_.descending ? " ↓" : " ↑";
    const Rgba8 color = hovered || is_sorted ? context.theme.text : context.theme.muted;
    const std::string text = title + arrow;
    if (is_text) {
        text_in(context, rect, context.fonts.tick, color, text);
    } else {
        text_right(context, rect, context.fonts.tick, color, text);
    }
    tooltip(context, hovered, tip);
    if (clicked) {
        const bool starts_large = column != ClassColumn::Id && !is_text;
        order_.descending = is_sorted ? !order_.descending : starts_large;
        order_.column = column;
        table_is_old_ = true;
    }
}

void ClassesPanel::columns_ui(const PanelContext& context, const views::Rect& rect) {
    const Columns columns = columns_at(context, rect);
    const auto title = [&](const std::optional<views::Rect>& place,
                           ClassColumn column,
                           const char* text,
                           const char* tip) {
        if (place) {
            column_title_ui(context, *place, column, text, tip);
        }
    };
    title(columns.id, ClassColumn::Id, "id", "Sort by class id");
    title(columns.label, ClassColumn::Label, "label", "Sort by label");
    title(
        columns.instances,
        ClassColumn::Instances,
        "objects",
        "Boxes, skeletons, shapes and meshes at the cursor: sort"
    );
    title(columns.pixels, ClassColumn::Pixels, "pixels", "Mask pixels at the cursor: sort");
    title(columns.share, ClassColumn::Share, "%", "Share of the mask pixels: sort");
    title(columns.first_seen, ClassColumn::FirstSeen, "first", "First time seen: sort");
    title(columns.last_seen, ClassColumn::LastSeen, "last", "Last time seen: sort");
    column_menu_ui(context, rect);
}

/// Which columns there are: a right click on their titles, or the button before them.
void ClassesPanel::column_menu_ui(const PanelContext& context, const views::Rect& rect) const {
    constexpr const char* kPopup = "##column_menu";
    const views::Rect button = zone(rect, context.theme.px(4), context.theme.px(28));
    bool asked = icon_button(
        context,
        "##columns_button",
        button,
        views::icon::kColumns,
        "Columns of this list (or right-click their titles)",
        false,
        "classes/columns"
    );
    const bool is_over =
        ImGui::IsMouseHoveringRect(ImVec2(rect.min.x, rect.min.y), ImVec2(rect.max.x, rect.max.y));
    asked = asked ||
            (is_over && ImGui::IsWindowHovered() && ImGui::IsMouseReleased(ImGuiMouseButton_Right));
    if (asked) {
        views::open_popup(kPopup);
    }
    const MenuStyle style(context);
    if (ImGui::BeginPopup(kPopup)) {
        column_items_ui(context);
        ImGui::EndPopup();
    }
}

std::vector<ClassId> ClassesPanel::targets(ClassId id) const {
    if (selected_.size() > 1 && selected_.contains(id)) {
        return {selected_.begin(), selected_.end()};
    }
    return {id};
}

void ClassesPanel::push_visible(
    const PanelContext& context,
    const std::vector<ClassId>& ids,
    bool visible
) {
    session::command::SetClassesVisible command{shown_, {}};
    for (const ClassId id : ids) {
        command.classes.emplace_back(id, visible);
    }
    context.commands.push(std::move(command));
}

void ClassesPanel::push_solo(
    const PanelContext& context,
    const std::vector<ClassId>& ids,
    bool soloed
) {
    session::command::SetClassesSolo command{shown_, {}};
    for (const ClassId id : ids) {
        command.classes.emplace_back(id, soloed);
    }
    context.commands.push(std::move(command));
}

}  // namespace limn::ui
