// SPDX-License-Identifier: MIT
#include "ui/recording_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/counted.h"
#include "base/text.h"
#include "model/short_time.h"
#include "store/component_view.h"
#include "ui/value_text.h"

namespace limn::ui {
namespace {

constexpr std::int64_t kMaxValues = 6;
constexpr std::string_view kStartTime = "RecordingInfo:start_time";

/// Value and, of times, all digits.
struct Texts {
    std::string value;
    std::string full;
};

Texts value_of(const store::Cell& cell, std::string_view component) {
    const arrow::Array values = cell.values();
    if (component == kStartTime) {
        const auto times = values.values<std::int64_t>();
        return times.empty() ? Texts()
                             : Texts{
                                   format_short(TimeKind::Timestamp, times.front()),
                                   format_time(TimeKind::Timestamp, times.front())};
    }
    std::string text;
    const std::int64_t count = std::min(values.length(), kMaxValues);
    for (std::int64_t i = 0; i < count; ++i) {
        text += (i > 0 ? ", " : "") + value_text(values, i);
    }
    if (values.length() > count) {
        text += fmt::format(", … {} more", values.length() - count);
    }
    return {std::move(text), {}};
}

/// "RecordingInfo:start_time" → "start time".
std::string name_of(std::string_view component) {
    std::string name(component.substr(component.find(':') + 1));
    std::ranges::replace(name, '_', ' ');
    return name;
}

std::vector<EntityPath> reserved_entities(const store::Recording& recording) {
    std::vector<EntityPath> entities;
    for (const auto& [path, child] : recording.entities().root().children) {
        if (!path.is_reserved()) {
            continue;
        }
        recording.entities().visit(path, [&](const store::EntityTree::Node& node) {
            if (node.has_data) {
                entities.push_back(node.path);
            }
            return true;
        });
    }
    return entities;
}

void add_properties(const store::Recording& recording, std::vector<Fact>& facts) {
    const store::LatestAtQuery last{recording.default_timeline(), kMaxTime};
    std::vector<Fact> found;
    for (const EntityPath& entity : reserved_entities(recording)) {
        // "/__properties/camera" → "camera".
        std::string group;
        for (const std::string& part : entity.parts().subspan(1)) {
            group += (group.empty() ? "" : "/") + part;
        }
        for (const store::ComponentInfo& info : recording.components(entity)) {
            const auto cell = recording.latest_at(last, entity, info.name);
            const std::string name = name_of(info.name);
            Texts texts = cell ? value_of(*cell, info.name) : Texts{"not set at the last time", {}};
            found.push_back(
                {group.empty() || group == name ? name : group + " " + name,
                 std::move(texts.value),
                 false,
                 std::move(texts.full)}
            );
        }
    }
    if (!found.empty()) {
        facts.push_back({"Properties", "", true, {}});
        std::ranges::move(found, std::back_inserter(facts));
    }
}

}  // namespace

std::vector<Fact>
recording_facts(const session::RecordingState& state, const store::Recording& recording) {
    std::vector<Fact> facts{
        {"file", state.source.empty() ? state.file_name : state.source, false, {}},
        {"application", state.id.application_id, false, {}},
        {"recording", state.id.recording_id, false, {}}};
    const StoreInfo& info = recording.info();
    if (!info.source.empty() || !info.version.empty()) {
        facts.push_back(
            {"written by",
             info.source + (info.source.empty() || info.version.empty() ? "" : ", SDK ") +
                 info.version,
             false,
             {}}
        );
    }
    for (const store::TimelineInfo& timeline : recording.timelines()) {
        const TimeKind kind = timeline.timeline.kind;
        const std::string rows = counted(timeline.rows, "row");
        facts.push_back(
            {timeline.timeline.name,
             fmt::format("{}, {}", format_short_range(kind, timeline.range), rows),
             false,
             fmt::format(
                 "{} … {}, {}",
                 format_time(kind, timeline.range.min),
                 format_time(kind, timeline.range.max),
                 rows
             )}
        );
    }
    add_properties(recording, facts);
    return facts;
}

std::string properties_text(const store::Recording& recording) {
    std::vector<Fact> facts;
    add_properties(recording, facts);
    std::string text;
    for (const Fact& fact : facts) {
        if (!fact.is_heading) {
            const std::string& value = fact.full.empty() ? fact.value : fact.full;
            text += (text.empty() ? "" : "\n") + fact.name + ": " + value;
        }
    }
    return text;
}

}  // namespace limn::ui
