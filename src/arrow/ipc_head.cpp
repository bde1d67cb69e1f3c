// SPDX-License-Identifier: MIT
#include "arrow/ipc_head.h"

#include <utility>

#include "arrow/array_layout.h"
#include "arrow/batch_reader.h"
#include "arrow/stream_schema.h"

namespace limn::arrow {
namespace {

/// An array of no values.
ArrayDataPtr empty_array(const DataTypePtr& type) {
    ArrayData data;
    data.type = type;
    for (const Field& child : type->children) {
        data.children.push_back(empty_array(child.type));
    }
    return std::make_shared<const ArrayData>(std::move(data));
}

/// As many empty lists; nothing for other types.
ArrayDataPtr empty_lists(const DataTypePtr& type, std::int64_t length) {
    const bool is_list = type->id == TypeId::List || type->id == TypeId::LargeList;
    if (!is_list || type->children.size() != 1) {
        return nullptr;
    }
    ArrayData data;
    data.type = type;
    data.length = length;
    data.offsets = Buffer::make(
        (static_cast<std::size_t>(length) + 1) * offset_width(type->id),
        [](std::span<std::byte>) {}
    );
    data.children.push_back(empty_array(type->children.front().type));
    return check_array(data) ? std::make_shared<const ArrayData>(std::move(data)) : nullptr;
}

/// The next column of so many rows; nothing if the batch must be read whole.
Result<ArrayDataPtr> read_column(
    BatchReader& reader,
    const FieldPlan& plan,
    std::int64_t num_rows,
    std::uint64_t bytes_there,
    ColumnHead& head
) {
    const auto begin = reader.place();
    LIMN_TRY(const ArrayMeasure measure, reader.measure(plan));
    if (!measure.is_known || measure.length != num_rows) {
        return ArrayDataPtr();
    }
    head.null_count = measure.null_count;
    head.num_items = measure.num_items;
    head.byte_size = measure.byte_size;
    head.is_whole = measure.end <= bytes_there;
    if (head.is_whole) {
        reader.go_back(begin);
        return reader.read(plan);
    }
    return empty_lists(plan.type, num_rows);
}

Result<std::optional<BatchHead>> head_of(const Buffer& beginning, SchemaCache* cache) {
    MessageCursor cursor(beginning);
    LIMN_TRY(StreamSchema schema, read_schema_message(cursor, cache));
    LIMN_TRY(const std::optional<IpcMessage> message, cursor.next_cut_off());
    if (!message || message->header->header_type() != fb::MessageHeader::RecordBatch) {
        return std::nullopt;
    }
    const fb::RecordBatch* batch = message->header->header_as_RecordBatch();
    LIMN_TRY_VOID(check_batch(batch));
    BatchHead result;
    result.batch.num_rows = batch->length();
    // Rows have ids, which must be here; this bounds what stands in for the other columns.
    if (batch->length() < 0 || static_cast<std::uint64_t>(batch->length()) > beginning.size()) {
        return std::nullopt;
    }
    const Dictionaries dictionaries;
    BatchReader reader(*message, *batch, dictionaries);
    for (const FieldPlan& plan : schema.decoded->plans) {
        ColumnHead& head = result.columns.emplace_back();
        LIMN_TRY(
            ArrayDataPtr column,
            read_column(reader, plan, batch->length(), message->body.size(), head)
        );
        if (column == nullptr) {
            return std::nullopt;
        }
        result.batch.columns.emplace_back(std::move(column));
    }
    LIMN_TRY_VOID(reader.finish());
    result.batch.schema = std::move(schema.schema);
    return result;
}

}  // namespace

std::optional<BatchHead> read_head(const Buffer& beginning, SchemaCache* cache) {
    auto head = head_of(beginning, cache);
    return head ? std::move(*head) : std::nullopt;
}

}  // namespace limn::arrow
