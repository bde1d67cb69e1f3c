// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "arrow/ipc_schema.h"

namespace limn::arrow {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

/// The member of the type union, and its table.
using EncodedType = std::pair<fb::Type, Offset<void>>;

fb::TimeUnit time_unit(TimeUnit unit) {
    return static_cast<fb::TimeUnit>(unit);
}

EncodedType encode_int(FlatBufferBuilder& builder, int bits, bool is_signed) {
    return {fb::Type::Int, fb::CreateInt(builder, bits, is_signed).Union()};
}

EncodedType encode_float(FlatBufferBuilder& builder, fb::Precision precision) {
    return {fb::Type::FloatingPoint, fb::CreateFloatingPoint(builder, precision).Union()};
}

EncodedType encode_union(FlatBufferBuilder& builder, const DataType& type) {
    const std::vector<std::int32_t> codes(type.type_ids.begin(), type.type_ids.end());
    const auto mode = type.id == TypeId::DenseUnion ? fb::UnionMode::Dense : fb::UnionMode::Sparse;
    return {
        fb::Type::Union,
        fb::CreateUnion(builder, mode, builder.CreateVector(codes)).Union(),
    };
}

EncodedType encode_timestamp(FlatBufferBuilder& builder, const DataType& type) {
    const auto zone = type.time_zone.empty() ? Offset<flatbuffers::String>{}
                                             : builder.CreateString(type.time_zone);
    return {
        fb::Type::Timestamp,
        fb::CreateTimestamp(builder, time_unit(type.unit), zone).Union(),
    };
}

EncodedType encode_temporal(FlatBufferBuilder& builder, const DataType& type) {
    switch (type.id) {
        case TypeId::Timestamp:
            return encode_timestamp(builder, type);
        case TypeId::Duration:
            return {fb::Type::Duration, fb::CreateDuration(builder, time_unit(type.unit)).Union()};
        case TypeId::Date32:
            return {fb::Type::Date, fb::CreateDate(builder, fb::DateUnit::Day).Union()};
        case TypeId::Date64:
            return {fb::Type::Date, fb::CreateDate(builder, fb::DateUnit::Millisecond).Union()};
        case TypeId::Time32:
            return {fb::Type::Time, fb::CreateTime(builder, time_unit(type.unit), 32).Union()};
        default:
            return {fb::Type::Time, fb::CreateTime(builder, time_unit(type.unit), 64).Union()};
    }
}

EncodedType encode_nested(FlatBufferBuilder& builder, const DataType& type) {
    switch (type.id) {
        case TypeId::List:
            return {fb::Type::List, fb::CreateList(builder).Union()};
        case TypeId::LargeList:
            return {fb::Type::LargeList, fb::CreateLargeList(builder).Union()};
        case TypeId::FixedSizeList:
            return {
                fb::Type::FixedSizeList,
                fb::CreateFixedSizeList(builder, type.fixed_size).Union(),
            };
        case TypeId::Map:
            return {fb::Type::Map, fb::CreateMap(builder, false).Union()};
        case TypeId::Struct:
            return {fb::Type::Struct, fb::CreateStruct(builder).Union()};
        default:
            return encode_union(builder, type);
    }
}

EncodedType encode_number(FlatBufferBuilder& builder, TypeId id) {
    switch (id) {
        case TypeId::Int8:
            return encode_int(builder, 8, true);
        case TypeId::Int16:
            return encode_int(builder, 16, true);
        case TypeId::Int32:
            return encode_int(builder, 32, true);
        case TypeId::Int64:
            return encode_int(builder, 64, true);
        case TypeId::UInt8:
            return encode_int(builder, 8, false);
        case TypeId::UInt16:
            return encode_int(builder, 16, false);
        case TypeId::UInt32:
            return encode_int(builder, 32, false);
        case TypeId::UInt64:
            return encode_int(builder, 64, false);
        case TypeId::Float16:
            return encode_float(builder, fb::Precision::Half);
        case TypeId::Float32:
            return encode_float(builder, fb::Precision::Single);
        default:
            return encode_float(builder, fb::Precision::Double);
    }
}

EncodedType encode_bytes(FlatBufferBuilder& builder, const DataType& type) {
    switch (type.id) {
        case TypeId::Utf8:
            return {fb::Type::Utf8, fb::CreateUtf8(builder).Union()};
        case TypeId::LargeUtf8:
            return {fb::Type::LargeUtf8, fb::CreateLargeUtf8(builder).Union()};
        case TypeId::Binary:
            return {fb::Type::Binary, fb::CreateBinary(builder).Union()};
        case TypeId::LargeBinary:
            return {fb::Type::LargeBinary, fb::CreateLargeBinary(builder).Union()};
        case TypeId::FixedSizeBinary:
            return {
                fb::Type::FixedSizeBinary,
                fb::CreateFixedSizeBinary(builder, type.fixed_size).Union(),
            };
        default:
            return {
                fb::Type::Decimal,
                // Precision and scale are not kept; the widest that fits says that no digit is lost.
                fb::CreateDecimal(builder, type.fixed_size * 2, 0, type.fixed_size * 8).Union(),
            };
    }
}

Result<EncodedType> encode_type(FlatBufferBuilder& builder, const DataType& type) {
    switch (type.id) {
        case TypeId::Other:
            return fail(
                ErrorCode::InvalidArgument,
                "a column of an unknown type cannot be written"
            );
        case TypeId::Null:
            return EncodedType{fb::Type::Null, fb::CreateNull(builder).Union()};
        case TypeId::Bool:
            return EncodedType{fb::Type::Bool, fb::CreateBool(builder).Union()};
        case TypeId::Utf8:
        case TypeId::LargeUtf8:
        case TypeId::Binary:
        case TypeId::LargeBinary:
        case TypeId::FixedSizeBinary:
        case TypeId::Decimal:
            return encode_bytes(builder, type);
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::FixedSizeList:
        case TypeId::Map:
        case TypeId::Struct:
        case TypeId::DenseUnion:
        case TypeId::SparseUnion:
            return encode_nested(builder, type);
        case TypeId::Timestamp:
        case TypeId::Duration:
        case TypeId::Date32:
        case TypeId::Date64:
        case TypeId::Time32:
        case TypeId::Time64:
            return encode_temporal(builder, type);
        default:
            return encode_number(builder, type.id);
    }
}

Offset<flatbuffers::Vector<Offset<fb::KeyValue>>>
encode_metadata(FlatBufferBuilder& builder, const KeyValues& metadata) {
    std::vector<Offset<fb::KeyValue>> pairs;
    for (const auto& [key, value] : metadata) {
        pairs.push_back(
            fb::CreateKeyValue(builder, builder.CreateString(key), builder.CreateString(value))
        );
    }
    return builder.CreateVector(pairs);
}

Result<Offset<fb::Field>>
encode_field(FlatBufferBuilder& builder, const Field& field, std::int64_t& next_dictionary) {
    const DataType& type = *field.type;
    Offset<fb::DictionaryEncoding> dictionary;
    if (type.dictionary_index != nullptr) {
        const TypeId index = type.dictionary_index->id;
        const bool is_signed = index == TypeId::Int8 || index == TypeId::Int16 ||
                               index == TypeId::Int32 || index == TypeId::Int64;
        const auto bits = static_cast<int>(byte_width(*type.dictionary_index)) * 8;
        dictionary = fb::CreateDictionaryEncoding(
            builder,
            next_dictionary++,
            fb::CreateInt(builder, bits, is_signed)
        );
    }
    std::vector<Offset<fb::Field>> children;
    for (const Field& child : type.children) {
        auto encoded = encode_field(builder, child, next_dictionary);
        if (!encoded) {
            return forward_error(std::move(encoded), child.name);
        }
        children.push_back(*encoded);
    }
    LIMN_TRY(const EncodedType encoded_type, encode_type(builder, type));
    const auto child_vector = builder.CreateVector(children);
    const auto metadata = encode_metadata(builder, field.metadata);
    return fb::CreateField(
        builder,
        builder.CreateString(field.name),
        field.nullable,
        encoded_type.first,
        encoded_type.second,
        dictionary,
        child_vector,
        metadata
    );
}

}  // namespace

Result<Offset<fb::Schema>> encode_schema(FlatBufferBuilder& builder, const Schema& schema) {
    std::vector<Offset<fb::Field>> fields;
    std::int64_t next_dictionary = 0;
    for (const Field& field : schema.fields) {
        auto encoded = encode_field(builder, field, next_dictionary);
        if (!encoded) {
            return forward_error(std::move(encoded), "column '" + field.name + "'");
        }
        fields.push_back(*encoded);
    }
    const auto field_vector = builder.CreateVector(fields);
    const auto metadata = encode_metadata(builder, schema.metadata);
    return fb::CreateSchema(builder, fb::Endianness::Little, field_vector, metadata);
}

}  // namespace limn::arrow
