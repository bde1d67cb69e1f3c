// SPDX-License-Identifier: MIT
#include "annotation/class_history_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::ordered_json;

/// As RFC 4180 wants it.
std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

}  // namespace

std::string
to_json(const ClassHistory& history, const std::vector<HistoryRow>& rows, std::string_view entity) {
    Json json = Json::object();
    json["entity"] = valid_utf8(entity);
    json["timeline"] =
        history.timeline.empty() ? Json(nullptr) : Json(valid_utf8(history.timeline));
    json["times"] = history.times;
    json["classes"] = Json::array();
    for (const HistoryRow& row : rows) {
        Json one = Json::object();
        one["id"] = row.series->id;
        one["label"] = row.label ? Json(valid_utf8(*row.label)) : Json(nullptr);
        one["first_time"] = row.seen.min;
        one["last_time"] = row.seen.max;
        one["counts"] = Json::array();
        for_each_time(history, *row.series, [&](TimeInt time, const ClassCounts& now) {
            Json count = Json::object();
            count["time"] = time;
            count["instances"] = now.instances();
            count["pixels"] = now.pixels();
            count["counts"] = counts_json(now);
            one["counts"].push_back(std::move(count));
        });
        json["classes"].push_back(std::move(one));
    }
    return json.dump(2);
}

std::string
to_csv(const ClassHistory& history, const std::vector<HistoryRow>& rows, CsvTimes times) {
    std::string csv = "time,class,label,instances";
    for (std::size_t i = kNumCountKinds; i > 0; --i) {
        csv += fmt::format(",{}", to_string(static_cast<CountKind>(i - 1)));
    }
    csv += "\n";
    for (const HistoryRow& row : rows) {
        const std::string after_time =
            fmt::format(",{},{},", row.series->id, csv_field(valid_utf8(row.label.value_or(""))));
        const auto write = [&](TimeInt time, const ClassCounts& now) {
            csv += fmt::format("{}{}{}", time, after_time, now.instances());
            for (std::size_t i = kNumCountKinds; i > 0; --i) {
                csv += fmt::format(",{}", now[static_cast<CountKind>(i - 1)]);
            }
            csv += "\n";
        };
        if (times == CsvTimes::All) {
            for_every_time(history, *row.series, write);
        } else {
            for_each_time(history, *row.series, write);
        }
    }
    return csv;
}

nlohmann::ordered_json counts_json(const ClassCounts& counts) {
    Json json = Json::object();
    for (std::size_t i = 0; i < kNumCountKinds; ++i) {
        const auto kind = static_cast<CountKind>(i);
        json[std::string(to_string(kind))] = counts[kind];
    }
    return json;
}

}  // namespace limn::annotation
