// SPDX-License-Identifier: MIT
/// ChunkHead: what an index needs of a chunk whose values were not read.
///
/// What      A deferred head has one row, whose id, sizes and emptiness are not known yet: they are read when
///           somebody asks for them.
/// Threads   immutable.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"

namespace limn {

enum class CellState : std::uint8_t { Null, Empty, Filled };

/// What a component column is called and made of.
struct ColumnNames {
    std::string name;       ///< Identifier, e.g. "Points2D:positions".
    std::string archetype;  ///< May be empty.
    std::string type;       ///< May be empty.
    arrow::DataTypePtr cells_type;
};

/// One per row of a list column; none if all are filled.
[[nodiscard]] std::vector<CellState> cell_states(const arrow::Array& cells);

struct ChunkHead {
    struct Column {
        ColumnNames names;
        std::uint64_t byte_size = 0;    ///< Of the payload.
        std::vector<CellState> states;  ///< One per row; none if all are filled.
    };

    ChunkId id;
    EntityPath entity;
    std::vector<RowId> row_ids;
    std::vector<TimeColumn> timelines;
    std::vector<Column> columns;
    bool is_deferred = false;
    std::uint64_t announced_bytes = 0;  ///< If deferred: about what all columns take.
};

/// Of a chunk that is in memory.
[[nodiscard]] ChunkHead head_of(const Chunk& chunk);

}  // namespace limn
