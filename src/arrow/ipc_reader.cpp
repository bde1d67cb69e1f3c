// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <utility>

#include "arrow/array_layout.h"
#include "arrow/ipc.h"
#include "arrow/ipc_message.h"
#include "arrow/ipc_schema.h"
#include "arrow/schema_cache.h"

namespace limn::arrow {
namespace {

using ArrayDataPtr = std::shared_ptr<const ArrayData>;

/// Rows that no bytes stand for (columns of nulls): what a batch may have beyond eight per byte.
constexpr std::uint64_t kFreeRows = 1U << 20U;

/// Dictionaries by id, as they stand in front of the batch.
using Dictionaries = std::unordered_map<std::int64_t, ArrayDataPtr>;

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

/// Alignment that typed access to a values buffer needs.
std::size_t natural_alignment(const DataType& type) {
    if (type.dictionary_index != nullptr) {
        return byte_width(*type.dictionary_index);
    }
    switch (type.id) {
        case TypeId::FixedSizeBinary:
        case TypeId::Decimal:
            return 1;
        case TypeId::DenseUnion:
            return sizeof(std::int32_t);
        default:
            return std::max<std::size_t>(byte_width(type), 1);
    }
}

/// Reads the arrays of one record batch; nodes and buffers are consumed in the order of the format.
class BatchReader {
  public:
    BatchReader(
        const IpcMessage& message,
        const fb::RecordBatch& batch,
        const Dictionaries& dictionaries
    )
        : batch_(batch)
        , body_(message.body)
        , dictionaries_(dictionaries)
        , has_union_validity_(message.header->version() == fb::MetadataVersion::V4)
        , bytes_left_(message.body.size())
        , max_length_(message.body.size() * 8 + kFreeRows) {}

    /// `as_values`: the array is the dictionary of that field, not its indices.
    Result<ArrayDataPtr> read(const FieldPlan& plan, bool as_values = false) {
        const auto node = record_at<NodeRecord>(batch_.nodes(), next_node_++);
        if (!node || node->length < 0 || node->null_count < 0 || node->null_count > node->length ||
            static_cast<std::uint64_t>(node->length) > max_length_) {
            return fail(ErrorCode::Corrupt, "array with an impossible length");
        }
        ArrayData data;
        data.type = as_values ? plan.value_type : plan.type;
        data.length = node->length;
        if (plan.opaque != OpaqueLayout::None && data.type->dictionary_index == nullptr) {
            LIMN_TRY_VOID(skip_opaque(plan));
            return std::make_shared<const ArrayData>(std::move(data));
        }
        LIMN_TRY_VOID(read_validity(data, node->null_count));
        if (data.type->dictionary_index != nullptr) {
            LIMN_TRY_VOID(read_dictionary_indices(plan, data));
        } else {
            LIMN_TRY_VOID(read_own_buffers(data));
            data.children.reserve(plan.children.size());
            for (const FieldPlan& child : plan.children) {
                LIMN_TRY(ArrayDataPtr values, read(child));
                data.children.push_back(std::move(values));
            }
        }
        LIMN_TRY_VOID(check_array(data));
        return std::make_shared<const ArrayData>(std::move(data));
    }

    /// Everything that the batch announces must have been used.
    [[nodiscard]] Result<void> finish() const {
        const std::size_t nodes = batch_.nodes() != nullptr ? batch_.nodes()->size() : 0;
        const std::size_t buffers = batch_.buffers() != nullptr ? batch_.buffers()->size() : 0;
        if (nodes != next_node_ || buffers != next_buffer_) {
            return fail(ErrorCode::Corrupt, "record batch and schema do not fit each other");
        }
        return {};
    }

