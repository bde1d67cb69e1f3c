// SPDX-License-Identifier: MIT
#include "ui/context_picker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/counted.h"
#include "base/hash.h"
#include "model/short_time.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"
#include "views/path_text.h"

namespace limn::ui {
namespace {

namespace command = session::command;

constexpr int kMostTimesHigh = 9;

void seek(const PanelContext& context, TimeInt time) {
    context.commands.push(command::SetCursor{time});
}

void select_entity(const PanelContext& context, const EntityPath& entity) {
    context.commands.push(command::Select{{session::Item{entity, {}, {}, {}, false}}});
}

}  // namespace

annotation::ContextPtr ContextPicker::choose(const PanelContext& context) {
    const session::RecordingState& state = *context.session.active_state();
    const annotation::ContextMap& contexts = context.styles.contexts();
    if (state.selection != last_selection_) {
        last_selection_ = state.selection;
        picked_.reset();
    }
    if (picked_) {
        shown_ = contexts.find(*picked_);
    } else if (!state.selection.empty()) {
        shown_ = contexts.find(state.selection.front().entity);
    } else {
        const std::vector<annotation::ContextPtr> all = contexts.all();
        shown_ = all.empty() ? contexts.missing() : all.front();
    }
    refresh(context);
    return shown_;
}

void ContextPicker::refresh(const PanelContext& context) {
    const store::Recording& recording = *context.session.active_recording();
    const store::LatestAtQuery query = context.session.query();
    std::uint64_t key = hash_text(query.timeline, static_cast<std::uint64_t>(query.time));
    key = hash_combine(key, recording.generation());
    key = hash_combine(key, hash_text(recording.id().recording_id));
    if (key != known_key_) {
        known_key_ = key;
        known_ = known_contexts(recording, query, context.styles.contexts());
    }
}

const KnownContext* ContextPicker::known_of(const annotation::ResolvedContext& context) const {
    const auto found = std::ranges::find(known_, context.entity(), &KnownContext::entity);
    return context.exists() && found != known_.end() ? &*found : nullptr;
}

void ContextPicker::line_ui(const PanelContext& context, const views::Rect& rect) {
    const session::RecordingState& state = *context.session.active_state();
    const KnownContext* known = known_of(*shown_);
    std::string text;
    if (!state.selection.empty() && !picked_) {
        text = why_it_applies(*shown_, state.selection.front().entity);
    } else if (known_.empty()) {
        text = "no context is logged: colors are automatic";
    } else if (!shown_->exists()) {
        text = "no context applies at this time";
    } else {
        text = picked_ ? "chosen by hand" : "the first of this recording";
    }
    if (known != nullptr && !known->shadowed.empty()) {
        text += fmt::format(" · shadows {}", known->shadowed.front().text());
    }
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const bool has_steps = known != nullptr && known->times.size() > 1;
    const float right = rect.max.x - (has_steps ? px(96) : px(views::measure::kPadding));
    const views::Rect words{
        {rect.min.x + px(views::measure::kPadding), rect.min.y},
        {right, rect.max.y}};
    ImGui::SetCursorScreenPos(ImVec2(words.min.x, words.min.y));
    const bool clicked =
        ImGui::InvisibleButton("##why", ImVec2(std::max(words.size().x, 1.0F), words.size().y));
    const bool hovered = ImGui::IsItemHovered() && shown_->exists();
    text_in(
        context,
        words,
        context.fonts.tick,
        hovered ? context.theme.text : context.theme.muted,
        views::fit_words_and_path(context.fonts.tick, text, words.size().x)
    );
    probe_last_item(context, "classes/why");
    if (hovered) {
        tooltip(context, true, fmt::format("{}\nClick: select {}", text, shown_->entity().text()));
    }
    if (clicked && shown_->exists()) {
        select_entity(context, shown_->entity());
    }
    if (has_steps) {
        steps_ui(context, {{right, rect.min.y}, rect.max}, *known);
    }
}

/// "2 of 5" between two arrows that seek the values before and after.
void ContextPicker::steps_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const KnownContext& known
) {
    const TimeInt now = context.session.active_state()->time.cursor;
    const std::size_t number = value_number(known.times, now);
    const float size = rect.size().y;
    const views::Rect back{rect.min, {rect.min.x + size, rect.max.y}};
    const views::Rect on{
        {rect.max.x - size - context.theme.px(4), rect.min.y},
        {rect.max.x - context.theme.px(4), rect.max.y}};
    if (icon_button(
            context,
            "##value_back",
            back,
            views::icon::kStepBack,
            "The value before this one",
            false,
            "classes/value/previous"
        ) &&
        number > 1) {
        seek(context, known.times[number - 2]);
    }
    if (icon_button(
            context,
            "##value_on",
            on,
            views::icon::kStepForward,
            "The next value of this context",
            false,
            "classes/value/next"
        ) &&
        number < known.times.size()) {
        seek(context, known.times[number]);
    }
    const std::string text = fmt::format("{} of {}", number, known.times.size());
    const float width = text_width(context.fonts.tick, text);
    const float middle = std::floor((back.max.x + on.min.x - width) * 0.5F);
    text_in(
        context,
        {{middle, rect.min.y}, {on.min.x, rect.max.y}},
        context.fonts.tick,
        context.theme.muted,
        text
    );
}

