// SPDX-License-Identifier: MIT
/// From the bytes of one chunk message to the chunk, and to the same chunk again later.
///
/// What      `read_chunk` decodes. A `ChunkInFile` knows where the message lies and decodes it anew, so
///           that the payload need not be held meanwhile.
/// Errors    Corrupt, TooLarge, UnsupportedVersion; Unreadable if the file is gone or has changed.
/// Threads   pure function; `ChunkInFile` from any thread.
#pragma once

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

/// The first bytes of a message that `read_chunk_head` is given, at most.
inline constexpr std::size_t kHeadBytes = std::size_t{24} << 10U;

/// Of a message whose first bytes these are. Nothing if they do not tell enough: then it must be read whole.
[[nodiscard]] std::shared_ptr<const ChunkHead> read_chunk_head(
    std::span<const std::byte> beginning,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
);

}  // namespace limn::rrd
