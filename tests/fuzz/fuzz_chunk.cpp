// SPDX-License-Identifier: MIT
// Any Arrow stream as a chunk: which column is what, migration, validation. A chunk is written and read again.
#include <cstdint>
#include <cstdlib>

#include "arrow/ipc.h"
#include "rrd/chunk_from_batch.h"
#include "rrd/rrd_writer.h"
#include "support/array_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using limn::Chunk;
using limn::ChunkPtr;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void require_whole(const Chunk& chunk) {
    const auto rows = static_cast<std::int64_t>(chunk.num_rows());
    for (const limn::TimeColumn& column : chunk.timelines()) {
        require(column.times.length() == rows);
        (void)limn::test::array_text(column.times);
    }
    for (const limn::ComponentColumn& column : chunk.components()) {
        require(column.cells.length() == rows);
        (void)limn::test::array_text(column.cells);
    }
}

/// What can be written must be read again, with the same rows.
void require_round_trip(const Chunk& chunk) {
    const auto stream = limn::arrow::write_stream(limn::rrd::batch_from_chunk(chunk));
    if (!stream) {
        return;  // A column of a type that is not written.
    }
    auto batch = limn::arrow::read_stream(limn::arrow::Buffer::copy_of(*stream));
    require(batch.has_value());
    limn::Diagnostics diagnostics;
    const limn::rrd::ChunkOrigin origin{.file = "again", .chunk_id = {}};
    const auto again = limn::rrd::chunk_from_batch(std::move(*batch), origin, diagnostics);
    require(again.has_value());
    require((*again)->num_rows() == chunk.num_rows());
    require((*again)->id() == chunk.id() && (*again)->entity() == chunk.entity());
    require((*again)->timelines().size() == chunk.timelines().size());
    require((*again)->components().size() == chunk.components().size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto batch = limn::arrow::read_stream(limn::arrow::Buffer::copy_of(bytes));
    if (!batch || batch->num_rows == 0) {
        return 0;
    }
    limn::Diagnostics diagnostics;
    limn::rrd::ChunkOrigin origin;
    origin.file = "fuzz";
    origin.payload = bytes;
    const auto chunk = limn::rrd::chunk_from_batch(std::move(*batch), origin, diagnostics);
    if (chunk) {
        require_whole(**chunk);
        require_round_trip(**chunk);
    }
    return 0;
}
