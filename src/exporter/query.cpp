// SPDX-License-Identifier: MIT
#include "exporter/query.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "base/text.h"
#include "exporter/arrow_json.h"
#include "exporter/text_table.h"

namespace limn::exporter {
namespace {

/// Longer values are cut in the text for people; `--json` has all of them.
constexpr std::size_t kMaxShownBytes = 160;

Json values_of(const store::Cell& cell) {
    return values_to_json(cell.values(), cell.column->type);
}

std::string shortened(std::string text) {
    if (text.size() <= kMaxShownBytes) {
        return text;
    }
    std::size_t end = kMaxShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end) + "…";
}

std::string to_text(const std::vector<store::Cell>& cells, TimeKind kind) {
    if (cells.empty()) {
        return "no rows\n";
    }
    TextTable table({
        {"time", Align::Right},
        {"row id", Align::Left},
        {"values", Align::Right},
        {"", Align::Left},
    });
    for (const store::Cell& cell : cells) {
        table.add({
            cell.is_static() ? "static" : format_time(kind, cell.time),
            to_hex(cell.row_id),
            group_digits(static_cast<std::uint64_t>(cell.values().length())),
            shortened(dump(values_of(cell))),
        });
    }
    return table.text();
}

Result<std::string> find_component(
    const store::Recording& recording,
    const EntityPath& entity,
    const std::string& component
) {
    if (recording.has_component(entity, component)) {
        return component;
    }
    std::string known;
    for (const store::ComponentInfo& info : recording.components(entity)) {
        known += (known.empty() ? "" : ", ") + printable(info.name);
    }
    const std::string rest = known.empty() ? "it has none" : "it has " + known;
    return fail(
        ErrorCode::NotFound,
        fmt::format("{} has no component {}; {}", entity.text(), component, rest)
    );
}

/// The questions of a file, or those that come in.
Result<void>
answer_file(const store::Recording& recording, const std::string& file, std::ostream& answers) {
    if (file == "-") {
        answer_batch(recording, std::cin, answers);
        return {};
    }
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        return fail(ErrorCode::Unreadable, file + ": a folder, not a file of questions");
    }
    std::ifstream questions(file);
    if (!questions) {
        const std::string cause = std::generic_category().message(errno);
        return fail(ErrorCode::Unreadable, fmt::format("{}: {}", file, cause));
    }
    answer_batch(recording, questions, answers);
    return questions.bad() ? Result<void>(fail(ErrorCode::Unreadable, file + ": cannot be read"))
                           : Result<void>();
}

}  // namespace

std::string rows_to_json(const std::vector<store::Cell>& cells) {
    Json rows = Json::array();
    for (const store::Cell& cell : cells) {
        Json row = Json::object();
        row["time"] = cell.is_static() ? Json(nullptr) : Json(cell.time);
        row["row_id"] = to_hex(cell.row_id);
        row["values"] = values_of(cell);
        rows.push_back(std::move(row));
    }
    Json json = Json::object();
    json["rows"] = std::move(rows);
    return dump(json);
}

Result<std::vector<store::Cell>>
find_cells(const store::Recording& recording, const Question& question) {
    LIMN_TRY(const EntityPath entity, find_entity(recording, question.entity));
    LIMN_TRY(const std::string component, find_component(recording, entity, question.component));
    LIMN_TRY(const store::LatestAtQuery cursor, find_cursor(recording, question.cursor));
    std::vector<store::Cell> cells;
    if (question.range) {
        for (const store::RowPlace& row :
             recording.range(cursor.timeline, *question.range, entity, component)) {
            if (auto cell = recording.read(row, component)) {
                cells.push_back(std::move(*cell));
            }
        }
    } else if (auto cell = recording.latest_at(cursor, entity, component)) {
        cells.push_back(std::move(*cell));
    }
    return cells;
}

Result<void> query(const QueryJob& job, Output output) {
    store::Database database;
    const LostValues lost(database, output.talk);
    LIMN_TRY_VOID(load(job.input, database, output));
    LIMN_TRY(const store::Recording* recording, first_recording(database, job.input));
    if (job.batch) {
        return answer_file(*recording, *job.batch, output.answer);
    }
    LIMN_TRY(const auto cells, find_cells(*recording, job.question));
    if (job.json) {
        output.answer << rows_to_json(cells) << "\n";
        return {};
    }
    LIMN_TRY(const store::LatestAtQuery cursor, find_cursor(*recording, job.question.cursor));
    const store::TimelineInfo* info = recording->find_timeline(cursor.timeline);
    output.answer << to_text(cells, info == nullptr ? TimeKind::Sequence : info->timeline.kind);
    return {};
}

}  // namespace limn::exporter
