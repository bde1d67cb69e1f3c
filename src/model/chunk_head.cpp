// SPDX-License-Identifier: MIT
#include "model/chunk_head.h"

namespace limn {
namespace {

CellState state_of(const arrow::Array& cells, std::int64_t row) {
    if (!cells.is_valid(row)) {
        return CellState::Null;
    }
    return cells.list_length(row) == 0 ? CellState::Empty : CellState::Filled;
}

}  // namespace

std::vector<CellState> cell_states(const arrow::Array& cells) {
    const std::int64_t num_rows = cells.length();
    std::vector<CellState> states;
    if (cells.are_lists_surely_filled()) {
        return states;
    }
    for (std::int64_t row = 0; row < num_rows; ++row) {
        const CellState state = state_of(cells, row);
        if (state != CellState::Filled && states.empty()) {
            states.resize(static_cast<std::size_t>(num_rows), CellState::Filled);
        }
        if (!states.empty()) {
            states[static_cast<std::size_t>(row)] = state;
        }
    }
    return states;
}

ChunkHead head_of(const Chunk& chunk) {
    ChunkHead head;
    head.id = chunk.id();
    head.entity = chunk.entity();
    head.row_ids.assign(chunk.row_ids().begin(), chunk.row_ids().end());
    head.timelines.assign(chunk.timelines().begin(), chunk.timelines().end());
    for (const ComponentColumn& column : chunk.components()) {
        head.columns.push_back({
            {column.name, column.archetype, column.type, column.cells.data()->type},
            column.cells.byte_size(),
            cell_states(column.cells),
        });
    }
    return head;
}

}  // namespace limn
