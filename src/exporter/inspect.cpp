// SPDX-License-Identifier: MIT
#include "exporter/inspect.h"

#include <fmt/format.h>

#include "base/counted.h"
#include "base/text.h"
#include "exporter/arrow_json.h"
#include "exporter/text_table.h"
#include "store/payload_cache.h"

namespace limn::exporter {
namespace {

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(valid_utf8(text));
}

/// "Python SDK 3.11.2, SDK version 0.41.0"; empty if the recording does not say.
std::string writer_text(const StoreInfo& info) {
    std::string text = printable(info.source);
    if (!info.version.empty()) {
        text += (text.empty() ? "SDK version " : ", SDK version ") + printable(info.version);
    }
    return text;
}

Json recording_to_json(const store::Recording& recording) {
    Json json = Json::object();
    json["application_id"] = valid_utf8(recording.id().application_id);
    json["recording_id"] = valid_utf8(recording.id().recording_id);
    json["source"] = text_or_null(recording.info().source);
    json["sdk_version"] = text_or_null(recording.info().version);
    json["timelines"] = Json::array();
    for (const store::TimelineInfo& info : recording.timelines()) {
        Json timeline = Json::object();
        timeline["name"] = valid_utf8(info.timeline.name);
        timeline["kind"] = to_string(info.timeline.kind);
        timeline["min"] = info.range.min;
        timeline["max"] = info.range.max;
        json["timelines"].push_back(std::move(timeline));
    }
    json["entities"] = Json::array();
    for (const EntityPath& path : recording.entities().paths()) {
        Json entity = Json::object();
        entity["path"] = valid_utf8(path.text());
        entity["components"] = Json::array();
        for (const store::ComponentInfo& info : recording.components(path)) {
            Json component = Json::object();
            component["name"] = valid_utf8(info.name);
            component["rows"] = info.rows;
            component["static_rows"] = info.static_rows;
            component["bytes"] = recording.byte_size(path, info.name);
            entity["components"].push_back(std::move(component));
        }
        json["entities"].push_back(std::move(entity));
    }
    json["chunks"] = recording.num_chunks();
    json["rows"] = recording.num_rows();
    return json;
}

Json stores_to_json(const std::vector<const store::Recording*>& stores) {
    Json json = Json::array();
    for (const store::Recording* recording : stores) {
        json.push_back(recording_to_json(*recording));
    }
    return json;
}

std::string timelines_text(const store::Recording& recording) {
    TextTable table({
        {"timeline", Align::Left},
        {"kind", Align::Left},
        {"first", Align::Right},
        {"last", Align::Right},
        {"rows", Align::Right},
    });
    for (const store::TimelineInfo& info : recording.timelines()) {
        table.add({
            printable(info.timeline.name),
            std::string(to_string(info.timeline.kind)),
            format_time(info.timeline.kind, info.range.min),
            format_time(info.timeline.kind, info.range.max),
            group_digits(info.rows),
        });
    }
    return table.text(2);
}

/// "Position2D" of "rerun.components.Position2D"; where nothing was said, what Arrow says.
std::string type_text(const store::ComponentInfo& info) {
    if (!info.type.empty()) {
        return printable(info.type.substr(info.type.rfind('.') + 1));
    }
    constexpr std::size_t kMost = 40;
    const std::string arrow = printable(info.arrow_type);
    return arrow.size() > kMost ? arrow.substr(0, arrow.find_first_of("<{")) + "<…>" : arrow;
}

std::string entities_text(const store::Recording& recording) {
    TextTable table({
        {"entity", Align::Left},
        {"component", Align::Left},
        {"type", Align::Left},
        {"rows", Align::Right},
        {"static", Align::Right},
        {"size", Align::Right},
    });
    for (const EntityPath& path : recording.entities().paths()) {
        std::string shown = printable(path.text());
        for (const store::ComponentInfo& info : recording.components(path)) {
            table.add({
                shown,
                printable(info.name),
                type_text(info),
                group_digits(info.rows),
                group_digits(info.static_rows),
                format_bytes(recording.byte_size(path, info.name)),
            });
            shown.clear();
        }
    }
    return table.text(2);
}

void write_text(const store::Recording& recording, std::string_view kind, std::ostream& answer) {
    answer << fmt::format(
        "{} {} of {}\n  {} in {}, {}\n",
        kind,
        printable(recording.id().recording_id),
        printable(recording.id().application_id),
        counted(recording.num_rows(), "row"),
        counted(recording.num_chunks(), "chunk"),
        format_bytes(recording.byte_size())
    );
    if (const std::string writer = writer_text(recording.info()); !writer.empty()) {
        answer << "  written by " << writer << "\n";
    }
    answer << "\n";
    if (recording.num_rows() == 0) {
        answer << "  no data\n\n";
        return;
    }
    if (recording.timelines().empty()) {
        answer << "  no timelines: static data only\n";
    } else {
        answer << timelines_text(recording);
    }
    answer << "\n" << entities_text(recording) << "\n";
}

}  // namespace

Result<void> inspect(const InspectJob& job, Output output) {
    store::Database database;
    const LostValues lost(database, output.talk);
    LIMN_TRY_VOID(load(job.input, database, output));
    const auto recordings = database.recordings();
    const auto blueprints = database.recordings(StoreKind::Blueprint);
    for (const store::Recording* recording : recordings) {
        for (const OutlinePtr& chunk : recording->chunks()) {
            database.payloads().complete(chunk);  // Its sizes are asked for: what is wrong is told.
        }
    }
    if (job.json) {
        Json json = Json::object();
        json["recordings"] = stores_to_json(recordings);
        json["blueprints"] = stores_to_json(blueprints);
        output.answer << dump(json, 2) << "\n";
        return {};
    }
    for (const store::Recording* recording : recordings) {
        write_text(*recording, "recording", output.answer);
    }
    for (const store::Recording* blueprint : blueprints) {
        write_text(*blueprint, "blueprint", output.answer);
    }
    if (recordings.empty() && blueprints.empty()) {
        output.answer << "no recordings\n";
    }
    return {};
}

}  // namespace limn::exporter
