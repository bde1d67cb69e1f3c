// SPDX-License-Identifier: MIT
/// BatchCursor: the nodes and buffers of a record batch, in the order of the format. Private to arrow.
///
/// Errors    Corrupt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "arrow/ipc_message.h"
#include "base/result.h"

namespace limn::arrow {

/// Rows that no bytes stand for (columns of nulls): what a batch may have beyond eight per byte.
inline constexpr std::uint64_t kFreeRows = 1U << 20U;

struct BatchNode {
    std::int64_t length = 0;
    std::int64_t null_count = 0;
};

/// Inside the body.
struct BatchRange {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

class BatchCursor {
  public:
    /// Of the body only the announced length counts; both must outlive the cursor.
    BatchCursor(const IpcMessage& message, const fb::RecordBatch& batch);

    [[nodiscard]] Result<BatchNode> next_node();
    [[nodiscard]] Result<BatchRange> next_range();

    /// Of a column of views.
    [[nodiscard]] std::optional<std::int64_t> next_variadic_count();

    /// Everything that the batch announces has been passed.
    [[nodiscard]] bool is_at_end() const;

    /// A place to come back to.
    struct Place {
        std::size_t node = 0;
        std::size_t range = 0;
        std::size_t variadic = 0;
    };

    [[nodiscard]] Place place() const { return next_; }

    void go_back(const Place& place) { next_ = place; }

    [[nodiscard]] std::uint64_t body_size() const { return body_size_; }

  private:
    const fb::RecordBatch& batch_;
    std::uint64_t body_size_;
    std::uint64_t max_length_;
    Place next_;
};

}  // namespace limn::arrow
