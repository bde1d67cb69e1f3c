// SPDX-License-Identifier: MIT
#include "arrow/ipc_schema.h"

#include <fmt/format.h>

#include <utility>

#include "arrow/array_layout.h"

namespace limn::arrow {
namespace {

TypeId int_type(int bits, bool is_signed) {
    switch (bits) {
        case 8:
            return is_signed ? TypeId::Int8 : TypeId::UInt8;
        case 16:
            return is_signed ? TypeId::Int16 : TypeId::UInt16;
        case 32:
            return is_signed ? TypeId::Int32 : TypeId::UInt32;
        case 64:
            return is_signed ? TypeId::Int64 : TypeId::UInt64;
        default:
            return TypeId::Other;
    }
}

TimeUnit time_unit(fb::TimeUnit unit) {
    switch (unit) {
        case fb::TimeUnit::Second:
            return TimeUnit::Second;
        case fb::TimeUnit::Millisecond:
            return TimeUnit::Milli;
        case fb::TimeUnit::Microsecond:
            return TimeUnit::Micro;
        case fb::TimeUnit::Nanosecond:
            return TimeUnit::Nano;
    }
    return TimeUnit::Nano;
}

OpaqueLayout opaque_layout(fb::Type type) {
    switch (type) {
        case fb::Type::Interval:
            return OpaqueLayout::TwoBuffers;
        case fb::Type::BinaryView:
        case fb::Type::Utf8View:
            return OpaqueLayout::Views;
        case fb::Type::ListView:
        case fb::Type::LargeListView:
            return OpaqueLayout::ThreeBuffers;
        case fb::Type::RunEndEncoded:
            return OpaqueLayout::NoBuffers;
        default:
            return OpaqueLayout::None;
    }
}

/// Types that have neither parameters nor children of their own.
TypeId plain_type(fb::Type type) {
    switch (type) {
        case fb::Type::Null:
            return TypeId::Null;
        case fb::Type::Bool:
            return TypeId::Bool;
        case fb::Type::Utf8:
            return TypeId::Utf8;
        case fb::Type::LargeUtf8:
            return TypeId::LargeUtf8;
        case fb::Type::Binary:
            return TypeId::Binary;
        case fb::Type::LargeBinary:
            return TypeId::LargeBinary;
        case fb::Type::List:
            return TypeId::List;
        case fb::Type::LargeList:
            return TypeId::LargeList;
        case fb::Type::Struct:
            return TypeId::Struct;
        case fb::Type::Map:
            return TypeId::Map;
        default:
            return TypeId::Other;
    }
}

class SchemaDecoder {
  public:
    /// Writers that share strings may expand a little; hostile ones must not expand without bound.
    explicit SchemaDecoder(std::size_t metadata_size)
        : text_budget_(metadata_size * 8 + 4096) {}

    Result<FieldPlan> decode_field(const fb::Field* field, Field& out, int depth) {
        if (depth > kMaxNesting) {
            return fail(ErrorCode::Corrupt, "Arrow types are nested too deeply");
        }
        if (field == nullptr) {
            return fail(ErrorCode::Corrupt, "Arrow schema lacks a field");
        }
        LIMN_TRY(out.name, text(field->name()));
        out.nullable = field->nullable();
        LIMN_TRY(out.metadata, key_values(field->custom_metadata()));
        auto plan = decode_type(field, depth);
        if (!plan) {
            return forward_error(std::move(plan), fmt::format("column '{}'", out.name));
        }
        out.type = plan->type;
        return plan;
    }

    Result<KeyValues> key_values(const flatbuffers::Vector<flatbuffers::Offset<fb::KeyValue>>* pairs
    ) {
        KeyValues result;
        if (pairs == nullptr) {
            return result;
        }
        result.reserve(pairs->size());
        for (const fb::KeyValue* pair : *pairs) {
            LIMN_TRY(std::string key, text(pair->key()));
            LIMN_TRY(std::string value, text(pair->value()));
            result.emplace_back(std::move(key), std::move(value));
        }
        return result;
    }