  private:
    Result<Buffer> next_buffer(std::size_t alignment) {
        const auto range = record_at<RangeRecord>(batch_.buffers(), next_buffer_++);
        if (!range) {
            return fail(ErrorCode::Corrupt, "record batch lacks a buffer");
        }
        const auto size = static_cast<std::uint64_t>(range->length);
        const auto offset = static_cast<std::uint64_t>(range->offset);
        if (range->length < 0 || range->offset < 0 || offset > body_.size() ||
            size > body_.size() - offset) {
            return fail(ErrorCode::Corrupt, "a buffer lies outside the body");
        }
        // Buffers never share bytes; this bounds the work on a hostile batch by its size.
        if (size > bytes_left_) {
            return fail(ErrorCode::Corrupt, "buffers overlap");
        }
        bytes_left_ -= size;
        Buffer buffer = body_.slice(offset, size);
        if (size != 0 && reinterpret_cast<std::uintptr_t>(buffer.bytes().data()) % alignment != 0) {
            return Buffer::copy_of(buffer.bytes());
        }
        return size != 0 ? buffer : Buffer{};
    }

    Result<void> read_validity(ArrayData& data, std::int64_t null_count) {
        const bool is_union =
            data.type->id == TypeId::DenseUnion || data.type->id == TypeId::SparseUnion;
        const bool is_encoded = data.type->dictionary_index != nullptr;
        if (!is_encoded && (data.type->id == TypeId::Null || (is_union && !has_union_validity_))) {
            return {};
        }
        LIMN_TRY(Buffer validity, next_buffer(1));
        if (null_count == 0) {
            return {};
        }
        if (validity.size() == 0) {
            return fail(ErrorCode::Corrupt, "an array with nulls lacks its validity buffer");
        }
        data.validity = std::move(validity);
        return {};
    }

    Result<void> read_own_buffers(ArrayData& data) {
        const DataType& type = *data.type;
        if (const std::size_t width = offset_width(type.id); width != 0) {
            LIMN_TRY(data.offsets, next_buffer(width));
            if (!is_list(type.id)) {
                LIMN_TRY(data.values, next_buffer(1));
            }
            return {};
        }
        switch (type.id) {
            case TypeId::Null:
            case TypeId::Struct:
            case TypeId::FixedSizeList:
                return {};
            case TypeId::DenseUnion:
            case TypeId::SparseUnion: {
                LIMN_TRY(data.offsets, next_buffer(1));
                if (type.id == TypeId::SparseUnion) {
                    return {};
                }
                break;
            }
            default:
                break;
        }
        LIMN_TRY(data.values, next_buffer(natural_alignment(type)));
        return {};
    }

    Result<void> read_dictionary_indices(const FieldPlan& plan, ArrayData& data) {
        LIMN_TRY(data.values, next_buffer(natural_alignment(*data.type)));
        const auto found = dictionaries_.find(plan.dictionary_id);
        if (found == dictionaries_.end()) {
            return {};  // Fine if every value is null, which the check finds out.
        }
        if (*found->second->type != *plan.value_type) {
            return fail(ErrorCode::Corrupt, "a dictionary is of another type than its column");
        }
        data.dictionary = found->second;
        return {};
    }

    Result<void> skip_buffers(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            LIMN_TRY_VOID(next_buffer(1));
        }
        return {};
    }

    Result<void> skip_opaque(const FieldPlan& plan) {
        switch (plan.opaque) {
            case OpaqueLayout::None:
            case OpaqueLayout::NoBuffers:
                break;
            case OpaqueLayout::TwoBuffers:
                LIMN_TRY_VOID(skip_buffers(2));
                break;
            case OpaqueLayout::ThreeBuffers:
                LIMN_TRY_VOID(skip_buffers(3));
                break;
            case OpaqueLayout::Views: {
                const auto count =
                    record_at<std::int64_t>(batch_.variadic_buffer_counts(), next_variadic_++);
                if (!count || *count < 0 ||
                    static_cast<std::uint64_t>(*count) > batch_.buffers()->size()) {
                    return fail(
                        ErrorCode::Corrupt,
                        "a view column with an impossible buffer count"
                    );
                }
                LIMN_TRY_VOID(skip_buffers(2 + static_cast<std::uint64_t>(*count)));
                break;
            }
        }
        for (const FieldPlan& child : plan.children) {
            LIMN_TRY_VOID(read(child));
        }
        return {};
    }

