// SPDX-License-Identifier: MIT
#include "ui/save_choice.h"

#include <fmt/format.h>

#include <filesystem>
#include <span>
#include <utility>

#include "ui/time_text.h"

namespace limn::ui {
namespace {

using session::RecordingPart;
using session::RecordingState;
using session::SaveDialogFor;

constexpr std::size_t kNamesTold = 2;

tl::unexpected<SaveFault> fault(SaveField field, std::string text) {
    return tl::unexpected(SaveFault{field, std::move(text)});
}

std::string names_of(std::span<const EntityPath> entities) {
    std::string text;
    for (std::size_t i = 0; i < entities.size() && i < kNamesTold; ++i) {
        text += (i == 0 ? "" : ", ") + entities[i].text();
    }
    if (entities.size() > kNamesTold) {
        text += fmt::format(" and {} more", entities.size() - kNamesTold);
    }
    return text;
}

tl::expected<TimeRange, SaveFault>
chosen_range(const SaveChoice& choice, const store::TimelineInfo& info) {
    const TimeKind kind = info.timeline.kind;
    const auto from = parse_time_text(kind, choice.from);
    if (!from) {
        return fault(SaveField::From, "From: " + from.error().message);
    }
    const auto to = parse_time_text(kind, choice.to);
    if (!to) {
        return fault(SaveField::To, "To: " + to.error().message);
    }
    if (*from > *to) {
        return fault(SaveField::To, "It ends before it begins");
    }
    if (*from > info.range.max || *to < info.range.min) {
        return fault(
            *to < info.range.min ? SaveField::To : SaveField::From,
            fmt::format(
                "Nothing was logged then: {} goes from {} to {}",
                info.timeline.name,
                format_time(kind, info.range.min),
                format_time(kind, info.range.max)
            )
        );
    }
    return TimeRange{*from, *to};
}

}  // namespace

void choose_range(SaveChoice& choice, TimeKind kind, const TimeRange& range) {
    choice.from = format_time(kind, range.min);
    choice.to = format_time(kind, range.max);
}

void choose_timeline(
    SaveChoice& choice,
    const RecordingState& state,
    const store::Recording& recording,
    const std::string& timeline
) {
    choice.timeline = timeline;
    const store::TimelineInfo* info = recording.find_timeline(timeline);
    if (info == nullptr) {
        choice.timeline.clear();
        return;
    }
    const bool loops = timeline == state.time.timeline && !state.time.loop_range.is_empty();
    choose_range(choice, info->timeline.kind, loops ? state.time.loop_range : info->range);
}

SaveChoice
first_choice(const RecordingState& state, const store::Recording& recording, SaveDialogFor what) {
    SaveChoice choice;
    if (what == SaveDialogFor::TimeRange) {
        choose_timeline(choice, state, recording, state.time.timeline);
    } else {
        choice.entities =
            selected_entities(state).empty() ? EntityChoice::Visible : EntityChoice::Selected;
    }
    return choice;
}

tl::expected<RecordingPart, SaveFault> chosen_part(
    const SaveChoice& choice,
    const RecordingState& state,
    const store::Recording& recording
) {
    RecordingPart part;
    if (!choice.timeline.empty()) {
        const store::TimelineInfo* info = recording.find_timeline(choice.timeline);
        if (info == nullptr) {
            return fault(SaveField::Timeline, "There is no timeline " + choice.timeline);
        }
        auto range = chosen_range(choice, *info);
        if (!range) {
            return tl::unexpected(std::move(range).error());
        }
        part.timeline = choice.timeline;
        part.range = *range;
    }
    switch (choice.entities) {
        case EntityChoice::All:
            break;
        case EntityChoice::Selected:
            part.entities = selected_entities(state);
            if (part.entities.empty()) {
                return fault(SaveField::Entities, "No entity is selected");
            }
            break;
        case EntityChoice::Visible:
            part.without.assign(state.hidden_entities.begin(), state.hidden_entities.end());
            break;
    }
    return part;
}

std::string entities_text(const SaveChoice& choice, const RecordingState& state) {
    switch (choice.entities) {
        case EntityChoice::All:
            break;
        case EntityChoice::Selected: {
            const auto entities = selected_entities(state);
            return entities.empty() ? "Nothing is selected"
                                    : names_of(entities) + ", with all below";
        }
        case EntityChoice::Visible: {
            const std::vector<EntityPath> hidden(
                state.hidden_entities.begin(),
                state.hidden_entities.end()
            );
            return hidden.empty() ? "Nothing is hidden: all of them"
                                  : "Without " + names_of(hidden) + " and all below";
        }
    }
    return "Every entity of the recording";
}

std::string part_file_name(
    const RecordingState& state,
    const store::Recording& recording,
    const RecordingPart& part
) {
    const std::string stem = std::filesystem::path(state.file_name).stem().string();
    const store::TimelineInfo* info = recording.find_timeline(part.timeline);
    if (part.range && info != nullptr) {
        const TimeKind kind = info->timeline.kind;
        return fmt::format(
            "{} {}{}{}.rrd",
            stem,
            time_for_file_name(kind, part.range->min),
            kind == TimeKind::Sequence ? "-" : " to ",
            time_for_file_name(kind, part.range->max)
        );
    }
    return fmt::format("{} {}.rrd", stem, part.is_whole() ? "copy" : "part");
}

}  // namespace limn::ui
