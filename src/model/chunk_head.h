// SPDX-License-Identifier: MIT
/// ChunkHead: what an index needs of a chunk whose values were not read.
///
/// What      A deferred head is what the index of a file says of a chunk: how many rows and values it has, from when
///           to when. Ids of rows, their times between the first and the last, sizes, and which cells are null or empty,
///           are read when somebody asks for them.
/// Threads   immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"

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
        std::uint64_t byte_size = 0;     ///< Of the payload.
        std::vector<CellState> states;   ///< One per row; none if all are filled.
        std::size_t announced_rows = 0;  ///< If deferred: whose cell is not null.
        std::vector<TimeRange> row_ranges =
            {};  ///< If that is not all of them: when, on each timeline.
    };

    ChunkId id;
    EntityPath entity;
    std::vector<RowId> row_ids;         ///< None if deferred.
    std::vector<TimeColumn> timelines;  ///< If deferred, times of one row only; ranges of all.
    std::vector<Column> columns;
    bool is_deferred = false;
    std::size_t announced_rows = 0;     ///< If deferred.
    std::uint64_t announced_bytes = 0;  ///< If deferred: about what all columns take.

    [[nodiscard]] std::size_t num_rows() const {
        return is_deferred ? announced_rows : row_ids.size();
    }
};

/// Of a chunk that is in memory.
[[nodiscard]] ChunkHead head_of(const Chunk& chunk);

}  // namespace limn