void ContextPicker::open() {
    views::open_popup("##context_menu");
}

void ContextPicker::popup_ui(const PanelContext& context) {
    const MenuStyle style(context);
    if (!ImGui::BeginPopup("##context_menu")) {
        return;
    }
    if (known_.empty()) {
        ImGui::TextDisabled("No context was logged in this recording");
    } else {
        ImGui::TextDisabled("Contexts of this recording");
    }
    for (const KnownContext& known : known_) {
        context_item_ui(context, known);
    }
    if (const KnownContext* known = known_of(*shown_); known != nullptr) {
        times_ui(context, *known);
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Follow the selection", nullptr, !picked_.has_value())) {
        picked_.reset();
    }
    if (shown_->exists() && ImGui::MenuItem("Select the entity it was logged at")) {
        select_entity(context, shown_->entity());
    }
    ImGui::EndPopup();
}

void ContextPicker::context_item_ui(const PanelContext& context, const KnownContext& known) {
    const TimeKind kind = context.session.active_state()->time.kind;
    std::string detail;
    if (known.at_cursor != nullptr) {
        detail = fmt::format(
            "{}, {}",
            counted(known.at_cursor->classes().size(), "class", "classes"),
            format_short(kind, known.at_cursor->time())
        );
    } else if (!known.times.empty()) {
        detail = fmt::format("from {} on", format_short(kind, known.times.front()));
    } else {
        detail = "not on this timeline";
    }
    if (!known.shadowed.empty()) {
        detail += fmt::format(", shadows {}", known.shadowed.front().text());
    }
    const bool is_shown = shown_->exists() && known.entity == shown_->entity();
    const std::string text =
        views::fit_path(context.fonts.body, known.entity.text(), context.theme.px(480));
    ImGui::PushID(known.entity.text().c_str());
    if (ImGui::MenuItem(text.c_str(), detail.c_str(), is_shown, known.at_cursor != nullptr)) {
        picked_ = known.entity;
    }
    ImGui::PopID();
    probe_last_item(context, fmt::format("classes/context/{}", known.entity.text()));
}

void ContextPicker::times_ui(const PanelContext& context, const KnownContext& known) {
    ImGui::Separator();
    const session::RecordingState& state = *context.session.active_state();
    if (known.times.empty()) {
        ImGui::TextDisabled("%s is static: one value at all times", known.entity.text().c_str());
        return;
    }
    ImGui::TextDisabled("%s was logged at", known.entity.text().c_str());
    const float line = ImGui::GetTextLineHeightWithSpacing();
    const int count = static_cast<int>(known.times.size());
    const float height = line * static_cast<float>(std::min(count, kMostTimesHigh));
    ImGui::BeginChild("##times", ImVec2(context.theme.px(240), height));
    const std::size_t now = value_number(known.times, state.time.cursor);
    ImGuiListClipper clipper;
    clipper.Begin(count, line);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto index = static_cast<std::size_t>(i);
            const std::string text = format_short(state.time.kind, known.times[index]);
            ImGui::PushID(i);
            if (ImGui::Selectable(text.c_str(), index + 1 == now)) {
                seek(context, known.times[index]);
                ImGui::CloseCurrentPopup();
            }
            probe_last_item(context, fmt::format("classes/value/{}", index));
            ImGui::PopID();
        }
    }
    ImGui::EndChild();
}

}  // namespace limn::ui
