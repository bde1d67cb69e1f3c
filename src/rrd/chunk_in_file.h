// SPDX-License-Identifier: MIT
/// Chunks that can be read again from the file that they came from.
///
/// Errors    those of reading, with file, byte and message.
/// Threads   immutable; from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "arrow/buffer.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "model/chunk.h"
#include "rrd/chunk_message.h"
#include "rrd/input.h"

namespace limn::rrd {

class ChunkInFile final : public ChunkSource {
  public:
    ChunkInFile(
        std::shared_ptr<const Input> input,
        std::shared_ptr<ChunkFile> file,
        const MessagePlace& place
    );

    [[nodiscard]] Result<ChunkPtr> read() const override;

    [[nodiscard]] Result<std::shared_ptr<const ChunkHead>> read_head() const override;

    /// For the first time: with what is to be said about it.
    [[nodiscard]] Result<ChunkPtr> read(Diagnostics& diagnostics) const;

    /// The message.
    [[nodiscard]] Result<arrow::Buffer> read_bytes() const;

  private:
    std::shared_ptr<const Input> input_;
    std::shared_ptr<ChunkFile> file_;
    MessagePlace place_;
};

/// Several that are one in the store (docs/decisions/0016). Only their places are held.
class ChunksInFile final : public ChunkSource {
  public:
    ChunksInFile(
        std::shared_ptr<const Input> input,
        std::shared_ptr<ChunkFile> file,
        std::vector<MessagePlace> places
    );

    [[nodiscard]] Result<ChunkPtr> read() const override;

    [[nodiscard]] std::size_t num_parts() const override { return places_.size(); }

    [[nodiscard]] std::shared_ptr<const ChunkSource> part(std::size_t index) const override;

  private:
    /// nullptr if they cannot be joined, or not be read.
    [[nodiscard]] ChunkPtr read_joined() const;
    [[nodiscard]] Result<ChunkPtr> read_one_by_one() const;

    std::shared_ptr<const Input> input_;
    std::shared_ptr<ChunkFile> file_;
    std::vector<MessagePlace> places_;
};

}  // namespace limn::rrd
