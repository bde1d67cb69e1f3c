// SPDX-License-Identifier: MIT
// Any bytes as a recording: framing, protobuf, LZ4, Arrow, migration, chunks.
#include <cstdint>
#include <cstdlib>

#include "rrd/rrd_reader.h"
#include "support/array_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto reader = limn::rrd::RrdReader::from_bytes("fuzz", limn::arrow::Buffer::copy_of(bytes));
    if (!reader) {
        return 0;
    }
    while (true) {
        const auto message = (*reader)->next();
        if (!message || !*message) {
            return 0;
        }
        if (const auto* chunk = std::get_if<limn::ChunkMessage>(&**message)) {
            for (const limn::TimeColumn& column : chunk->chunk->timelines()) {
                (void)limn::test::array_text(column.times);
            }
            for (const limn::ComponentColumn& column : chunk->chunk->components()) {
                (void)limn::test::array_text(column.cells);
            }
        }
    }
}
