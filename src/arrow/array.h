// SPDX-License-Identifier: MIT
/// Arrays: typed, read-only, zero-copy views on buffers.
///
/// What      `ArrayData` is a validated Arrow array (every offset and length was checked when it was
///           made, so the accessors here need no checks beyond their index). `Array` is a cheap
///           handle on a slice of it.
/// Shapes    `length()` values starting at `offset()`; children of structs and fixed-size lists are
///           sliced with their parent by the accessors below.
/// Errors    accessors of the wrong type give nothing (empty span, nullopt), never undefined behaviour.
/// Threads   immutable.
/// Source    Arrow columnar format 1.x.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "arrow/buffer.h"
#include "arrow/data_type.h"

namespace limn::arrow {

struct ArrayData {
    DataTypePtr type;
    std::int64_t length = 0;
    std::int64_t offset = 0;
    Buffer validity;  ///< Empty: all valid. Bit i + offset, LSB first.
    Buffer values;    ///< Primitive values, bool bits, utf8/binary bytes, union offsets (dense).
    Buffer offsets;   ///< List/utf8/binary offsets (32 or 64 bit), union type ids.
    std::vector<std::shared_ptr<const ArrayData>> children;
    std::shared_ptr<const ArrayData> dictionary;  ///< Values, if `type->dictionary_index` is set.
};

template <typename T>
inline constexpr TypeId kTypeIdOf = TypeId::Other;
template <>
inline constexpr TypeId kTypeIdOf<std::int8_t> = TypeId::Int8;
template <>
inline constexpr TypeId kTypeIdOf<std::int16_t> = TypeId::Int16;
template <>
inline constexpr TypeId kTypeIdOf<std::int32_t> = TypeId::Int32;
template <>
inline constexpr TypeId kTypeIdOf<std::int64_t> = TypeId::Int64;
template <>
inline constexpr TypeId kTypeIdOf<std::uint8_t> = TypeId::UInt8;
template <>
inline constexpr TypeId kTypeIdOf<std::uint16_t> = TypeId::UInt16;
template <>
inline constexpr TypeId kTypeIdOf<std::uint32_t> = TypeId::UInt32;
template <>
inline constexpr TypeId kTypeIdOf<std::uint64_t> = TypeId::UInt64;
template <>
inline constexpr TypeId kTypeIdOf<float> = TypeId::Float32;
template <>
inline constexpr TypeId kTypeIdOf<double> = TypeId::Float64;

class Array {
  public:
    Array() = default;
    explicit Array(std::shared_ptr<const ArrayData> data);

    [[nodiscard]] bool empty() const { return length_ == 0; }

    [[nodiscard]] std::int64_t length() const { return length_; }

    /// Null type for a default-made array.
    [[nodiscard]] const DataType& type() const;

    [[nodiscard]] TypeId type_id() const { return type().id; }

    [[nodiscard]] bool is_valid(std::int64_t index) const;

    /// No value is null, as can be told without looking at them. False says nothing.
    [[nodiscard]] bool is_surely_valid() const;

    /// Values [begin, begin + count) of this array; clamped to it.
    [[nodiscard]] Array slice(std::int64_t begin, std::int64_t count) const;

    /// The values of a primitive array of exactly this type (Timestamp, Duration count as int64),
    /// nulls included as whatever stands there. Empty if the type is another.
    template <typename T>
    [[nodiscard]] std::span<const T> values() const {
        const bool is_time = std::is_same_v<T, std::int64_t> &&
                             (type_id() == TypeId::Timestamp || type_id() == TypeId::Duration);
        if (type_id() != kTypeIdOf<T> && !is_time) {
            return {};
        }
        const void* start = value_pointer(sizeof(T));
        if (start == nullptr) {
            return {};
        }
        return {static_cast<const T*>(start), static_cast<std::size_t>(length_)};
    }

    /// Bool array.
    [[nodiscard]] bool bool_at(std::int64_t index) const;

    /// Utf8 and LargeUtf8, through a dictionary too. Nothing for null or another type.
    /// The bytes are as logged: whoever shows them passes them through `valid_utf8`.
    [[nodiscard]] std::optional<std::string_view> text_at(std::int64_t index) const;

    /// Utf8, Binary (also Large, FixedSize), or a List<uint8>: the bytes of one value.
    [[nodiscard]] std::optional<std::span<const std::byte>> bytes_at(std::int64_t index) const;

    /// List, LargeList, FixedSizeList, Map: the items of one slot. Empty for a null slot.
    [[nodiscard]] Array list_at(std::int64_t index) const;

    /// How many items that slot has; 0 for a null slot. Cheaper than the items.
    [[nodiscard]] std::int64_t list_length(std::int64_t index) const;

    /// Every slot is a list of at least one item, which is quicker found out of all than of each. False says nothing.
    [[nodiscard]] bool are_lists_surely_filled() const;

    /// FixedSizeList: all items of all values of this slice, in order (n × fixed_size).
    /// List: the items from the first to the last value of this slice.
    [[nodiscard]] Array flat_items() const;

    /// Struct: a field, sliced like the struct. An empty array if there is none of that name.
    [[nodiscard]] Array field(std::string_view name) const;
    [[nodiscard]] Array child(std::size_t index) const;

    /// Union: which child a value lies in, and the value as an array of length 1.
    [[nodiscard]] std::optional<std::size_t> union_child_at(std::int64_t index) const;
    [[nodiscard]] Array union_value_at(std::int64_t index) const;

    /// Dictionary-encoded: the value that index refers to, as an array of length 1 of the dictionary.
    [[nodiscard]] Array dictionary_value_at(std::int64_t index) const;

    /// Bytes that this slice refers to (estimate for tables and budgets: fixed width × length,
    /// plus offsets and the items they span).
    [[nodiscard]] std::uint64_t byte_size() const;

    /// Start of the raw values, for copying on: width bytes per value. nullptr if there are none,
    /// if values have another width, or if they are dictionary-encoded.
    [[nodiscard]] const void* value_pointer(std::size_t width) const;

    /// Absolute position of value 0 in the buffers.
    [[nodiscard]] std::int64_t offset() const { return offset_; }

    [[nodiscard]] const std::shared_ptr<const ArrayData>& data() const { return data_; }

  private:
    Array(std::shared_ptr<const ArrayData> data, std::int64_t offset, std::int64_t length)
        : data_(std::move(data))
        , offset_(offset)
        , length_(length) {}

    std::shared_ptr<const ArrayData> data_;
    std::int64_t offset_ = 0;
    std::int64_t length_ = 0;
};

/// One schema and its columns, all of the same length.
struct RecordBatch {
    Schema schema;
    std::vector<Array> columns;
    std::int64_t num_rows = 0;
};

}  // namespace limn::arrow
