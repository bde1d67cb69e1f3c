// SPDX-License-Identifier: MIT
#include "arrow/builder.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "arrow/array_layout.h"
#include "base/check.h"

namespace limn::arrow {
namespace {

Array finish(ArrayData data) {
    return Array(std::make_shared<const ArrayData>(std::move(data)));
}

/// Packs `count` flags into bits; an empty buffer if all are set.
template <typename IsSet>
Buffer pack_bits(std::size_t count, IsSet&& is_set, bool keep_if_all_set) {
    bool all = true;
    Buffer bits = Buffer::make((count + 7) / 8, [&](std::span<std::byte> out) {
        for (std::size_t i = 0; i < count; ++i) {
            if (is_set(i)) {
                out[i / 8] |= std::byte{1} << (i % 8);
            } else {
                all = false;
            }
        }
    });
    return all && !keep_if_all_set ? Buffer{} : bits;
}

template <typename T>
Buffer buffer_of(std::span<const T> values) {
    return Buffer::copy_of(std::as_bytes(values));
}

/// True if every buffer begins where the one before it ends, in memory of one owner.
bool lie_side_by_side(std::span<const Buffer> buffers) {
    for (std::size_t i = 1; i < buffers.size(); ++i) {
        const auto before = buffers[i - 1].bytes();
        if (buffers[i].owner() != buffers[0].owner() ||
            buffers[i].bytes().data() != before.data() + before.size()) {
            return false;
        }
    }
    return true;
}

Buffer join(std::span<const Buffer> buffers, std::size_t total) {
    if (buffers.empty()) {
        return {};
    }
    if (lie_side_by_side(buffers)) {
        return {buffers[0].owner(), {buffers[0].bytes().data(), total}};
    }
    return Buffer::make_for_overwrite(total, [&](std::span<std::byte> out) {
        for (const Buffer& part : buffers) {
            std::ranges::copy(part.bytes(), out.begin());
            out = out.subspan(part.size());
        }
    });
}

}  // namespace

template <typename T>
Array make_primitive(std::span<const T> values, std::span<const bool> valid) {
    LIMN_CHECK(valid.empty() || valid.size() == values.size());
    ArrayData data;
    data.type = primitive(kTypeIdOf<T>);
    data.length = static_cast<std::int64_t>(values.size());
    data.values = buffer_of(values);
    if (!valid.empty()) {
        data.validity = pack_bits(
            valid.size(),
            [&](std::size_t i) { return valid[i]; },
            false
        );
    }
    return finish(std::move(data));
}

template Array make_primitive(std::span<const std::int8_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::int16_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::int32_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::int64_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::uint8_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::uint16_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::uint32_t>, std::span<const bool>);
template Array make_primitive(std::span<const std::uint64_t>, std::span<const bool>);
template Array make_primitive(std::span<const float>, std::span<const bool>);
template Array make_primitive(std::span<const double>, std::span<const bool>);

Array make_times(DataTypePtr type, std::span<const std::int64_t> values) {
    LIMN_CHECK(type != nullptr && byte_width(*type) == sizeof(std::int64_t));
    ArrayData data;
    data.type = std::move(type);
    data.length = static_cast<std::int64_t>(values.size());
    data.values = buffer_of(values);
    return finish(std::move(data));
}

Array make_bool(std::span<const bool> values) {
    ArrayData data;
    data.type = primitive(TypeId::Bool);
    data.length = static_cast<std::int64_t>(values.size());
    data.values = pack_bits(
        values.size(),
        [&](std::size_t i) { return values[i]; },
        true
    );
    return finish(std::move(data));
}

Array make_utf8(std::span<const std::optional<std::string>> values) {
    std::vector<std::int32_t> offsets{0};
    std::string text;
    for (const auto& value : values) {
        text += value.value_or(std::string());
        LIMN_CHECK(text.size() <= std::numeric_limits<std::int32_t>::max());
        offsets.push_back(static_cast<std::int32_t>(text.size()));
    }
    ArrayData data;
    data.type = primitive(TypeId::Utf8);
    data.length = static_cast<std::int64_t>(values.size());
    data.offsets = buffer_of(std::span<const std::int32_t>(offsets));
    data.values = buffer_of(std::span<const char>(text));
    data.validity = pack_bits(
        values.size(),
        [&](std::size_t i) { return values[i].has_value(); },
        false
    );
    return finish(std::move(data));
}

Array make_fixed_size_binary(std::int32_t width, std::span<const std::byte> bytes) {
    LIMN_CHECK(width > 0 && bytes.size() % static_cast<std::size_t>(width) == 0);
    ArrayData data;
    data.type = fixed_size_binary(width);
    data.length = static_cast<std::int64_t>(bytes.size()) / width;
    data.values = Buffer::copy_of(bytes);
    return finish(std::move(data));
}

Array make_fixed_size_list(std::int32_t size, Array items, bool item_nullable) {
    LIMN_CHECK(size > 0 && items.length() % size == 0);
    ArrayData data;
    data.length = items.length() / size;
    data.children.push_back(data_of_slice(items));
    data.type = fixed_size_list_of(data.children.front()->type, size, item_nullable);
    return finish(std::move(data));
}

Array make_list(
    std::span<const std::optional<std::uint32_t>> sizes,
    Array items,
    bool item_nullable
) {
    std::vector<std::int32_t> offsets{0};
    std::int64_t end = 0;
    for (const auto& size : sizes) {
        end += size.value_or(0);
        LIMN_CHECK(end <= items.length() && end <= std::numeric_limits<std::int32_t>::max());
        offsets.push_back(static_cast<std::int32_t>(end));
    }
    ArrayData data;
    data.length = static_cast<std::int64_t>(sizes.size());
    data.children.push_back(data_of_slice(items));
    data.type = list_of(data.children.front()->type, item_nullable);
    data.offsets = buffer_of(std::span<const std::int32_t>(offsets));
    data.validity = pack_bits(
        sizes.size(),
        [&](std::size_t i) { return sizes[i].has_value(); },
        false
    );
    return finish(std::move(data));
}

Array make_struct(std::vector<Field> fields, std::vector<Array> children) {
    LIMN_CHECK(!fields.empty() && fields.size() == children.size());
    ArrayData data;
    data.length = children.front().length();
    for (const Array& child : children) {
        LIMN_CHECK(child.length() == data.length);
        data.children.push_back(data_of_slice(child));
    }
    data.type = struct_of(std::move(fields));
    return finish(std::move(data));
}

Array make_blob_column(std::span<const Buffer> blobs) {
    std::vector<std::int32_t> offsets{0};
    std::vector<std::optional<std::uint32_t>> rows(blobs.size(), 1U);
    std::size_t total = 0;
    for (const Buffer& blob : blobs) {
        total += blob.size();
        LIMN_CHECK(total <= std::numeric_limits<std::int32_t>::max());
        offsets.push_back(static_cast<std::int32_t>(total));
    }
    ArrayData bytes;
    bytes.type = primitive(TypeId::UInt8);
    bytes.length = static_cast<std::int64_t>(total);
    bytes.values = join(blobs, total);
    ArrayData list;
    list.type = list_of(bytes.type, false);
    list.length = static_cast<std::int64_t>(blobs.size());
    list.offsets = buffer_of(std::span<const std::int32_t>(offsets));
    list.children.push_back(std::make_shared<const ArrayData>(std::move(bytes)));
    return make_list(rows, finish(std::move(list)));
}

}  // namespace limn::arrow
