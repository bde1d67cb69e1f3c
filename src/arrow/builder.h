// SPDX-License-Identifier: MIT
/// Builders: make arrays from plain values, for the logging library, the importers and tests.
///
/// What      Free functions, one per shape. All results own their bytes and are valid by construction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/array.h"

namespace limn::arrow {

/// Primitive array; `valid` empty or one flag per value.
template <typename T>
[[nodiscard]] Array make_primitive(std::span<const T> values, std::span<const bool> valid = {});

/// Int64-shaped time array of the given type (timestamp_ns(), duration_ns()).
[[nodiscard]] Array make_times(DataTypePtr type, std::span<const std::int64_t> values);
[[nodiscard]] Array make_bool(std::span<const bool> values);
[[nodiscard]] Array make_utf8(std::span<const std::optional<std::string>> values);
[[nodiscard]] Array make_fixed_size_binary(std::int32_t width, std::span<const std::byte> bytes);

/// Items are grouped by `size`; `items.length()` must be a multiple of it.
[[nodiscard]] Array
make_fixed_size_list(std::int32_t size, Array items, bool item_nullable = false);

/// Slot i has `sizes[i]` items, taken in order from `items`; nullopt is a null slot.
[[nodiscard]] Array make_list(
    std::span<const std::optional<std::uint32_t>> sizes,
    Array items,
    bool item_nullable = true
);

/// All children must have the same length.
[[nodiscard]] Array make_struct(std::vector<Field> fields, std::vector<Array> children);

/// A list column of blobs: each row one instance, a List<uint8>. One blob, or blobs that lie side by
/// side in one owner, are viewed and not copied.
[[nodiscard]] Array make_blob_column(std::span<const Buffer> blobs);

}  // namespace limn::arrow
