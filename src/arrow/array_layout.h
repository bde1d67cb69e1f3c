// SPDX-License-Identifier: MIT
/// How values lie in the buffers of an array, and the check that they do.
///
/// What      `check_array` is the one gate: what passes it can be read by `Array` without going out
///           of bounds. The loaders below rely on it.
/// Errors    Corrupt with the reason.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

#include "arrow/array.h"
#include "base/result.h"

namespace limn::arrow {

/// Deepest nesting of types that is read. Recordings need less than ten.
inline constexpr int kMaxNesting = 48;

/// The items of one slot of a list, or the bytes of one text.
struct ItemRange {
    std::int64_t begin = 0;
    std::int64_t count = 0;
};

/// List, LargeList, FixedSizeList, Map.
[[nodiscard]] constexpr bool is_list(TypeId id) {
    return id == TypeId::List || id == TypeId::LargeList || id == TypeId::FixedSizeList ||
           id == TypeId::Map;
}

/// 4 or 8 for types with an offsets buffer, 0 for others.
[[nodiscard]] constexpr std::size_t offset_width(TypeId id) {
    switch (id) {
        case TypeId::Utf8:
        case TypeId::Binary:
        case TypeId::List:
        case TypeId::Map:
            return 4;
        case TypeId::LargeUtf8:
        case TypeId::LargeBinary:
        case TypeId::LargeList:
            return 8;
        default:
            return 0;
    }
}

template <typename T>
[[nodiscard]] T load(const Buffer& buffer, std::int64_t index) {
    T value;
    std::memcpy(
        &value,
        buffer.bytes().data() + static_cast<std::size_t>(index) * sizeof(T),
        sizeof(T)
    );
    return value;
}

[[nodiscard]] inline bool bit_at(std::span<const std::byte> bits, std::size_t index) {
    return (std::to_integer<unsigned>(bits[index / 8]) >> (index % 8) & 1U) != 0;
}

[[nodiscard]] inline bool bit_at(const Buffer& bits, std::int64_t index) {
    return bit_at(bits.bytes(), static_cast<std::size_t>(index));
}

/// Of a list, utf8 or binary array, at an absolute position of a checked array.
[[nodiscard]] ItemRange item_range(const ArrayData& data, std::int64_t position);

/// The dictionary slot that a valid value at an absolute position refers to.
[[nodiscard]] std::uint64_t dictionary_index_at(const ArrayData& data, std::int64_t position);

/// The same array as data whose own offset and length are the slice's.
[[nodiscard]] std::shared_ptr<const ArrayData> data_of_slice(const Array& array);

/// Checks one level; children and dictionary have been checked before.
[[nodiscard]] Result<void> check_array(const ArrayData& data);

}  // namespace limn::arrow
