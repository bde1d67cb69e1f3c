// SPDX-License-Identifier: MIT
#include "arrow/array.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "arrow/array_layout.h"

namespace limn::arrow {
namespace {

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The bytes between two offsets of a utf8 or binary array.
std::span<const std::byte> bytes_between(const ArrayData& data, ItemRange range) {
    return data.values.bytes().subspan(
        static_cast<std::size_t>(range.begin),
        static_cast<std::size_t>(range.count)
    );
}

bool is_bytes(TypeId id) {
    return id == TypeId::Utf8 || id == TypeId::LargeUtf8 || id == TypeId::Binary ||
           id == TypeId::LargeBinary;
}

template <typename Offset>
bool all_ascend(const ArrayData& data, std::int64_t begin, std::int64_t count) {
    bool result = true;
    Offset last = load<Offset>(data.offsets, begin);
    for (std::int64_t i = begin + 1; i <= begin + count; ++i) {
        const auto next = load<Offset>(data.offsets, i);
        result &= next > last;
        last = next;
    }
    return result;
}

}  // namespace

Array::Array(std::shared_ptr<const ArrayData> data)
    : data_(std::move(data)) {
    if (data_ != nullptr) {
        offset_ = data_->offset;
        length_ = data_->length;
    }
}

const DataType& Array::type() const {
    static const DataType null_type;
    return data_ != nullptr ? *data_->type : null_type;
}

bool Array::is_valid(std::int64_t index) const {
    if (index < 0 || index >= length_ || type_id() == TypeId::Null) {
        return false;
    }
    if (data_->validity.size() != 0 && !bit_at(data_->validity, offset_ + index)) {
        return false;
    }
    return type().dictionary_index == nullptr || dictionary_value_at(index).is_valid(0);
}

bool Array::is_surely_valid() const {
    return type_id() != TypeId::Null && data_->validity.size() == 0 &&
           type().dictionary_index == nullptr;
}

Array Array::slice(std::int64_t begin, std::int64_t count) const {
    const std::int64_t first = std::clamp<std::int64_t>(begin, 0, length_);
    const std::int64_t kept = std::clamp<std::int64_t>(count, 0, length_ - first);
    return {data_, offset_ + first, kept};
}

bool Array::bool_at(std::int64_t index) const {
    if (type_id() != TypeId::Bool || !is_valid(index)) {
        return false;
    }
    if (type().dictionary_index != nullptr) {
        return dictionary_value_at(index).bool_at(0);
    }
    return bit_at(data_->values, offset_ + index);
}

std::optional<std::string_view> Array::text_at(std::int64_t index) const {
    if ((type_id() != TypeId::Utf8 && type_id() != TypeId::LargeUtf8) || !is_valid(index)) {
        return std::nullopt;
    }
    if (type().dictionary_index != nullptr) {
        return dictionary_value_at(index).text_at(0);
    }
    return as_text(bytes_between(*data_, item_range(*data_, offset_ + index)));
}

std::optional<std::span<const std::byte>> Array::bytes_at(std::int64_t index) const {
    if (!is_valid(index)) {
        return std::nullopt;
    }
    if (type().dictionary_index != nullptr) {
        return dictionary_value_at(index).bytes_at(0);
    }
    if (is_bytes(type_id())) {
        return bytes_between(*data_, item_range(*data_, offset_ + index));
    }
    if (type_id() == TypeId::FixedSizeBinary || type_id() == TypeId::Decimal) {
        const std::size_t width = byte_width(type());
        return data_->values.bytes().subspan(
            static_cast<std::size_t>(offset_ + index) * width,
            width
        );
    }
    if (is_list(type_id()) && type().children.front().type->id == TypeId::UInt8) {
        const Array items = list_at(index);
        if (items.empty()) {
            return std::span<const std::byte>{};
        }
        if (items.type().dictionary_index == nullptr) {
            return std::as_bytes(items.values<std::uint8_t>());
        }
    }
    return std::nullopt;
}

Array Array::list_at(std::int64_t index) const {
    if (!is_list(type_id())) {
        return {};
    }
    if (type().dictionary_index != nullptr) {
        return dictionary_value_at(index).list_at(0);
    }
    const auto& items = data_->children.front();
    if (!is_valid(index)) {
        return {items, items->offset, 0};
    }
    const ItemRange range = item_range(*data_, offset_ + index);
    return {items, items->offset + range.begin, range.count};
}

std::int64_t Array::list_length(std::int64_t index) const {
    const bool is_plain = is_list(type_id()) && type().dictionary_index == nullptr;
    if (!is_plain) {
        return list_at(index).length();
    }
    return is_valid(index) ? item_range(*data_, offset_ + index).count : 0;
}

bool Array::are_lists_surely_filled() const {
    if (!is_surely_valid() || !is_list(type_id()) || length_ == 0) {
        return false;
    }
    switch (offset_width(type_id())) {
        case 4:
            return all_ascend<std::int32_t>(*data_, offset_, length_);
        case 8:
            return all_ascend<std::int64_t>(*data_, offset_, length_);
        default:
            return type().fixed_size > 0;
    }
}

Array Array::flat_items() const {
    if (!is_list(type_id()) || type().dictionary_index != nullptr) {
        return {};
    }
    const auto& items = data_->children.front();
    if (length_ == 0) {
        return {items, items->offset, 0};
    }
    const ItemRange first = item_range(*data_, offset_);
    const ItemRange last = item_range(*data_, offset_ + length_ - 1);
    return {items, items->offset + first.begin, last.begin + last.count - first.begin};
}

Array Array::field(std::string_view name) const {
    if (type_id() != TypeId::Struct) {
        return {};
    }
    const auto& fields = type().children;
    const auto found =
        std::ranges::find(fields, name, [](const Field& f) -> std::string_view { return f.name; });
    return found == fields.end() ? Array{}
                                 : child(static_cast<std::size_t>(found - fields.begin()));
}

Array Array::child(std::size_t index) const {
    if (type().dictionary_index != nullptr || data_ == nullptr || index >= data_->children.size()) {
        return {};
    }
    const auto& values = data_->children[index];
    if (type_id() == TypeId::Struct || type_id() == TypeId::SparseUnion) {
        return {values, values->offset + offset_, length_};
    }
    return Array(values);
}

std::optional<std::size_t> Array::union_child_at(std::int64_t index) const {
    const bool is_union = type_id() == TypeId::DenseUnion || type_id() == TypeId::SparseUnion;
    if (!is_union || !is_valid(index) || type().dictionary_index != nullptr) {
        return std::nullopt;
    }
    const auto code = load<std::int8_t>(data_->offsets, offset_ + index);
    const auto& codes = type().type_ids;
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - codes.begin());
}

