// SPDX-License-Identifier: MIT
/// Arrow schemas: FlatBuffers metadata ⇄ our types.
///
/// What      A `FieldPlan` is a field as the record-batch reader needs it: which type, which
///           dictionary, and how many buffers a type that we do not read occupies.
/// Errors    UnsupportedVersion names a type that cannot be read and not be skipped; Corrupt.
#pragma once

#include <cstdint>
#include <vector>

#include "arrow/data_type.h"
#include "arrow_ipc_generated.h"
#include "base/result.h"

namespace limn::arrow {

/// How a column of `TypeId::Other` lies in the stream, so that it can be skipped.
enum class OpaqueLayout : std::uint8_t {
    None,          ///< Not opaque.
    TwoBuffers,    ///< Validity and values: intervals.
    Views,         ///< Validity, views and a counted number of data buffers.
    ThreeBuffers,  ///< Validity, offsets and sizes, and a child: list views.
    NoBuffers,     ///< Only children: run-end encoded.
};

struct FieldPlan {
    DataTypePtr type;        ///< As in the schema.
    DataTypePtr value_type;  ///< The same without the dictionary encoding.
    std::int64_t dictionary_id = 0;
    OpaqueLayout opaque = OpaqueLayout::None;
    std::vector<FieldPlan> children;
};

struct DecodedSchema {
    Schema schema;
    std::vector<FieldPlan> plans;  ///< One per field.
};

/// `metadata_size` bounds how much text the schema may expand to.
[[nodiscard]] Result<DecodedSchema>
decode_schema(const fb::Schema* schema, std::size_t metadata_size);

/// Fields that are dictionary-encoded get ids 0, 1, … in the order of a depth-first walk.
[[nodiscard]] Result<flatbuffers::Offset<fb::Schema>>
encode_schema(flatbuffers::FlatBufferBuilder& builder, const Schema& schema);

}  // namespace limn::arrow
