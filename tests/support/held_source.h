// SPDX-License-Identifier: MIT
/// A source that gives copies of the chunk it was made with, and counts how often it is asked.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "model/chunk.h"
#include "model/chunk_head.h"

namespace limn::test {

class HeldSource final : public ChunkSource {
  public:
    /// Keeps a copy, as a file does: the chunk itself may go.
    explicit HeldSource(const ChunkPtr& chunk)
        : chunk_(std::make_shared<const Chunk>(*chunk)) {}

    [[nodiscard]] Result<ChunkPtr> read() const override {
        ++num_reads;
        if (before_read) {
            before_read();
        }
        if (is_gone) {
            return fail(ErrorCode::Unreadable, "a.rrd: byte 12 (message 3): it is gone");
        }
        // Another object, as if it were decoded anew.
        return std::make_shared<const Chunk>(*chunk_);
    }

    mutable std::atomic<int> num_reads = 0;
    std::atomic<bool> is_gone = false;
    std::function<void()> before_read;  ///< To be set before anybody reads.

  private:
    ChunkPtr chunk_;
};

/// The head as an index gives it: of chunks of one row little more than what is there and when.
inline ChunkHead deferred_head_of(const Chunk& chunk) {
    ChunkHead head = head_of(chunk);
    if (chunk.num_rows() != 1) {
        return head;
    }
    head.is_deferred = true;
    head.row_ids = {RowId{}};
    head.announced_bytes = 1000;
    std::erase_if(head.columns, [](const ChunkHead::Column& column) {
        return !column.states.empty() && column.states.front() == CellState::Null;
    });
    for (ChunkHead::Column& column : head.columns) {
        column.byte_size = 0;
        column.states.clear();
    }
    return head;
}

}  // namespace limn::test
