// SPDX-License-Identifier: MIT
/// BatchReader: the arrays of one record batch of an IPC stream. Private to arrow.
///
/// What      Nodes and buffers are consumed in the order of the format: `read` gives a column, `measure` passes over
///           one and says what the batch tells of it without its bytes.
/// Errors    Corrupt, UnsupportedVersion.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "arrow/array.h"
#include "arrow/batch_cursor.h"
#include "arrow/ipc_message.h"
#include "arrow/ipc_schema.h"
#include "base/result.h"

namespace limn::arrow {

using ArrayDataPtr = std::shared_ptr<const ArrayData>;

/// Dictionaries by id, as they stand in front of the batch.
using Dictionaries = std::unordered_map<std::int64_t, ArrayDataPtr>;

/// Refuses batches that are there but cannot be read.
[[nodiscard]] Result<void> check_batch(const fb::RecordBatch* batch);

/// What the batch tells of an array.
struct ArrayMeasure {
    std::int64_t length = 0;
    std::int64_t null_count = 0;
    std::int64_t num_items = 0;  ///< Of the first child, if it has one.
    std::uint64_t byte_size =
        0;                  ///< As `Array::byte_size`, if the array begins at its buffers' begin.
    std::uint64_t end = 0;  ///< Where its last buffer ends in the body.
    bool is_known = true;   ///< False: of a layout that is not measured.
};

class BatchReader {
  public:
    /// `message.body` may be only the beginning of the body.
    BatchReader(
        const IpcMessage& message,
        const fb::RecordBatch& batch,
        const Dictionaries& dictionaries
    );

    /// `as_values`: the array is the dictionary of that field, not its indices.
    [[nodiscard]] Result<ArrayDataPtr> read(const FieldPlan& plan, bool as_values = false);

    /// Passes over it.
    [[nodiscard]] Result<ArrayMeasure> measure(const FieldPlan& plan);

    [[nodiscard]] BatchCursor::Place place() const { return cursor_.place(); }

    void go_back(const BatchCursor::Place& place) { cursor_.go_back(place); }

    /// Everything that the batch announces must have been used.
    [[nodiscard]] Result<void> finish() const;

  private:
    [[nodiscard]] Result<Buffer> next_buffer(std::size_t alignment);
    [[nodiscard]] bool has_validity(const DataType& type) const;
    [[nodiscard]] Result<void> read_validity(ArrayData& data, std::int64_t null_count);
    [[nodiscard]] Result<void> read_own_buffers(ArrayData& data);
    [[nodiscard]] Result<void> read_dictionary_indices(const FieldPlan& plan, ArrayData& data);
    [[nodiscard]] Result<void> skip_buffers(std::uint64_t count);
    [[nodiscard]] Result<void> skip_opaque(const FieldPlan& plan);
    [[nodiscard]] Result<void> measure_own(const DataType& type, ArrayMeasure& measure);

    BatchCursor cursor_;
    const Buffer& body_;
    const Dictionaries& dictionaries_;
    bool has_union_validity_;
    std::uint64_t bytes_left_;
};

}  // namespace limn::arrow