    const fb::RecordBatch& batch_;
    const Buffer& body_;
    const Dictionaries& dictionaries_;
    bool has_union_validity_;
    std::uint64_t bytes_left_;
    std::uint64_t max_length_;
    std::size_t next_node_ = 0;
    std::size_t next_buffer_ = 0;
    std::size_t next_variadic_ = 0;
};

Result<void> check_batch(const fb::RecordBatch* batch) {
    if (batch == nullptr) {
        return fail(ErrorCode::Corrupt, "Arrow message without its content");
    }
    if (const auto* compression = batch->compression(); compression != nullptr) {
        const bool is_zstd = compression->codec() == fb::CompressionType::Zstd;
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("Arrow body compression ({})", is_zstd ? "ZSTD" : "LZ4_FRAME")
        );
    }
    return {};
}

/// Where the values of a dictionary are described: the first field with that id.
using DictionaryPlans = std::unordered_map<std::int64_t, const FieldPlan*>;

void collect_dictionaries(const std::vector<FieldPlan>& plans, DictionaryPlans& out) {
    for (const FieldPlan& plan : plans) {
        if (plan.type->dictionary_index != nullptr) {
            out.emplace(plan.dictionary_id, &plan);
        }
        collect_dictionaries(plan.children, out);
    }
}

Result<void> read_dictionary(
    const IpcMessage& message,
    const DictionaryPlans& plans,
    Dictionaries& dictionaries
) {
    const fb::DictionaryBatch* dictionary = message.header->header_as_DictionaryBatch();
    LIMN_TRY_VOID(check_batch(dictionary != nullptr ? dictionary->data() : nullptr));
    const auto plan = plans.find(dictionary->id());
    if (plan == plans.end()) {
        return {};  // Nobody refers to it.
    }
    if (dictionary->is_delta()) {
        return fail(ErrorCode::UnsupportedVersion, "Arrow delta dictionaries");
    }
    BatchReader reader(message, *dictionary->data(), dictionaries);
    LIMN_TRY(ArrayDataPtr values, reader.read(*plan->second, true));
    LIMN_TRY_VOID(reader.finish());
    dictionaries[dictionary->id()] = std::move(values);
    return {};
}

/// A schema, and how to read the columns of its batches.
struct StreamSchema {
    Schema schema;
    std::shared_ptr<const DecodedSchema> decoded;
};

Result<RecordBatch>
read_batch(const IpcMessage& message, StreamSchema schema, const Dictionaries& dictionaries) {
    const fb::RecordBatch* batch = message.header->header_as_RecordBatch();
    LIMN_TRY_VOID(check_batch(batch));
    RecordBatch result;
    result.num_rows = batch->length();
    const std::uint64_t max_rows = message.body.size() * 8 + kFreeRows;
    if (result.num_rows < 0 || static_cast<std::uint64_t>(result.num_rows) > max_rows) {
        return fail(ErrorCode::Corrupt, "record batch with an impossible number of rows");
    }
    BatchReader reader(message, *batch, dictionaries);
    const std::vector<FieldPlan>& plans = schema.decoded->plans;
    result.columns.reserve(plans.size());
    for (std::size_t i = 0; i < plans.size(); ++i) {
        auto column = reader.read(plans[i]);
        if (column && (*column)->length != result.num_rows) {
            column = fail(
                ErrorCode::Corrupt,
                fmt::format("has {} rows instead of {}", (*column)->length, result.num_rows)
            );
        }
        if (!column) {
            return forward_error(
                std::move(column),
                fmt::format("column '{}'", schema.schema.fields[i].name)
            );
        }
        result.columns.emplace_back(std::move(*column));
    }
    LIMN_TRY_VOID(reader.finish());
    result.schema = std::move(schema.schema);
    return result;
}

