// SPDX-License-Identifier: MIT
/// A source that gives copies of the chunk it was made with, and counts how often it is asked.
#pragma once

#include <algorithm>
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

/// The head as the index of a file gives it: what there is, how much of it, and from when to when. Of static chunks of
/// several rows an index tells nothing.
inline ChunkHead deferred_head_of(const Chunk& chunk) {
    ChunkHead head = head_of(chunk);
    const std::size_t num_rows = chunk.num_rows();
    if (chunk.is_static() && num_rows != 1) {
        return head;
    }
    head.is_deferred = true;
    head.row_ids.clear();
    head.announced_rows = num_rows;
    head.announced_bytes = 1000;
    for (ChunkHead::Column& column : head.columns) {
        const auto is_valid = [&](std::size_t row) {
            return column.states.empty() || column.states[row] != CellState::Null;
        };
        for (std::size_t row = 0; row < num_rows; ++row) {
            column.announced_rows += is_valid(row) ? 1U : 0U;
        }
        for (const TimeColumn& timeline : head.timelines) {
            if (column.announced_rows == num_rows) {
                break;
            }
            TimeRange& range = column.row_ranges.emplace_back();
            for (std::size_t row = 0; row < num_rows; ++row) {
                if (is_valid(row)) {
                    range.extend(std::max(timeline.values()[row], kMinTime));
                }
            }
        }
        column.byte_size = 0;
        column.states.clear();
    }
    std::erase_if(head.columns, [](const auto& column) { return column.announced_rows == 0; });
    for (TimeColumn& timeline : head.timelines) {
        timeline.times = num_rows == 1 ? timeline.times : arrow::Array();
    }
    return head;
}

}  // namespace limn::test
