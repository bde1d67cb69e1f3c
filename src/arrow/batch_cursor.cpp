// SPDX-License-Identifier: MIT
#include "arrow/batch_cursor.h"

#include <cstring>

namespace limn::arrow {
namespace {

/// Vectors of FlatBuffers structs are read by memcpy: the verifier does not check their alignment.
struct NodeRecord {
    std::int64_t length;
    std::int64_t null_count;
};

struct RangeRecord {
    std::int64_t offset;
    std::int64_t length;
};

template <typename Record, typename Vector>
std::optional<Record> record_at(const Vector* vector, std::size_t index) {
    if (vector == nullptr || index >= vector->size()) {
        return std::nullopt;
    }
    Record record;
    std::memcpy(&record, vector->Data() + index * sizeof(Record), sizeof(Record));
    return record;
}

}  // namespace

BatchCursor::BatchCursor(const IpcMessage& message, const fb::RecordBatch& batch)
    : batch_(batch)
    , body_size_(static_cast<std::uint64_t>(message.header->body_length()))
    , max_length_(body_size_ * 8 + kFreeRows) {}

Result<BatchNode> BatchCursor::next_node() {
    const auto node = record_at<NodeRecord>(batch_.nodes(), next_.node++);
    if (!node || node->length < 0 || node->null_count < 0 || node->null_count > node->length ||
        static_cast<std::uint64_t>(node->length) > max_length_) {
        return fail(ErrorCode::Corrupt, "array with an impossible length");
    }
    return BatchNode{node->length, node->null_count};
}

Result<BatchRange> BatchCursor::next_range() {
    const auto range = record_at<RangeRecord>(batch_.buffers(), next_.range++);
    if (!range) {
        return fail(ErrorCode::Corrupt, "record batch lacks a buffer");
    }
    const auto size = static_cast<std::uint64_t>(range->length);
    const auto offset = static_cast<std::uint64_t>(range->offset);
    if (range->length < 0 || range->offset < 0 || offset > body_size_ ||
        size > body_size_ - offset) {
        return fail(ErrorCode::Corrupt, "a buffer lies outside the body");
    }
    return BatchRange{offset, size};
}

std::optional<std::int64_t> BatchCursor::next_variadic_count() {
    const auto count = record_at<std::int64_t>(batch_.variadic_buffer_counts(), next_.variadic++);
    const bool is_possible = count && *count >= 0 && batch_.buffers() != nullptr &&
                             static_cast<std::uint64_t>(*count) <= batch_.buffers()->size();
    return is_possible ? count : std::nullopt;
}

bool BatchCursor::is_at_end() const {
    const std::size_t nodes = batch_.nodes() != nullptr ? batch_.nodes()->size() : 0;
    const std::size_t ranges = batch_.buffers() != nullptr ? batch_.buffers()->size() : 0;
    return nodes == next_.node && ranges == next_.range;
}

}  // namespace limn::arrow
