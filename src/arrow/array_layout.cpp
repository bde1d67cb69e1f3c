// SPDX-License-Identifier: MIT
#include "arrow/array_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/checked_math.h"

namespace limn::arrow {
namespace {

tl::unexpected<Error> corrupt(const ArrayData& data, std::string_view what) {
    return fail(ErrorCode::Corrupt, fmt::format("{} array: {}", to_string(*data.type), what));
}

/// Position behind the last value. Lengths and offsets were checked before.
std::uint64_t end_of(const ArrayData& data) {
    return static_cast<std::uint64_t>(data.offset) + static_cast<std::uint64_t>(data.length);
}

bool has_bytes(const Buffer& buffer, std::uint64_t count, std::uint64_t width) {
    const auto bytes = checked_mul(count, width);
    return bytes && *bytes <= buffer.size();
}

template <typename T>
std::span<const T> typed(const Buffer& buffer, std::uint64_t begin, std::uint64_t count) {
    return {
        reinterpret_cast<const T*>(buffer.bytes().data()) + begin,
        static_cast<std::size_t>(count),
    };
}

template <typename Offset>
Result<void> check_offsets(const ArrayData& data, std::uint64_t limit) {
    if (data.length == 0) {
        return {};  // Writers may leave the buffer out; nobody reads it.
    }
    if (!has_bytes(data.offsets, end_of(data) + 1, sizeof(Offset))) {
        return corrupt(data, "the offsets buffer is too short");
    }
    const auto offsets = typed<Offset>(
        data.offsets,
        static_cast<std::uint64_t>(data.offset),
        static_cast<std::uint64_t>(data.length) + 1
    );
    bool descends = false;
    for (std::size_t i = 1; i < offsets.size(); ++i) {
        descends |= offsets[i] < offsets[i - 1];
    }
    if (descends || offsets.front() < 0) {
        return corrupt(data, "offsets descend");
    }
    if (static_cast<std::uint64_t>(offsets.back()) > limit) {
        return corrupt(
            data,
            fmt::format("offset {} lies behind the last item ({})", offsets.back(), limit)
        );
    }
    return {};
}

Result<void> check_list(const ArrayData& data) {
    if (data.children.size() != 1 || data.type->children.size() != 1) {
        return corrupt(data, "a list has one child");
    }
    const auto items = static_cast<std::uint64_t>(data.children.front()->length);
    if (data.type->id == TypeId::FixedSizeList) {
        const auto size = checked_cast<std::uint64_t>(data.type->fixed_size);
        const auto needed = size ? checked_mul(end_of(data), *size) : std::nullopt;
        if (!needed || *needed > items) {
            return corrupt(data, fmt::format("has only {} items", items));
        }
        return {};
    }
    return offset_width(data.type->id) == 8 ? check_offsets<std::int64_t>(data, items)
                                            : check_offsets<std::int32_t>(data, items);
}

Result<void> check_children(const ArrayData& data) {
    if (data.children.size() != data.type->children.size()) {
        return corrupt(data, "has another number of children than its type");
    }
    for (const auto& child : data.children) {
        if (static_cast<std::uint64_t>(child->length) < end_of(data)) {
            return corrupt(data, "a child is too short");
        }
    }
    return {};
}

Result<void> check_union(const ArrayData& data) {
    const bool is_dense = data.type->id == TypeId::DenseUnion;
    if (data.children.size() != data.type->children.size() ||
        data.type->type_ids.size() != data.children.size()) {
        return corrupt(data, "has another number of children than its type");
    }
    if (!is_dense) {
        LIMN_TRY_VOID(check_children(data));
    }
    const std::uint64_t end = end_of(data);
    if (!has_bytes(data.offsets, end, 1) || (is_dense && !has_bytes(data.values, end, 4))) {
        return corrupt(data, "a buffer is too short");
    }
    std::array<std::int64_t, 256> child_length{};
    child_length.fill(-1);
    for (std::size_t i = 0; i < data.children.size(); ++i) {
        const auto code = static_cast<std::uint8_t>(data.type->type_ids[i]);
        if (child_length.at(code) < 0) {
            child_length.at(code) = data.children[i]->length;
        }
    }
    for (std::int64_t i = data.offset; i < static_cast<std::int64_t>(end); ++i) {
        const std::int64_t length = child_length.at(load<std::uint8_t>(data.offsets, i));
        if (length < 0) {
            return corrupt(data, "a type code has no child");
        }
        const std::int64_t at = is_dense ? load<std::int32_t>(data.values, i) : i;
        if (at < 0 || at >= length) {
            return corrupt(data, "a value lies outside its child");
        }
    }
    return {};
}

template <typename Index>
bool has_bad_index(const ArrayData& data, std::uint64_t limit) {
    const auto indices = typed<Index>(data.values, 0, end_of(data));
    for (std::uint64_t i = static_cast<std::uint64_t>(data.offset); i < end_of(data); ++i) {
        const bool is_null =
            data.validity.size() != 0 && !bit_at(data.validity, static_cast<std::int64_t>(i));
        // A negative index becomes a huge one.
        if (!is_null && static_cast<std::uint64_t>(indices[i]) >= limit) {
            return true;
        }
    }
    return false;
}

Result<void> check_dictionary(const ArrayData& data) {
    const TypeId index = data.type->dictionary_index->id;
    if (!has_bytes(data.values, end_of(data), byte_width(*data.type->dictionary_index))) {
        return corrupt(data, "the index buffer is too short");
    }
    const std::uint64_t limit =
        data.dictionary != nullptr ? static_cast<std::uint64_t>(data.dictionary->length) : 0;
    bool is_bad = true;
    switch (index) {
        case TypeId::Int8:
            is_bad = has_bad_index<std::int8_t>(data, limit);
            break;
        case TypeId::UInt8:
            is_bad = has_bad_index<std::uint8_t>(data, limit);
            break;
        case TypeId::Int16:
            is_bad = has_bad_index<std::int16_t>(data, limit);
            break;
        case TypeId::UInt16:
            is_bad = has_bad_index<std::uint16_t>(data, limit);
            break;
        case TypeId::Int32:
            is_bad = has_bad_index<std::int32_t>(data, limit);
            break;
        case TypeId::UInt32:
            is_bad = has_bad_index<std::uint32_t>(data, limit);
            break;
        case TypeId::Int64:
            is_bad = has_bad_index<std::int64_t>(data, limit);
            break;
        case TypeId::UInt64:
            is_bad = has_bad_index<std::uint64_t>(data, limit);
            break;
        default:
            break;
    }
    if (is_bad) {
        return corrupt(data, fmt::format("an index is outside the {} dictionary values", limit));
    }
    return {};
}

}  // namespace

ItemRange item_range(const ArrayData& data, std::int64_t position) {
    if (data.type->id == TypeId::FixedSizeList) {
        return {position * data.type->fixed_size, data.type->fixed_size};
    }
    if (offset_width(data.type->id) == 8) {
        const auto begin = load<std::int64_t>(data.offsets, position);
        return {begin, load<std::int64_t>(data.offsets, position + 1) - begin};
    }
    const auto begin = load<std::int32_t>(data.offsets, position);
    return {begin, load<std::int32_t>(data.offsets, position + 1) - begin};
}

std::uint64_t dictionary_index_at(const ArrayData& data, std::int64_t position) {
    switch (byte_width(*data.type->dictionary_index)) {
        case 1:
            return load<std::uint8_t>(data.values, position);
        case 2:
            return load<std::uint16_t>(data.values, position);
        case 4:
            return load<std::uint32_t>(data.values, position);
        default:
            return load<std::uint64_t>(data.values, position);
    }
}

std::shared_ptr<const ArrayData> data_of_slice(const Array& array) {
    const auto& data = array.data();
    if (data == nullptr) {
        ArrayData none;
        none.type = primitive(TypeId::Null);
        return std::make_shared<const ArrayData>(std::move(none));
    }
    if (data->offset == array.offset() && data->length == array.length()) {
        return data;
    }
    ArrayData slice = *data;
    slice.offset = array.offset();
    slice.length = array.length();
    return std::make_shared<const ArrayData>(std::move(slice));
}

Result<void> check_array(const ArrayData& data) {
    if (data.length < 0 || data.offset < 0 ||
        data.length > std::numeric_limits<std::int64_t>::max() - 8 - data.offset) {
        return corrupt(data, "impossible length");
    }
    const std::uint64_t end = end_of(data);
    if (data.validity.size() != 0 && data.validity.size() < (end + 7) / 8) {
        return corrupt(data, "the validity buffer is too short");
    }
    if (data.type->dictionary_index != nullptr) {
        return check_dictionary(data);
    }
    switch (data.type->id) {
        case TypeId::Null:
        case TypeId::Other:
            return {};
        case TypeId::Bool:
            return data.values.size() >= (end + 7) / 8
                       ? Result<void>{}
                       : Result<void>(corrupt(data, "the values buffer is too short"));
        case TypeId::Utf8:
        case TypeId::Binary:
            return check_offsets<std::int32_t>(data, data.values.size());
        case TypeId::LargeUtf8:
        case TypeId::LargeBinary:
            return check_offsets<std::int64_t>(data, data.values.size());
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::FixedSizeList:
        case TypeId::Map:
            return check_list(data);
        case TypeId::Struct:
            return check_children(data);
        case TypeId::DenseUnion:
        case TypeId::SparseUnion:
            return check_union(data);
        default:
            return has_bytes(data.values, end, byte_width(*data.type))
                       ? Result<void>{}
                       : Result<void>(corrupt(data, "the values buffer is too short"));
    }
}

}  // namespace limn::arrow
