// SPDX-License-Identifier: MIT
#include "ui/save_dialog.h"

#include <fmt/format.h>
#include <imgui.h>

#include <array>
#include <cmath>
#include <utility>

#include "base/counted.h"
#include "base/text.h"
#include "model/short_time.h"
#include "ui/dialog.h"
#include "ui/fields.h"
#include "ui/time_text.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"

namespace limn::ui {
namespace {

constexpr const char* kName = "##save_part";
constexpr const char* kTimelines = "##save_timelines";
constexpr glm::vec2 kSize{560.0F, 372.0F};
constexpr float kLabelWidth = 84.0F;
constexpr float kLine = 26.0F;
constexpr float kGap = 8.0F;

/// Chunks that are counted in one frame: some milliseconds.
constexpr std::size_t kChunksPerFrame = 20'000;

bool is_pressed(ImGuiKey key) {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false);
}

std::string span_text(const store::TimelineInfo& info) {
    return fmt::format(
        "{}, {}",
        to_string(info.timeline.kind),
        format_short_range(info.timeline.kind, info.range)
    );
}

}  // namespace

void SaveDialog::close(const PanelContext& context) {
    ImGui::CloseCurrentPopup();
    context.commands.push(session::command::ShowSaveDialog{});
}

void SaveDialog::save(const PanelContext& context) {
    if (!part_) {
        return;
    }
    close(context);
    context.commands.push(session::command::ShowFileBrowser{
        true,
        session::FilePurpose::SaveRecording,
        nullptr,
        *part_});
}

views::Rect SaveDialog::line(
    const PanelContext& context,
    const views::Rect& body,
    float& y,
    const char* label
) const {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const views::Rect rect{
        {body.min.x + px(16 + kLabelWidth), y},
        {body.max.x - px(16), y + px(kLine)}};
    text_in(
        context,
        {{body.min.x + px(16), rect.min.y}, {rect.min.x, rect.max.y}},
        context.fonts.row,
        context.theme.muted,
        label
    );
    y = rect.max.y + px(kGap);
    return rect;
}

void SaveDialog::draw(const PanelContext& context, glm::vec2 display_px) {
    const session::RecordingState* state = context.session.active_state();
    const store::Recording* recording = context.session.active_recording();
    if (!context.session.save_dialog || state == nullptr || recording == nullptr) {
        was_shown_ = false;
        return;
    }
    if (!was_shown_) {
        was_shown_ = true;
        wants_focus_ = true;
        choice_ = first_choice(*state, *recording, *context.session.save_dialog);
        measure_ = {};
        is_counted_ = false;
        ImGui::OpenPopup(kName);
    }
    const std::string title = fmt::format("Save a part of {}", state->file_name);
    const Dialog dialog(context, kName, title, kSize, display_px);
    if (!dialog.is_open()) {
        context.commands.push(session::command::ShowSaveDialog{});
        return;
    }
    // Keys that close the menu do not close the dialog, too.
    const bool in_menu = ImGui::IsPopupOpen(kTimelines);
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const views::Rect& body = dialog.body();
    float y = body.min.y + px(14);
    timeline_ui(context, line(context, body, y, "Times of"));
    range_ui(context, line(context, body, y, "From, to"));
    ranges_ui(context, line(context, body, y, ""));
    part_ = chosen_part(choice_, *state, *recording);
    hint_ui(context, line(context, body, y, ""));
    fill({{body.min.x, y}, {body.max.x, y + 1.0F}}, context.theme.line);
    y += px(kGap + 6);
    entities_ui(context, line(context, body, y, "Entities"));
    const views::Rect names = line(context, body, y, "");
    text_in(context, names, context.fonts.row, context.theme.muted, entities_text(choice_, *state));
    const views::Rect footer{{body.min.x, body.max.y - px(kDialogFooter)}, body.max};
    amount_ui(context, {{body.min.x, y}, {body.max.x, footer.min.y}});
    const DialogAnswer answer = dialog_buttons(
        context,
        footer,
        {"Save…", part_.has_value(), "save_part/save", "save_part/cancel"}
    );
    const bool entered = is_pressed(ImGuiKey_Enter) || is_pressed(ImGuiKey_KeyPadEnter);
    if (answer.cancelled || (is_pressed(ImGuiKey_Escape) && !in_menu)) {
        close(context);
    } else if (answer.accepted || (entered && !in_menu)) {
        save(context);
    }
}

