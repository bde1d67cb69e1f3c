// SPDX-License-Identifier: MIT
/// A source that gives copies of the chunk it was made with, and counts how often it is asked.
#pragma once

#include <atomic>
#include <memory>

#include "model/chunk.h"

namespace limn::test {

class HeldSource final : public ChunkSource {
  public:
    /// Keeps a copy, as a file does: the chunk itself may go.
    explicit HeldSource(const ChunkPtr& chunk)
        : chunk_(std::make_shared<const Chunk>(*chunk)) {}

    [[nodiscard]] Result<ChunkPtr> read() const override {
        ++num_reads;
        if (is_gone) {
            return fail(ErrorCode::Unreadable, "a.rrd: byte 12 (message 3): it is gone");
        }
        // Another object, as if it were decoded anew.
        return std::make_shared<const Chunk>(*chunk_);
    }

    mutable std::atomic<int> num_reads = 0;
    std::atomic<bool> is_gone = false;

  private:
    ChunkPtr chunk_;
};

}  // namespace limn::test
