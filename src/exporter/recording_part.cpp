// SPDX-License-Identifier: MIT
#include "exporter/recording_part.h"

#include <algorithm>
#include <string_view>

#include "base/hash.h"

namespace limn::exporter {
namespace {

constexpr std::string_view kClear = "Clear:is_recursive";

bool has_value(const ComponentColumn& column, std::size_t row) {
    return column.cells.is_valid(static_cast<std::int64_t>(row));
}

/// The first instance as a text, for frame names and flags.
std::string first_text(const ComponentColumn* column, std::size_t row) {
    if (column == nullptr || !has_value(*column, row)) {
        return {};
    }
    const arrow::Array values = column->cells.list_at(static_cast<std::int64_t>(row));
    if (values.length() == 0 || !values.is_valid(0)) {
        return {};
    }
    if (values.type_id() == arrow::TypeId::Bool) {
        return values.bool_at(0) ? "true" : "false";
    }
    return std::string(values.text_at(0).value_or(""));
}

struct Run {
    std::size_t begin = 0;
    std::size_t count = 0;
};

std::vector<Run> runs_of(const std::vector<bool>& rows) {
    std::vector<Run> runs;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!rows[row]) {
            continue;
        }
        if (runs.empty() || runs.back().begin + runs.back().count != row) {
            runs.push_back({row, 0});
        }
        ++runs.back().count;
    }
    return runs;
}

Result<ChunkPtr>
cut(const Chunk& chunk, const std::vector<const ComponentColumn*>& columns, Run run) {
    const auto begin = static_cast<std::int64_t>(run.begin);
    const auto count = static_cast<std::int64_t>(run.count);
    Chunk::Parts parts;
    parts.id = chunk.id();
    parts.id.inc = hash_combine(hash_combine(parts.id.inc, run.begin), run.count);
    parts.entity = chunk.entity();
    const auto ids = chunk.row_ids().subspan(run.begin, run.count);
    parts.row_ids.assign(ids.begin(), ids.end());
    for (const TimeColumn& column : chunk.timelines()) {
        parts.timelines.push_back({column.timeline, column.times.slice(begin, count), {}, false});
    }
    for (const ComponentColumn* column : columns) {
        parts.id.inc = hash_text(column->name, parts.id.inc);
        parts.components.push_back(
            {column->name, column->archetype, column->type, column->cells.slice(begin, count)}
        );
    }
    return Chunk::create(std::move(parts));
}

}  // namespace

std::vector<const ComponentColumn*> PartSelector::columns_of(const Chunk& chunk) const {
    const bool names_frames = session::names_frames([&](std::string_view component) {
        return chunk.find_component(component) != nullptr;
    });
    std::vector<const ComponentColumn*> columns;
    for (const ComponentColumn& column : chunk.components()) {
        if (part_.wants(chunk.entity(), column.name, names_frames)) {
            columns.push_back(&column);
        }
    }
    return columns;
}

PartSelector::Subject
PartSelector::subject_of(const Chunk& chunk, const ComponentColumn& column, std::size_t row) {
    Subject subject{chunk.entity(), column.name, {}};
    if (column.name == kClear) {
        subject.variant = first_text(&column, row);  // A flat clear does not undo one of a subtree.
    } else if (const auto archetype = archetype_of(column.name);
               session::places_frames(archetype)) {
        const std::string child = session::child_frame_of(archetype);
        subject.variant = first_text(chunk.find_component(child), row);
    }
    return subject;
}

void PartSelector::survey(const Chunk& chunk) {
    const TimeColumn* timeline = chunk.find_timeline(part_.timeline);
    if (!part_.range || timeline == nullptr || timeline->range.min > part_.range->min) {
        return;
    }
    const auto times = timeline->values();
    for (const ComponentColumn* column : columns_of(chunk)) {
        for (std::size_t row = 0; row < chunk.num_rows(); ++row) {
            if (times[row] > part_.range->min || !has_value(*column, row)) {
                continue;
            }
            const RowIndex index{times[row], chunk.row_ids()[row]};
            const auto [known, is_new] =
                newest_at_start_.try_emplace(subject_of(chunk, *column, row), index);
            known->second = std::max(known->second, index);
        }
    }
}

bool PartSelector::holds_at_start(
    const Chunk& chunk,
    const ComponentColumn& column,
    std::size_t row
) const {
    const auto known = newest_at_start_.find(subject_of(chunk, column, row));
    return known != newest_at_start_.end() && known->second.second == chunk.row_ids()[row];
}

std::vector<bool> PartSelector::rows_of(
    const Chunk& chunk,
    const std::vector<const ComponentColumn*>& columns
) const {
    std::vector<bool> rows(chunk.num_rows());
    const bool all_times = chunk.is_static() || part_.has_all_times(chunk.entity());
    const TimeColumn* timeline = all_times ? nullptr : chunk.find_timeline(part_.timeline);
    if (!all_times && timeline == nullptr) {
        return rows;
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const bool in_range = all_times || part_.range->contains(timeline->values()[row]);
        const bool before = !in_range && timeline->values()[row] < part_.range->min;
        rows[row] = std::ranges::any_of(columns, [&](const ComponentColumn* column) {
            return has_value(*column, row) &&
                   (in_range || (before && holds_at_start(chunk, *column, row)));
        });
    }
    return rows;
}

Result<std::vector<ChunkPtr>> PartSelector::select(const ChunkPtr& chunk) const {
    if (part_.is_whole()) {
        return std::vector{chunk};
    }
    const auto columns = columns_of(*chunk);
    if (columns.empty()) {
        return std::vector<ChunkPtr>();
    }
    const auto runs = runs_of(rows_of(*chunk, columns));
    const bool all_columns = columns.size() == chunk->components().size();
    if (all_columns && runs.size() == 1 && runs.front().count == chunk->num_rows()) {
        return std::vector{chunk};
    }
    std::vector<ChunkPtr> pieces;
    for (const Run& run : runs) {
        LIMN_TRY(ChunkPtr piece, cut(*chunk, columns, run));
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

}  // namespace limn::exporter
