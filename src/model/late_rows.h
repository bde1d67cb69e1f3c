// SPDX-License-Identifier: MIT
/// LateRows: what an index does not say of the rows of a chunk, once it was read.
///
/// Errors    what does not fit the index, or cannot be read, is made up in the shape that the index announced: a
///           chunk's id and the following ones for the rows, the first and the last time. `fits` says so.
/// Threads   a value.
#pragma once

#include <cstdint>
#include <vector>

#include "model/chunk_head.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn {

class ChunkOutline;

struct LateRows {
    struct Column {
        std::uint64_t byte_size = 0;
        std::vector<CellState> states;  ///< One per row; none if all are filled.
    };

    std::vector<RowId> row_ids;
    std::vector<std::vector<TimeInt>> times;  ///< As the timelines of the outline.
    std::vector<Column> columns;              ///< As those of the outline.
    std::uint64_t byte_size = 0;
    bool fits = false;
};

/// Reads the beginning of the chunk, or all of it.
[[nodiscard]] LateRows read_late_rows(const ChunkOutline& announced);

}  // namespace limn
