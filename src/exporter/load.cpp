// SPDX-License-Identifier: MIT
#include "exporter/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>

#include "base/system_memory.h"
#include "exporter/text_table.h"
#include "importers/demo.h"
#include "ingest/loader.h"
#include "model/component_names.h"
#include "store/payload_cache.h"

namespace limn::exporter {
namespace {

std::string shown(const std::vector<std::string>& names) {
    std::string text;
    constexpr std::size_t kMost = 8;
    for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return text + (names.size() > kMost ? ", …" : "");
}

}  // namespace

void warn_of_file(const Diagnostics& diagnostics, const std::string& file, std::ostream& talk) {
    const Diagnostic* worst = nullptr;
    std::uint64_t others = diagnostics.dropped();
    for (const Diagnostic& item : diagnostics.items()) {
        if (item.severity == Severity::Note) {
            continue;
        }
        others += item.count;
        if (worst == nullptr || item.severity > worst->severity) {
            worst = &item;
        }
    }
    if (worst == nullptr) {
        return;
    }
    std::string line = worst->message;
    if (!worst->place.empty() && line.find(worst->place) == std::string::npos) {
        line = worst->place + ": " + line;
    }
    const std::string name = std::filesystem::path(file).filename().string();
    if (line.find(name) == std::string::npos) {
        line = file + ": " + line;
    }
    talk << "limn: warning: " << printable(line);
    if (others > 1) {
        talk << fmt::format(" (and {} more)", others - 1);
    }
    talk << "\n";
}

Result<void> load(const Input& input, store::Database& database, Output output) {
    // The rest is for what is made of the data: pictures, counts.
    const std::uint64_t limit = input.memory_limit_bytes.value_or(default_memory_limit());
    database.payloads().set_budget(limit - limit / 4);
    if (input.demo) {
        const auto source = importers::make_demo();
        warn_of_file(ingest::read_all(*source, database), "demo", output.talk);
        return {};
    }
    std::vector<std::string> faults;
    for (const std::string& file : input.files) {
        auto diagnostics = ingest::read_all(file, database);
        if (!diagnostics) {
            faults.push_back(printable(diagnostics.error().message));
            continue;
        }
        warn_of_file(*diagnostics, file, output.talk);
    }
    if (!faults.empty() && faults.size() == input.files.size()) {
        std::string all;
        for (const std::string& fault : faults) {
            all += (all.empty() ? "" : "; ") + fault;
        }
        return fail(ErrorCode::Unreadable, all);
    }
    for (const std::string& fault : faults) {
        output.talk << "limn: warning: " << fault << "\n";
    }
    return {};
}

LostValues::~LostValues() {
    try {
        const Diagnostics faults = database_.payloads().take_faults();
        if (!faults.empty()) {
            warn_of_file(faults, "recording", talk_);
        }
    } catch (const std::exception&) {
        talk_ << "limn: warning: some values could not be read again\n";
    }
}

Result<const store::Recording*>
first_recording(const store::Database& database, const Input& input) {
    const auto recordings = database.recordings();
    const auto has_data = [](const store::Recording* one) { return one->num_chunks() > 0; };
    const auto first = std::find_if(recordings.begin(), recordings.end(), has_data);
    if (first != recordings.end()) {
        return *first;
    }
    if (!recordings.empty()) {
        return recordings.front();
    }
    return fail(
        ErrorCode::NotFound,
        fmt::format("{}: there is no recording in it", input.demo ? "demo" : input.files.front())
    );
}

Result<EntityPath> find_entity(const store::Recording& recording, const std::string& path) {
    EntityPath entity = EntityPath::parse(path);
    if (!entity.is_root() && recording.entities().find(entity) == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no entity {}", entity.text()));
    }
    return entity;
}

Result<annotation::TensorChoices>
tensors_as_classes(const store::Recording& recording, const std::vector<std::string>& paths) {
    const std::vector<EntityPath> tensors = recording.entities_with(component::kTensorData);
    annotation::TensorChoices choices;
    for (const std::string& path : paths) {
        LIMN_TRY(const EntityPath entity, find_entity(recording, path));
        if (std::ranges::find(tensors, entity) == tensors.end()) {
            return fail(ErrorCode::NotFound, fmt::format("{} has no tensor", entity.text()));
        }
        choices[entity].as_classes = true;
    }
    return choices;
}

Result<store::LatestAtQuery>
find_cursor(const store::Recording& recording, const TimeChoice& choice) {
    store::LatestAtQuery query;
    query.timeline = choice.timeline.value_or(recording.default_timeline());
    const store::TimelineInfo* info = recording.find_timeline(query.timeline);
    if (info == nullptr && choice.timeline) {
        std::vector<std::string> names;
        for (const store::TimelineInfo& known : recording.timelines()) {
            names.push_back(known.timeline.name);
        }
        const std::string rest =
            names.empty() ? "the recording has none" : "there is " + shown(names);
        return fail(
            ErrorCode::NotFound,
            fmt::format("there is no timeline {}; {}", *choice.timeline, rest)
        );
    }
    query.time = choice.time.value_or(info == nullptr ? kMaxTime : info->range.max);
    return query;
}

}  // namespace limn::exporter
