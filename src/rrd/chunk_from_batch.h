// SPDX-License-Identifier: MIT
/// Record batch → chunk: which column is what.
///
/// What      Columns are told apart by their metadata alone. What cannot be used is left out with a
///           diagnostic, and the rest of the chunk stays.
/// Errors    Corrupt if the batch has no entity, or has timelines of which none is readable (it must
///           not turn into static data).
/// Threads   pure function.
/// Source    docs/FORMATS.md, chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "arrow/array.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "model/chunk.h"

namespace limn::rrd {

/// Where a batch comes from.
struct ChunkOrigin {
    std::string_view file;
    std::uint64_t offset = 0;                 ///< Of the message in the file.
    std::uint64_t message = 0;                ///< Its number, from 1.
    std::optional<ChunkId> chunk_id;          ///< As the message around the batch says.
    std::span<const std::byte> payload = {};  ///< Identifies a chunk that has no id.

    /// "run.rrd: byte 1234 (message 5)".
    [[nodiscard]] std::string place() const;
};

[[nodiscard]] Result<ChunkPtr>
chunk_from_batch(arrow::RecordBatch batch, const ChunkOrigin& origin, Diagnostics& diagnostics);

}  // namespace limn::rrd
