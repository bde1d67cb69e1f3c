// SPDX-License-Identifier: MIT
#include "arrow/batch_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "arrow/array_layout.h"

namespace limn::arrow {
namespace {

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

bool is_union(const DataType& type) {
    return type.id == TypeId::DenseUnion || type.id == TypeId::SparseUnion;
}

}  // namespace

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

BatchReader::BatchReader(
    const IpcMessage& message,
    const fb::RecordBatch& batch,
    const Dictionaries& dictionaries
)
    : cursor_(message, batch)
    , body_(message.body)
    , dictionaries_(dictionaries)
    , has_union_validity_(message.header->version() == fb::MetadataVersion::V4)
    , bytes_left_(cursor_.body_size()) {}

Result<ArrayDataPtr> BatchReader::read(const FieldPlan& plan, bool as_values) {
    LIMN_TRY(const BatchNode node, cursor_.next_node());
    ArrayData data;
    data.type = as_values ? plan.value_type : plan.type;
    data.length = node.length;
    if (plan.opaque != OpaqueLayout::None && data.type->dictionary_index == nullptr) {
        LIMN_TRY_VOID(skip_opaque(plan));
        return std::make_shared<const ArrayData>(std::move(data));
    }
    LIMN_TRY_VOID(read_validity(data, node.null_count));
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

Result<void> BatchReader::finish() const {
    if (!cursor_.is_at_end()) {
        return fail(ErrorCode::Corrupt, "record batch and schema do not fit each other");
    }
    return {};
}

Result<Buffer> BatchReader::next_buffer(std::size_t alignment) {
    LIMN_TRY(const BatchRange range, cursor_.next_range());
    // Buffers never share bytes; this bounds the work on a hostile batch by its size.
    if (range.size > bytes_left_) {
        return fail(ErrorCode::Corrupt, "buffers overlap");
    }
    bytes_left_ -= range.size;
    if (range.offset + range.size > body_.size()) {
        return fail(ErrorCode::Corrupt, "a buffer lies behind the bytes that are there");
    }
    const auto size = static_cast<std::size_t>(range.size);
    Buffer buffer = body_.slice(static_cast<std::size_t>(range.offset), size);
    if (size != 0 && reinterpret_cast<std::uintptr_t>(buffer.bytes().data()) % alignment != 0) {
        return Buffer::copy_of(buffer.bytes());
    }
    return size != 0 ? buffer : Buffer{};
}

bool BatchReader::has_validity(const DataType& type) const {
    return type.dictionary_index != nullptr ||
           (type.id != TypeId::Null && (!is_union(type) || has_union_validity_));
}

Result<void> BatchReader::read_validity(ArrayData& data, std::int64_t null_count) {
    if (!has_validity(*data.type)) {
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

Result<void> BatchReader::read_own_buffers(ArrayData& data) {
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

Result<void> BatchReader::read_dictionary_indices(const FieldPlan& plan, ArrayData& data) {
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

Result<void> BatchReader::skip_buffers(std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
        LIMN_TRY_VOID(next_buffer(1));
    }
    return {};
}

Result<void> BatchReader::skip_opaque(const FieldPlan& plan) {
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
            const auto count = cursor_.next_variadic_count();
            if (!count) {
                return fail(ErrorCode::Corrupt, "a view column with an impossible buffer count");
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

Result<ArrayMeasure> BatchReader::measure(const FieldPlan& plan) {
    LIMN_TRY(const BatchNode node, cursor_.next_node());
    ArrayMeasure measure;
    measure.length = node.length;
    measure.null_count = node.null_count;
    const DataType& type = *plan.type;
    if (plan.opaque != OpaqueLayout::None || type.dictionary_index != nullptr || is_union(type) ||
        type.id == TypeId::Null) {
        measure.is_known = false;
        return measure;
    }
    LIMN_TRY(const BatchRange validity, cursor_.next_range());
    measure.end = validity.offset + validity.size;
    if (node.null_count != 0) {
        measure.byte_size += (static_cast<std::uint64_t>(node.length) + 7) / 8;
    }
    LIMN_TRY_VOID(measure_own(type, measure));
    for (std::size_t i = 0; i < plan.children.size(); ++i) {
        LIMN_TRY(const ArrayMeasure child, this->measure(plan.children[i]));
        measure.num_items = i == 0 ? child.length : measure.num_items;
        measure.byte_size += child.byte_size;
        measure.end = std::max(measure.end, child.end);
        measure.is_known = measure.is_known && child.is_known;
    }
    return measure;
}

Result<void> BatchReader::measure_own(const DataType& type, ArrayMeasure& measure) {
    const auto count = static_cast<std::uint64_t>(measure.length);
    const auto take = [&]() -> Result<std::uint64_t> {
        LIMN_TRY(const BatchRange range, cursor_.next_range());
        measure.end = std::max(measure.end, range.offset + range.size);
        return range.size;
    };
    if (const std::size_t width = offset_width(type.id); width != 0) {
        LIMN_TRY_VOID(take());
        measure.byte_size += (count + 1) * width;
        if (!is_list(type.id)) {
            LIMN_TRY(const std::uint64_t bytes, take());
            measure.byte_size += bytes;
        }
        return {};
    }
    if (type.id == TypeId::Struct || type.id == TypeId::FixedSizeList) {
        return {};
    }
    LIMN_TRY_VOID(take());
    measure.byte_size += type.id == TypeId::Bool ? (count + 7) / 8 : count * byte_width(type);
    return {};
}

}  // namespace limn::arrow
