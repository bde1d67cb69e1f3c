// SPDX-License-Identifier: MIT
/// The beginning of an IPC stream: what it tells of a batch whose bytes are not all there.
///
/// What      Columns that end inside the beginning are read. Of the others, lists all of them, the batch tells
///           how many rows are null, how many items there are, and how large they are.
/// Errors    none: where something is odd there is no head, and the whole stream says what it is.
/// Threads   pure function.
/// Source    Arrow IPC streaming format: nodes and buffers of a record batch are announced in its metadata.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "arrow/array.h"
#include "arrow/buffer.h"

namespace limn::arrow {

class SchemaCache;

struct ColumnHead {
    bool is_whole =
        false;  ///< The column of the batch has its values; else it is a column of empty lists.
    std::int64_t null_count = 0;  ///< Rows.
    std::int64_t num_items = 0;   ///< Of all lists.
    std::uint64_t byte_size = 0;  ///< As `Array::byte_size` of the whole column.
};

struct BatchHead {
    RecordBatch batch;
    std::vector<ColumnHead> columns;
};

/// `beginning` are the first bytes of a stream, 64-byte aligned. Nothing if they are too few, or if the batch is of a
/// kind that must be read whole (dictionaries, large columns that are no lists).
[[nodiscard]] std::optional<BatchHead>
read_head(const Buffer& beginning, SchemaCache* cache = nullptr);

}  // namespace limn::arrow
