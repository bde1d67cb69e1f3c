// SPDX-License-Identifier: MIT
/// ArrowMsg: the message that carries a chunk, and its payload.
///
/// What      `walk_arrow_msg` finds the fields without copying the payload; `unpack_payload` gives the
///           Arrow stream in 64-byte aligned memory, decompressed where needed; `unpack_remains` what is
///           left of it in a damaged message.
/// Errors    Corrupt, TooLarge; UnsupportedVersion for an encoding or compression that has no name.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "arrow/buffer.h"
#include "base/result.h"
#include "model/ids.h"

namespace limn::rrd {

/// Largest Arrow stream that is unpacked. LZ4 blocks and protobuf fields cannot be larger either.
inline constexpr std::uint64_t kMaxPayloadBytes = 0x7E000000;

/// Spans point into the message.
struct ArrowMsgView {
    std::span<const std::byte> store_id;
    std::span<const std::byte> payload;
    std::uint64_t compression = 0;
    std::uint64_t encoding = 0;
    std::uint64_t uncompressed_size = 0;
    std::optional<ChunkId> chunk_id;
};

[[nodiscard]] Result<ArrowMsgView> walk_arrow_msg(std::span<const std::byte> message);

[[nodiscard]] Result<arrow::Buffer> unpack_payload(const ArrowMsgView& message);

/// The same of a message of which only the beginning is there: the payload ends with it, and what lies behind the
/// payload is not known. Nothing if the payload does not begin in it.
[[nodiscard]] std::optional<ArrowMsgView> walk_beginning(std::span<const std::byte> beginning);

/// The first `most` bytes of the Arrow stream, or as many as `message`, which may be a beginning, gives. Nothing if
/// it is damaged.
[[nodiscard]] std::optional<arrow::Buffer>
unpack_beginning(const ArrowMsgView& message, std::size_t most);

/// The same of a damaged message: at most `most` bytes, as far as they can be had; zeros behind them.
[[nodiscard]] arrow::Buffer unpack_remains(const ArrowMsgView& message, std::size_t most);

/// What the writer needs to know about a chunk's message.
struct ArrowMsgParts {
    std::string_view store_id;  ///< Encoded.
    ChunkId chunk_id;
    bool is_static = false;
    bool compress = true;
};

/// A whole ArrowMsg with this Arrow stream as its payload.
[[nodiscard]] Result<std::string>
encode_arrow_msg(const ArrowMsgParts& parts, std::span<const std::byte> stream);

}  // namespace limn::rrd
