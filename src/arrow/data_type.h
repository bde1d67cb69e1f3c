// SPDX-License-Identifier: MIT
/// Arrow data types and fields, the subset that recordings use.
///
/// Source    Arrow columnar format 1.x (Schema.fbs): names and meaning of types only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limn::arrow {

enum class TypeId : std::uint8_t {
    Null,
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float16,
    Float32,
    Float64,
    Utf8,
    LargeUtf8,
    Binary,
    LargeBinary,
    FixedSizeBinary,
    List,
    LargeList,
    FixedSizeList,
    Struct,
    DenseUnion,
    SparseUnion,
    Timestamp,  ///< 64-bit; unit in DataType::unit.
    Duration,   ///< 64-bit; unit in DataType::unit.
    Date32,
    Date64,
    Time32,
    Time64,
    Decimal,  ///< Kept as raw fixed-size bytes.
    Map,
    Other,  ///< Anything else; the column is kept as opaque (no buffers readable).
};

enum class TimeUnit : std::uint8_t { Second, Milli, Micro, Nano };

struct DataType;
using DataTypePtr = std::shared_ptr<const DataType>;
using KeyValues = std::vector<std::pair<std::string, std::string>>;

struct Field {
    std::string name;
    DataTypePtr type;
    bool nullable = true;
    KeyValues metadata;

    /// The value of a metadata key, or nullptr.
    [[nodiscard]] const std::string* find(std::string_view key) const;
};

struct DataType {
    TypeId id = TypeId::Null;
    std::int32_t fixed_size = 0;  ///< FixedSizeBinary, Decimal: bytes. FixedSizeList: items.
    TimeUnit unit = TimeUnit::Nano;
    std::string time_zone;              ///< Timestamp only.
    std::vector<Field> children;        ///< List: item. Struct: fields. Union: variants.
    std::vector<std::int8_t> type_ids;  ///< Union: type code per child.
    DataTypePtr
        dictionary_index;  ///< Set if values are dictionary-encoded: the type of the indices.

    friend bool operator==(const DataType&, const DataType&);
};

struct Schema {
    std::vector<Field> fields;
    KeyValues metadata;

    [[nodiscard]] const std::string* find(std::string_view key) const;
};

/// "List<item: FixedSizeList<item: float32 not null>[3]>", as shown to users.
[[nodiscard]] std::string to_string(const DataType& type);

// Makers, for builders and tests.
[[nodiscard]] DataTypePtr primitive(TypeId id);
[[nodiscard]] DataTypePtr list_of(DataTypePtr item, bool item_nullable = true);
[[nodiscard]] DataTypePtr
fixed_size_list_of(DataTypePtr item, std::int32_t size, bool item_nullable = false);
[[nodiscard]] DataTypePtr fixed_size_binary(std::int32_t size);
[[nodiscard]] DataTypePtr struct_of(std::vector<Field> fields);
[[nodiscard]] DataTypePtr timestamp_ns();
[[nodiscard]] DataTypePtr duration_ns();

/// Bytes of one value of a fixed-width type, 0 for others (Bool: 0, it is bit-packed).
[[nodiscard]] std::size_t byte_width(const DataType& type);

}  // namespace limn::arrow
