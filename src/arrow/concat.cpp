// SPDX-License-Identifier: MIT
#include "arrow/concat.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrow/builder.h"
#include "base/check.h"

namespace limn::arrow {
namespace {

std::int64_t total_length(std::span<const Array> arrays) {
    std::int64_t total = 0;
    for (const Array& array : arrays) {
        total += array.length();
    }
    return total;
}

Buffer joined_validity(std::span<const Array> arrays, std::int64_t total) {
    const bool all_valid = std::ranges::all_of(arrays, [](const Array& array) {
        if (array.is_surely_valid()) {
            return true;
        }
        for (std::int64_t i = 0; i < array.length(); ++i) {
            if (!array.is_valid(i)) {
                return false;
            }
        }
        return true;
    });
    if (all_valid) {
        return {};
    }
    return Buffer::make(static_cast<std::size_t>((total + 7) / 8), [&](std::span<std::byte> bits) {
        std::size_t at = 0;
        for (const Array& array : arrays) {
            for (std::int64_t i = 0; i < array.length(); ++i, ++at) {
                if (array.is_valid(i)) {
                    bits[at / 8] |= std::byte{1} << (at % 8);
                }
            }
        }
    });
}

/// An array like the first one (type) with `total` slots, ready for its buffers.
std::shared_ptr<ArrayData> joined_base(std::span<const Array> arrays) {
    auto data = std::make_shared<ArrayData>();
    data->type = arrays.front().data() ? arrays.front().data()->type : primitive(TypeId::Null);
    data->length = total_length(arrays);
    data->validity = joined_validity(arrays, data->length);
    return data;
}

Array concat_fixed_width(std::span<const Array> arrays, std::size_t width) {
    const auto data = joined_base(arrays);
    const std::size_t bytes = static_cast<std::size_t>(data->length) * width;
    data->values = Buffer::make(bytes, [&](std::span<std::byte> out) {
        std::size_t at = 0;
        for (const Array& array : arrays) {
            const std::size_t size = static_cast<std::size_t>(array.length()) * width;
            if (const void* source = array.value_pointer(width); source != nullptr && size > 0) {
                std::memcpy(out.data() + at, source, size);
            }
            at += size;
        }
    });
    return Array(data);
}

Array concat_bools(std::span<const Array> arrays) {
    const auto data = joined_base(arrays);
    const auto bytes = static_cast<std::size_t>((data->length + 7) / 8);
    data->values = Buffer::make(bytes, [&](std::span<std::byte> bits) {
        std::size_t at = 0;
        for (const Array& array : arrays) {
            for (std::int64_t i = 0; i < array.length(); ++i, ++at) {
                if (array.bool_at(i)) {
                    bits[at / 8] |= std::byte{1} << (at % 8);
                }
            }
        }
    });
    return Array(data);
}

Array concat_texts(std::span<const Array> arrays) {
    std::vector<std::optional<std::string>> all;
    for (const Array& array : arrays) {
        for (std::int64_t i = 0; i < array.length(); ++i) {
            all.emplace_back(array.text_at(i));
        }
    }
    return make_utf8(all);
}

std::vector<Array> items_of(std::span<const Array> arrays) {
    std::vector<Array> items;
    for (const Array& array : arrays) {
        items.push_back(array.flat_items());
    }
    return items;
}

Array concat_fixed_size_lists(std::span<const Array> arrays) {
    const auto data = joined_base(arrays);
    data->children.push_back(concat(items_of(arrays)).data());
    return Array(data);
}

Array concat_lists(std::span<const Array> arrays) {
    std::vector<std::optional<std::uint32_t>> sizes;
    std::vector<Array> items;
    for (const Array& array : arrays) {
        for (std::int64_t i = 0; i < array.length(); ++i) {
            if (!array.is_valid(i)) {
                sizes.emplace_back(std::nullopt);
                continue;
            }
            items.push_back(array.list_at(i));
            sizes.emplace_back(static_cast<std::uint32_t>(items.back().length()));
        }
    }
    if (items.empty()) {
        items.push_back(arrays.front().flat_items());
    }
    const bool nullable = arrays.front().type().children.front().nullable;
    ArrayData data = *make_list(sizes, concat(items), nullable).data();
    data.type = arrays.front().data()->type;  // Names of its fields, too.
    return Array(std::make_shared<const ArrayData>(std::move(data)));
}

Array concat_structs(std::span<const Array> arrays) {
    const auto data = joined_base(arrays);
    const std::size_t num_fields = arrays.front().type().children.size();
    for (std::size_t field = 0; field < num_fields; ++field) {
        std::vector<Array> children;
        for (const Array& array : arrays) {
            children.push_back(array.child(field));
        }
        data->children.push_back(concat(children).data());
    }
    return Array(data);
}

}  // namespace

bool can_concat(const DataType& type) {
    if (type.dictionary_index) {
        return false;
    }
    switch (type.id) {
        case TypeId::Bool:
        case TypeId::Utf8:
            return true;
        case TypeId::List:
        case TypeId::FixedSizeList:
        case TypeId::Struct:
            return std::ranges::all_of(type.children, [](const Field& field) {
                return field.type && can_concat(*field.type);
            });
        default:
            return byte_width(type) > 0;
    }
}

Array concat(std::span<const Array> arrays) {
    LIMN_CHECK(!arrays.empty());
    if (arrays.size() == 1 && arrays.front().data() && arrays.front().offset() == 0 &&
        arrays.front().length() == arrays.front().data()->length) {
        return arrays.front();
    }
    const DataType& type = arrays.front().type();
    switch (type.id) {
        case TypeId::Bool:
            return concat_bools(arrays);
        case TypeId::Utf8:
            return concat_texts(arrays);
        case TypeId::List:
            return concat_lists(arrays);
        case TypeId::FixedSizeList:
            return concat_fixed_size_lists(arrays);
        case TypeId::Struct:
            return concat_structs(arrays);
        default:
            return concat_fixed_width(arrays, byte_width(type));
    }
}

}  // namespace limn::arrow
