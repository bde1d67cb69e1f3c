// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <istream>
#include <limits>
#include <ostream>

#include "exporter/arrow_json.h"
#include "exporter/query.h"

namespace limn::exporter {
namespace {

Result<std::string> read_text(const Json& value, std::string_view key) {
    if (!value.is_string()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{}: not a text", key));
    }
    return value.get<std::string>();
}

Result<TimeInt> read_time(const Json& value, std::string_view key) {
    const bool fits = value.is_number_integer() &&
                      (!value.is_number_unsigned() ||
                       value.get<std::uint64_t>() <=
                           static_cast<std::uint64_t>(std::numeric_limits<TimeInt>::max()));
    if (!fits || value.get<TimeInt>() < kMinTime) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: not a time; times are integers from {} to {}", key, kMinTime, kMaxTime)
        );
    }
    return value.get<TimeInt>();
}

Result<TimeRange> read_range(const Json& value) {
    if (!value.is_array() || value.size() != 2) {
        return fail(ErrorCode::InvalidArgument, "range: not of the form [A, B]");
    }
    LIMN_TRY(const TimeInt first, read_time(value[0], "range"));
    LIMN_TRY(const TimeInt last, read_time(value[1], "range"));
    if (first > last) {
        return fail(ErrorCode::InvalidArgument, "range: ends before it begins");
    }
    return TimeRange{first, last};
}

Result<void> read_member(Question& question, const std::string& key, const Json& value) {
    if (key == "entity") {
        LIMN_TRY(question.entity, read_text(value, key));
    } else if (key == "component") {
        LIMN_TRY(question.component, read_text(value, key));
    } else if (key == "timeline") {
        LIMN_TRY(question.cursor.timeline, read_text(value, key));
    } else if (key == "time") {
        LIMN_TRY(question.cursor.time, read_time(value, key));
    } else if (key == "range") {
        LIMN_TRY(question.range, read_range(value));
    } else {
        return fail(ErrorCode::InvalidArgument, fmt::format("{}: no such key", key));
    }
    return {};
}

Result<Question> read_question(const std::string& line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidArgument, "not a JSON object");
    }
    Question question;
    for (const auto& [key, value] : json.items()) {
        LIMN_TRY_VOID(read_member(question, key, value));
    }
    if (!json.contains("entity") || !json.contains("component")) {
        return fail(ErrorCode::InvalidArgument, "entity and component are wanted");
    }
    if (question.range && question.cursor.time) {
        return fail(ErrorCode::InvalidArgument, "either time or range");
    }
    return question;
}

std::string answer_line(const store::Recording& recording, const std::string& line) {
    const auto cells = read_question(line).and_then([&](const Question& question) {
        return find_cells(recording, question);
    });
    if (cells) {
        return rows_to_json(*cells);
    }
    Json json = Json::object();
    json["error"] = cells.error().message;
    return dump(json);
}

}  // namespace

void answer_batch(
    const store::Recording& recording,
    std::istream& questions,
    std::ostream& answers
) {
    constexpr std::string_view kBlank = " \t\r";
    for (std::string line; answers && std::getline(questions, line);) {
        if (line.find_first_not_of(kBlank) != std::string::npos) {
            answers << answer_line(recording, line) << std::endl;
        }
    }
}

}  // namespace limn::exporter