void SaveDialog::timeline_ui(const PanelContext& context, const views::Rect& rect) {
    const session::RecordingState& state = *context.session.active_state();
    const store::Recording& recording = *context.session.active_recording();
    const bool all = choice_.timeline.empty();
    float width = 0.0F;
    if (combo_button(
            context,
            "##save_timeline",
            rect.min,
            all ? "all timelines" : choice_.timeline,
            "Choose the timeline of the range, or all times",
            "save_part/timeline",
            width
        )) {
        views::open_popup(kTimelines);
    }
    const store::TimelineInfo* info = recording.find_timeline(choice_.timeline);
    text_in(
        context,
        {{rect.min.x + width + context.theme.px(10), rect.min.y}, rect.max},
        context.fonts.row,
        context.theme.muted,
        info != nullptr ? span_text(*info) : "every time"
    );
    const MenuStyle style(context);
    ImGui::SetNextWindowPos(ImVec2(rect.min.x, rect.max.y), ImGuiCond_Appearing);
    if (!ImGui::BeginPopup(kTimelines)) {
        return;
    }
    if (ImGui::MenuItem("All timelines, every time", nullptr, all)) {
        choice_.timeline.clear();
    }
    probe_last_item(context, "save_part/timeline/");
    for (const store::TimelineInfo& one : recording.timelines()) {
        const std::string& name = one.timeline.name;
        const std::string text = fmt::format("{}   {}", name, span_text(one));
        if (ImGui::MenuItem(text.c_str(), nullptr, name == choice_.timeline)) {
            choose_timeline(choice_, state, recording, name);
            wants_focus_ = true;
        }
        probe_last_item(context, "save_part/timeline/" + name);
    }
    if (is_pressed(ImGuiKey_Escape)) {
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

void SaveDialog::range_ui(const PanelContext& context, const views::Rect& rect) {
    if (choice_.timeline.empty()) {
        text_in(context, rect, context.fonts.row, context.theme.faint, "–");
        return;
    }
    const float gap = std::floor(context.theme.px(kGap));
    const float middle = std::floor((rect.min.x + rect.max.x) * 0.5F);
    const auto is_wrong = [&](SaveField field) { return !part_ && part_.error().field == field; };
    if (std::exchange(wants_focus_, false)) {
        ImGui::SetKeyboardFocusHere();
    }
    text_field(
        context,
        "##save_from",
        {rect.min, {middle - gap * 0.5F, rect.max.y}},
        choice_.from,
        is_wrong(SaveField::From),
        "save_part/from"
    );
    text_field(
        context,
        "##save_to",
        {{middle + gap * 0.5F, rect.min.y}, rect.max},
        choice_.to,
        is_wrong(SaveField::To),
        "save_part/to"
    );
}

/// Ranges that need no typing.
void SaveDialog::ranges_ui(const PanelContext& context, const views::Rect& rect) {
    const session::TimeControl& time = context.session.active_state()->time;
    const store::TimelineInfo* info =
        context.session.active_recording()->find_timeline(choice_.timeline);
    if (info == nullptr) {
        return;
    }
    const TimeKind kind = info->timeline.kind;
    float x = rect.min.x;
    const auto offer = [&](const char* id, const char* text, const char* tip, auto change) {
        const std::string probe = fmt::format("save_part/{}", id);
        const ChipResult result = chip(context, id, {x, rect.min.y}, text, false, tip, probe);
        x += result.width + std::floor(context.theme.px(6));
        if (result.clicked) {
            change();
        }
    };
    offer("whole", "Whole timeline", "From its first to its last time", [&] {
        choose_range(choice_, kind, info->range);
    });
    if (choice_.timeline != time.timeline) {
        return;
    }
    if (!time.loop_range.is_empty()) {
        offer("loop", "Loop range", "What is tinted on the timeline", [&] {
            choose_range(choice_, kind, time.loop_range);
        });
    }
    offer("from_cursor", "From the cursor", "Begin at the time that is shown", [&] {
        choice_.from = format_time(kind, time.cursor);
    });
    offer("to_cursor", "To the cursor", "End at the time that is shown", [&] {
        choice_.to = format_time(kind, time.cursor);
    });
}

/// How times are typed, or what is wrong.
void SaveDialog::hint_ui(const PanelContext& context, const views::Rect& rect) const {
    const views::Theme& theme = context.theme;
    if (!part_) {
        const float mark = std::floor(theme.px(20));
        icon_in(
            context,
            {rect.min, {rect.min.x + std::floor(theme.px(14)), rect.max.y}},
            theme.error_text,
            views::icon::kError
        );
        text_in(
            context,
            {{rect.min.x + mark, rect.min.y}, rect.max},
            context.fonts.row,
            theme.error_text,
            part_.error().text
        );
        return;
    }
    const store::TimelineInfo* info =
        context.session.active_recording()->find_timeline(choice_.timeline);
    if (info != nullptr) {
        text_in(
            context,
            rect,
            context.fonts.row,
            theme.muted,
            fmt::format("Both ends included. Type {}", time_notation(info->timeline.kind))
        );
    }
}

void SaveDialog::entities_ui(const PanelContext& context, const views::Rect& rect) {
    struct Kind {
        EntityChoice choice;
        const char* id;
        std::string text;
        const char* tip;
    };

    const session::RecordingState& state = *context.session.active_state();
    const std::size_t selected = selected_entities(state).size();
    const std::array<Kind, 3> kinds{{
        {EntityChoice::All, "all", "All", "Every entity"},
        {EntityChoice::Selected,
         "selected",
         selected > 0 ? fmt::format("Selected ({})", selected) : "Selected",
         "The selected entities and all below them. Ctrl + click in the list selects more"},
        {EntityChoice::Visible,
         "visible",
         "Visible",
         "All that is not switched off in the list of entities"},
    }};
    float x = rect.min.x;
    for (const Kind& kind : kinds) {
        const ChipResult result = chip(
            context,
            kind.id,
            {x, rect.min.y},
            kind.text,
            choice_.entities == kind.choice,
            kind.tip,
            fmt::format("save_part/{}", kind.id)
        );
        x += result.width + std::floor(context.theme.px(6));
        if (result.clicked) {
            choice_.entities = kind.choice;
        }
    }
}

/// Sums up only what changed: a recording may have very many entities.
void SaveDialog::count(const store::Recording& recording, const session::RecordingPart& part) {
    const bool is_known =
        is_counted_ && part == counted_part_ && recording.num_chunks() == counted_chunks_;
    if (is_known) {
        return;
    }
    is_counted_ = measure_.update(recording, part, kChunksPerFrame);
    size_ = measure_.size();
    counted_part_ = part;
    counted_chunks_ = recording.num_chunks();
}

void SaveDialog::amount_ui(const PanelContext& context, const views::Rect& rect) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    fill({rect.min, {rect.max.x, rect.min.y + 1.0F}}, context.theme.line);
    const float left = rect.min.x + px(16);
    const float top = rect.min.y + px(9);
    const views::Rect first{{left, top}, {rect.max.x - px(16), top + px(20)}};
    if (!part_) {
        is_counted_ = true;
        text_in(context, first, context.fonts.row, context.theme.muted, "Nothing to save yet");
        return;
    }
    count(*context.session.active_recording(), *part_);
    text_in(
        context,
        first,
        context.fonts.row,
        context.theme.text,
        fmt::format(
            "{}{}, about {} before compression",
            is_counted_ ? "" : "At least ",
            counted(size_.rows, "row"),
            format_bytes(size_.bytes)
        )
    );
    text_in(
        context,
        {{left, first.max.y}, {first.max.x, first.max.y + px(20)}},
        context.fonts.row,
        context.theme.muted,
        part_->range ? "Static data and what holds at the first time come along"
                     : "What applies to these from above (contexts, transforms) comes along"
    );
}

}  // namespace limn::ui