  private:
    Result<std::string> text(const flatbuffers::String* value) {
        if (value == nullptr) {
            return std::string();
        }
        const std::size_t cost = value->size() + 1U;
        if (cost > text_budget_) {
            return fail(ErrorCode::Corrupt, "Arrow schema repeats its texts too often");
        }
        text_budget_ -= cost;
        return std::string(value->c_str(), value->size());
    }

    Result<FieldPlan> decode_type(const fb::Field* field, int depth) {
        DataType type;
        FieldPlan plan;
        plan.opaque = opaque_layout(field->type_type());
        LIMN_TRY_VOID(decode_parameters(field, type, plan.opaque));
        if (field->children() != nullptr) {
            for (const fb::Field* child : *field->children()) {
                Field child_field;
                LIMN_TRY(FieldPlan child_plan, decode_field(child, child_field, depth + 1));
                plan.children.push_back(std::move(child_plan));
                type.children.push_back(std::move(child_field));
            }
        }
        LIMN_TRY_VOID(check_children(type, plan.opaque));
        const bool is_plain = type.children.empty() && type.fixed_size == 0 &&
                              type.time_zone.empty() && type.unit == TimeUnit::Nano &&
                              type.type_ids.empty();
        plan.value_type =
            is_plain ? primitive(type.id) : std::make_shared<const DataType>(std::move(type));
        plan.type = plan.value_type;
        if (const auto* dictionary = field->dictionary(); dictionary != nullptr) {
            const auto* index = dictionary->index_type();
            // Without an index type the format says int32.
            const TypeId index_id =
                index == nullptr ? TypeId::Int32 : int_type(index->bit_width(), index->is_signed());
            if (index_id == TypeId::Other) {
                return fail(ErrorCode::Corrupt, "dictionary indices have an impossible width");
            }
            DataType encoded = *plan.value_type;
            encoded.dictionary_index = primitive(index_id);
            plan.type = std::make_shared<const DataType>(std::move(encoded));
            plan.dictionary_id = dictionary->id();
        }
        return plan;
    }

    Result<void> decode_parameters(const fb::Field* field, DataType& type, OpaqueLayout opaque) {
        if (field->type() == nullptr) {
            return fail(ErrorCode::Corrupt, "a field without a type");
        }
        type.id = plain_type(field->type_type());
        if (type.id != TypeId::Other || opaque != OpaqueLayout::None) {
            return {};
        }
        switch (field->type_type()) {
            case fb::Type::Int:
                type.id =
                    int_type(field->type_as_Int()->bit_width(), field->type_as_Int()->is_signed());
                break;
            case fb::Type::FloatingPoint:
                return decode_float(field->type_as_FloatingPoint()->precision(), type);
            case fb::Type::Decimal:
                type.id = TypeId::Decimal;
                return set_size(type, field->type_as_Decimal()->bit_width() / 8);
            case fb::Type::Date:
                type.id = field->type_as_Date()->unit() == fb::DateUnit::Day ? TypeId::Date32
                                                                             : TypeId::Date64;
                return {};
            case fb::Type::Time:
                type.id =
                    field->type_as_Time()->bit_width() == 64 ? TypeId::Time64 : TypeId::Time32;
                type.unit = time_unit(field->type_as_Time()->unit());
                return {};
            case fb::Type::Timestamp:
                type.id = TypeId::Timestamp;
                return decode_timestamp(field->type_as_Timestamp(), type);
            case fb::Type::Duration:
                type.id = TypeId::Duration;
                type.unit = time_unit(field->type_as_Duration()->unit());
                return {};
            case fb::Type::Union:
                return decode_union(field, type);
            case fb::Type::FixedSizeBinary:
                type.id = TypeId::FixedSizeBinary;
                return set_size(type, field->type_as_FixedSizeBinary()->byte_width());
            case fb::Type::FixedSizeList:
                type.id = TypeId::FixedSizeList;
                return set_size(type, field->type_as_FixedSizeList()->list_size());
            default:
                return fail(
                    ErrorCode::UnsupportedVersion,
                    fmt::format("unknown Arrow type {}", static_cast<int>(field->type_type()))
                );
        }
        return type.id == TypeId::Other
                   ? fail(ErrorCode::Corrupt, "integers of an impossible width")
                   : Result<void>{};
    }

