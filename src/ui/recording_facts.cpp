// SPDX-License-Identifier: MIT
#include "ui/recording_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/counted.h"
#include "model/short_time.h"
#include "store/component_view.h"

namespace limn::ui {
namespace {

/// Of the values of a property in a tooltip.
constexpr std::int64_t kMaxValues = 6;
constexpr std::size_t kMaxChars = 400;

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

}  // namespace

std::string start_time_text(const arrow::Array& values, Digits digits) {
    const auto times = values.values<std::int64_t>();
    if (times.empty()) {
        return {};
    }
    return digits == Digits::All ? format_time(TimeKind::Timestamp, times.front())
                                 : format_short(TimeKind::Timestamp, times.front());
}

std::vector<Fact>
recording_facts(const session::RecordingState& state, const store::Recording& recording) {
    std::vector<Fact> facts{
        {"file", state.source.empty() ? state.file_name : state.source, {}},
        {"application", state.id.application_id, {}},
        {"recording", state.id.recording_id, {}}};
    const StoreInfo& info = recording.info();
    if (!info.source.empty() || !info.version.empty()) {
        facts.push_back(
            {"written by",
             info.source + (info.source.empty() || info.version.empty() ? "" : ", SDK ") +
                 info.version,
             {}}
        );
    }
    for (const store::TimelineInfo& timeline : recording.timelines()) {
        const TimeKind kind = timeline.timeline.kind;
        const std::string rows = counted(timeline.rows, "row");
        facts.push_back(
            {timeline.timeline.name,
             fmt::format("{}, {}", format_short_range(kind, timeline.range), rows),
             fmt::format(
                 "{} … {}, {}",
                 format_time(kind, timeline.range.min),
                 format_time(kind, timeline.range.max),
                 rows
             )}
        );
    }
    return facts;
}

store::LatestAtQuery properties_query(const store::Recording& recording) {
    return {recording.default_timeline(), kMaxTime};
}

std::vector<Property> properties_of(const store::Recording& recording) {
    std::vector<Property> properties;
    for (const EntityPath& entity : reserved_entities(recording)) {
        // "/__properties/camera" → "camera".
        std::string group;
        for (const std::string& part : entity.parts().subspan(1)) {
            group += (group.empty() ? "" : "/") + part;
        }
        for (const store::ComponentInfo& info : recording.components(entity)) {
            const std::string name = name_of(info.name);
            const bool is_group_enough = group.empty() || group == name;
            properties.push_back({entity, info.name, is_group_enough ? name : group + " " + name});
        }
    }
    return properties;
}

std::string properties_text(const store::Recording& recording) {
    const store::LatestAtQuery query = properties_query(recording);
    std::string text;
    for (const Property& property : properties_of(recording)) {
        const auto cell = recording.latest_at(query, property.entity, property.component);
        text += (text.empty() ? "" : "\n") + property.name + ": ";
        text += !cell ? std::string(kNotSetAtLast)
                : property.component == kStartTime
                    ? start_time_text(cell->values(), Digits::All)
                    : values_text(cell->values(), kMaxValues, kMaxChars);
    }
    return text;
}

}  // namespace limn::ui