/// Small batches: their bytes alone, so that they do not keep a schema that is larger than they are.
IpcMessage without_metadata(IpcMessage message, const Buffer& stream) {
    if (message.body.size() * 2 < stream.size()) {
        message.body = Buffer::copy_of(message.body.bytes());
    }
    return message;
}

Result<IpcMessage> next_schema(MessageCursor& cursor) {
    LIMN_TRY(std::optional<IpcMessage> message, cursor.next());
    if (!message || message->header->header_type() != fb::MessageHeader::Schema) {
        return fail(ErrorCode::Corrupt, "Arrow stream does not begin with a schema");
    }
    return std::move(*message);
}

Result<DecodedSchema> decode(const IpcMessage& message) {
    return decode_schema(message.header->header_as_Schema(), message.metadata.size());
}

/// The value of the key in the message, if it has it once.
std::optional<std::string_view> value_of(const IpcMessage& message, std::string_view wanted) {
    std::optional<std::string_view> found;
    const auto* pairs = message.header->header_as_Schema()->custom_metadata();
    for (const fb::KeyValue* pair : *pairs) {
        if (pair->key() == nullptr || pair->key()->string_view() != wanted) {
            continue;
        }
        if (found || pair->value() == nullptr) {
            return std::nullopt;
        }
        found = pair->value()->string_view();
    }
    return found;
}

Result<StreamSchema> read_schema_message(MessageCursor& cursor, SchemaCache* cache) {
    LIMN_TRY(const auto metadata, cursor.peek());
    if (cache != nullptr && metadata) {
        if (const auto found = cache->find(*metadata)) {
            LIMN_TRY_VOID(cursor.skip(*metadata, found->body_size));
            return StreamSchema{found->schema(cache->varying_key()), found->decoded};
        }
    }
    LIMN_TRY(const IpcMessage message, next_schema(cursor));
    LIMN_TRY(DecodedSchema fresh, decode(message));
    const auto decoded = std::make_shared<const DecodedSchema>(std::move(fresh));
    if (cache != nullptr && !decoded->schema.metadata.empty()) {
        if (const auto varying = value_of(message, cache->varying_key())) {
            cache->add(message.metadata.bytes(), *varying, message.body.size(), decoded);
        }
    }
    return StreamSchema{decoded->schema, decoded};
}

}  // namespace

Result<RecordBatch> read_stream(const Buffer& stream, SchemaCache* cache) {
    MessageCursor cursor(stream);
    LIMN_TRY(StreamSchema schema, read_schema_message(cursor, cache));
    Dictionaries dictionaries;
    DictionaryPlans dictionary_plans;
    collect_dictionaries(schema.decoded->plans, dictionary_plans);
    while (true) {
        LIMN_TRY(const std::optional<IpcMessage> message, cursor.next());
        if (!message) {
            return fail(ErrorCode::Corrupt, "Arrow stream without a record batch");
        }
        switch (message->header->header_type()) {
            case fb::MessageHeader::DictionaryBatch: {
                auto done = read_dictionary(*message, dictionary_plans, dictionaries);
                if (!done) {
                    return forward_error(std::move(done), "dictionary");
                }
                break;
            }
            case fb::MessageHeader::RecordBatch:
                return read_batch(
                    without_metadata(*message, stream),
                    std::move(schema),
                    dictionaries
                );
            default:
                return fail(ErrorCode::Corrupt, "unexpected kind of message in an Arrow stream");
        }
    }
}

Result<Schema> read_schema(const Buffer& stream) {
    MessageCursor cursor(stream);
    LIMN_TRY(const IpcMessage message, next_schema(cursor));
    LIMN_TRY(DecodedSchema decoded, decode(message));
    return std::move(decoded.schema);
}

}  // namespace limn::arrow