Array Array::union_value_at(std::int64_t index) const {
    const auto which = union_child_at(index);
    if (!which) {
        return {};
    }
    const auto& values = data_->children[*which];
    const std::int64_t at = type_id() == TypeId::SparseUnion
                                ? offset_ + index
                                : load<std::int32_t>(data_->values, offset_ + index);
    return {values, values->offset + at, 1};
}

Array Array::dictionary_value_at(std::int64_t index) const {
    if (type().dictionary_index == nullptr || data_->dictionary == nullptr || index < 0 ||
        index >= length_) {
        return {};
    }
    const bool is_null = data_->validity.size() != 0 && !bit_at(data_->validity, offset_ + index);
    if (is_null) {
        return {};
    }
    const auto& values = data_->dictionary;
    const auto at = dictionary_index_at(*data_, offset_ + index);
    return {values, values->offset + static_cast<std::int64_t>(at), 1};
}

std::uint64_t Array::byte_size() const {
    if (data_ == nullptr) {
        return 0;
    }
    const auto count = static_cast<std::uint64_t>(length_);
    std::uint64_t bytes = data_->validity.size() != 0 ? (count + 7) / 8 : 0;
    if (type().dictionary_index != nullptr) {
        return bytes + count * byte_width(*type().dictionary_index) +
               Array(data_->dictionary).byte_size();
    }
    if (const std::size_t width = offset_width(type_id()); width != 0) {
        bytes += (count + 1) * width;
    }
    if (is_list(type_id())) {
        return bytes + flat_items().byte_size();
    }
    if (is_bytes(type_id())) {
        if (length_ > 0) {
            const ItemRange first = item_range(*data_, offset_);
            const ItemRange last = item_range(*data_, offset_ + length_ - 1);
            bytes += static_cast<std::uint64_t>(last.begin + last.count - first.begin);
        }
        return bytes;
    }
    for (std::size_t i = 0; i < data_->children.size(); ++i) {
        bytes += child(i).byte_size();
    }
    if (type_id() == TypeId::DenseUnion || type_id() == TypeId::SparseUnion) {
        bytes += count * (type_id() == TypeId::DenseUnion ? 5U : 1U);
    }
    return bytes + (type_id() == TypeId::Bool ? (count + 7) / 8 : count * byte_width(type()));
}

const void* Array::value_pointer(std::size_t width) const {
    if (data_ == nullptr || width == 0 || type().dictionary_index != nullptr ||
        byte_width(type()) != width) {
        return nullptr;
    }
    const auto begin = static_cast<std::size_t>(offset_) * width;
    return begin <= data_->values.size() ? data_->values.bytes().data() + begin : nullptr;
}

}  // namespace limn::arrow
