// SPDX-License-Identifier: MIT
/// From the bytes of one chunk message to the chunk, or to its head.
///
/// Errors    Corrupt, TooLarge, UnsupportedVersion.
/// Threads   pure functions; a ChunkFile from any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "arrow/schema_cache.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "model/chunk.h"
#include "model/chunk_head.h"
#include "rrd/arrow_msg.h"
#include "rrd/input.h"

namespace limn::rrd {

/// Where a message lies, for people and for reading it again.
struct MessagePlace {
    std::uint64_t offset = 0;  ///< Of its header in the input.
    std::uint64_t number = 0;  ///< From 1.
    std::uint64_t size = 0;    ///< Of its payload.
};

/// What the chunks of one input share. From any thread.
struct ChunkFile {
    std::string name;                        ///< For people.
    arrow::SchemaCache schemas{"rerun:id"};  ///< Chunks of one kind differ in this value only.
};

/// Nothing if the message has no rows. Errors name the entity where the message still tells it.
[[nodiscard]] Result<ChunkPtr> read_chunk(
    const ArrowMsgView& message,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
);

/// How many of the first bytes of a message `read_chunk_head` is given. A run of bytes that LZ4 could not pack stands
/// behind its length, which takes a byte for every 255; of a picture that begins in there all of it must be there.
[[nodiscard]] constexpr std::size_t head_bytes(std::uint64_t message_size) {
    constexpr std::uint64_t kEnough = std::uint64_t{24} << 10U;
    return static_cast<std::size_t>(std::min(message_size, kEnough + message_size / 255));
}

/// Of a message whose first bytes these are. Nothing if they do not tell enough: then it must be read whole.
[[nodiscard]] std::shared_ptr<const ChunkHead> read_chunk_head(
    std::span<const std::byte> beginning,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
);

}  // namespace limn::rrd
