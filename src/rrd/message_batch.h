// SPDX-License-Identifier: MIT
/// MessageBatch: messages that one job unpacks, and how. Private to the reader.
///
/// Threads   a batch is filled by the reader's thread and unpacked by another; a ChunkUnpacker is immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "arrow/buffer.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "model/message_source.h"
#include "rrd/chunk_in_file.h"
#include "rrd/chunk_joiner.h"
#include "rrd/chunk_message.h"
#include "rrd/framing.h"
#include "rrd/input.h"

namespace limn::rrd {

/// How much of a file is read, and how. The last two are for stores, and make a difference for large files only.
enum class ReadDepth {
    Values,  ///< Every chunk is unpacked and checked.
    Joined,  ///< The same; small chunks come joined (docs/decisions/0016).
    Heads,   ///< And large ones as heads: their values are checked when they are read.
};

/// Packed and unpacked bytes of all that is unpacked ahead, at most.
inline constexpr std::size_t kAheadBytes = std::size_t{64} << 20U;

/// A message that was read, or why it was not.
struct ReadMessage {
    MessagePlace place;
    MessageKind kind = MessageKind::End;
    Result<std::optional<LogMessage>> message;
    Diagnostics told;
};

class MessageBatch {
  public:
    [[nodiscard]] bool empty() const { return messages_.empty(); }

    [[nodiscard]] bool is_full() const;

    /// Packed and unpacked bytes of its chunks.
    [[nodiscard]] std::size_t weight() const { return weight_; }

    /// One that needs no unpacking.
    void add(ReadMessage message) { messages_.push_back(std::move(message)); }

    /// The bytes, or the first of them, are copied: those of a frame go with the next one.
    void add_chunk(
        const MessagePlace& place,
        StoreId store,
        std::span<const std::byte> bytes,
        std::uint64_t unpacked_size
    );

  private:
    friend class ChunkUnpacker;

    struct Chunk {
        std::size_t index = 0;  ///< In `messages_`.
        std::size_t begin = 0;  ///< In `bytes_`.
        std::size_t size = 0;
        std::size_t store = 0;  ///< In `stores_`.
        arrow::Buffer own;      ///< Of a large one, which does not lie in `bytes_`.
    };

    [[nodiscard]] std::span<const std::byte> bytes_of(const Chunk& chunk) const {
        return chunk.own.size() > 0 ? chunk.own.bytes()
                                    : std::span(bytes_).subspan(chunk.begin, chunk.size);
    }

    std::vector<ReadMessage> messages_;
    std::vector<Chunk> chunks_;
    std::vector<std::byte> bytes_;
    std::vector<StoreId> stores_;
    std::size_t weight_ = 0;
    bool are_all_small_ = true;
};

class ChunkUnpacker {
  public:
    /// `input` may be nullptr: chunks that lie in memory cannot be read again.
    ChunkUnpacker(
        std::shared_ptr<const Input> input,
        std::shared_ptr<ChunkFile> file,
        ReadDepth depth
    );

    /// Nothing if it has no rows.
    [[nodiscard]] Result<std::optional<LogMessage>> unpack(
        const ArrowMsgView& message,
        const MessagePlace& place,
        StoreId store,
        Diagnostics& told
    ) const;

    /// All messages, in their order; one that is joined to an earlier one has none.
    [[nodiscard]] std::vector<ReadMessage> unpack(MessageBatch batch) const;

    [[nodiscard]] std::shared_ptr<const ChunkInFile> source_at(const MessagePlace& place) const;

  private:
    [[nodiscard]] LogMessage message_of(StoreId store, ChunkPtr chunk, const MessagePlace& place)
        const;
    [[nodiscard]] LogMessage joined_message(StoreId store, ChunkJoiner::Joined joined) const;

    /// The head if that suffices, else the chunk; of a message of which only the beginning is there.
    [[nodiscard]] Result<std::optional<LogMessage>>
    read_beginning(StoreId store, std::span<const std::byte> beginning, ReadMessage& message) const;
    void unpack_alone(MessageBatch& batch, std::size_t index) const;

    std::shared_ptr<const Input> input_;
    std::shared_ptr<ChunkFile> file_;
    ReadDepth depth_;
};

}  // namespace limn::rrd