    Result<void> decode_timestamp(const fb::Timestamp* parameters, DataType& type) {
        type.unit = time_unit(parameters->unit());
        LIMN_TRY(type.time_zone, text(parameters->timezone()));
        return {};
    }

    static Result<void> set_size(DataType& type, std::int32_t size) {
        if (size < 0) {
            return fail(ErrorCode::Corrupt, "negative size of a type");
        }
        type.fixed_size = size;
        return {};
    }

    static Result<void> decode_float(fb::Precision precision, DataType& type) {
        switch (precision) {
            case fb::Precision::Half:
                type.id = TypeId::Float16;
                return {};
            case fb::Precision::Single:
                type.id = TypeId::Float32;
                return {};
            case fb::Precision::Double:
                type.id = TypeId::Float64;
                return {};
        }
        return fail(ErrorCode::Corrupt, "floats of an impossible precision");
    }

    static Result<void> decode_union(const fb::Field* field, DataType& type) {
        const auto* parameters = field->type_as_Union();
        type.id =
            parameters->mode() == fb::UnionMode::Dense ? TypeId::DenseUnion : TypeId::SparseUnion;
        const std::size_t count = field->children() != nullptr ? field->children()->size() : 0;
        const auto* codes = parameters->type_ids();
        if (count > 128 || (codes != nullptr && codes->size() != count)) {
            return fail(ErrorCode::Corrupt, "a union with an impossible number of type codes");
        }
        for (std::size_t i = 0; i < count; ++i) {
            const int code = codes != nullptr ? codes->Get(static_cast<flatbuffers::uoffset_t>(i))
                                              : static_cast<int>(i);
            if (code < 0 || code > 127) {
                return fail(ErrorCode::Corrupt, "a union with an impossible type code");
            }
            type.type_ids.push_back(static_cast<std::int8_t>(code));
        }
        return {};
    }

    static Result<void> check_children(const DataType& type, OpaqueLayout opaque) {
        const bool is_nested = type.id == TypeId::Struct || type.id == TypeId::DenseUnion ||
                               type.id == TypeId::SparseUnion || opaque != OpaqueLayout::None;
        const std::size_t expected = is_list(type.id) ? 1 : 0;
        if (!is_nested && type.children.size() != expected) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format("a type with {} instead of {} children", type.children.size(), expected)
            );
        }
        return {};
    }

    std::size_t text_budget_;
};

}  // namespace

Result<DecodedSchema> decode_schema(const fb::Schema* schema, std::size_t metadata_size) {
    if (schema == nullptr) {
        return fail(ErrorCode::Corrupt, "Arrow stream without a schema");
    }
    if (schema->endianness() != fb::Endianness::Little) {
        return fail(ErrorCode::UnsupportedVersion, "big-endian Arrow data");
    }
    SchemaDecoder decoder(metadata_size);
    DecodedSchema result;
    LIMN_TRY(result.schema.metadata, decoder.key_values(schema->custom_metadata()));
    if (schema->fields() == nullptr) {
        return result;
    }
    result.schema.fields.reserve(schema->fields()->size());
    result.plans.reserve(schema->fields()->size());
    for (const fb::Field* field : *schema->fields()) {
        Field decoded;
        LIMN_TRY(FieldPlan plan, decoder.decode_field(field, decoded, 0));
        result.schema.fields.push_back(std::move(decoded));
        result.plans.push_back(std::move(plan));
    }
    return result;
}

}  // namespace limn::arrow
