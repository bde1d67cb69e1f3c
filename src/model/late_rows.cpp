// SPDX-License-Identifier: MIT
#include "model/late_rows.h"

#include <algorithm>
#include <optional>

#include "model/chunk_outline.h"

namespace limn {
namespace {

bool is_valid(const ChunkHead::Column& column, std::size_t row) {
    return column.states.empty() || column.states[row] != CellState::Null;
}

/// Is this what was announced of a column?
bool is_as_announced(
    const ChunkOutline& announced,
    const ColumnOutline& column,
    const ChunkHead::Column& found,
    const std::vector<std::vector<TimeInt>>& times
) {
    const auto num_null =
        static_cast<std::size_t>(std::ranges::count(found.states, CellState::Null));
    if (column.num_valid() + num_null != announced.num_rows()) {
        return false;
    }
    for (std::size_t i = 0; i < times.size() && num_null != 0; ++i) {
        TimeRange range;
        for (std::size_t row = 0; row < times[i].size(); ++row) {
            if (is_valid(found, row)) {
                range.extend(times[i][row]);
            }
        }
        if (range != column.range_on(i, announced.timelines()[i])) {
            return false;
        }
    }
    return true;
}

std::optional<std::vector<TimeInt>> times_of(const ChunkHead& head, const TimelineOutline& wanted) {
    const auto found =
        std::ranges::find(head.timelines, wanted.timeline->name, [](const auto& column) {
            return column.timeline.name;
        });
    if (found == head.timelines.end()) {
        return std::nullopt;
    }
    std::vector<TimeInt> times;
    times.reserve(head.row_ids.size());
    TimeRange range;
    for (const TimeInt time : found->values()) {
        times.push_back(std::max(time, kMinTime));
        range.extend(times.back());
    }
    return range == wanted.range ? std::optional(std::move(times)) : std::nullopt;
}

/// Nothing if this is not the chunk that was announced.
std::optional<LateRows> rows_of(const ChunkHead& head, const ChunkOutline& announced) {
    if (head.id != announced.id() || head.entity != announced.entity() ||
        head.row_ids.size() != announced.num_rows()) {
        return std::nullopt;
    }
    LateRows rows;
    rows.row_ids = head.row_ids;
    rows.byte_size = announced.num_rows() * sizeof(RowId);
    for (const TimelineOutline& timeline : announced.timelines()) {
        auto times = times_of(head, timeline);
        if (!times) {
            return std::nullopt;
        }
        rows.byte_size += announced.num_rows() * sizeof(TimeInt);
        rows.times.push_back(std::move(*times));
    }
    for (const ColumnOutline& column : announced.columns()) {
        const auto found = std::ranges::find(head.columns, column.name(), [](const auto& other) {
            return other.names.name;
        });
        if (found == head.columns.end() ||
            !is_as_announced(announced, column, *found, rows.times)) {
            return std::nullopt;
        }
        rows.byte_size += found->byte_size;
        rows.columns.push_back({found->byte_size, found->states});
    }
    rows.fits = true;
    return rows;
}

LateRows made_up(const ChunkOutline& announced) {
    LateRows rows;
    rows.byte_size = announced.announced_bytes();
    for (std::size_t row = 0; row < announced.num_rows(); ++row) {
        rows.row_ids.push_back(RowId{{announced.id().time_ns, announced.id().inc + row}});
    }
    for (const TimelineOutline& timeline : announced.timelines()) {
        rows.times.emplace_back(announced.num_rows(), timeline.range.max);
        rows.times.back().front() = timeline.range.min;
    }
    for (const ColumnOutline& column : announced.columns()) {
        LateRows::Column& made = rows.columns.emplace_back();
        made.byte_size = announced.announced_bytes() / announced.columns().size();
        if (column.num_valid() != announced.num_rows()) {
            made.states.assign(announced.num_rows(), CellState::Null);
            std::fill_n(made.states.begin(), column.num_valid(), CellState::Filled);
        }
    }
    return rows;
}

}  // namespace

LateRows read_late_rows(const ChunkOutline& announced) {
    const auto head = announced.source()->read_head();
    auto rows = head ? rows_of(**head, announced) : std::nullopt;
    return rows ? std::move(*rows) : made_up(announced);
}

}  // namespace limn
