// SPDX-License-Identifier: MIT
#include "store/tensor_value.h"

#include "base/checked_math.h"

namespace limn::store {
namespace {

using arrow::Array;
using arrow::TypeId;

std::optional<ChannelType> channel_type(TypeId id) {
    switch (id) {
        case TypeId::UInt8:
            return ChannelType::U8;
        case TypeId::UInt16:
            return ChannelType::U16;
        case TypeId::UInt32:
            return ChannelType::U32;
        case TypeId::UInt64:
            return ChannelType::U64;
        case TypeId::Int8:
            return ChannelType::I8;
        case TypeId::Int16:
            return ChannelType::I16;
        case TypeId::Int32:
            return ChannelType::I32;
        case TypeId::Int64:
            return ChannelType::I64;
        case TypeId::Float16:
            return ChannelType::F16;
        case TypeId::Float32:
            return ChannelType::F32;
        case TypeId::Float64:
            return ChannelType::F64;
        default:
            return std::nullopt;
    }
}

std::optional<std::uint64_t> num_values(const std::vector<std::uint64_t>& shape) {
    std::uint64_t count = 1;
    for (const std::uint64_t size : shape) {
        const auto product = checked_mul<std::uint64_t>(count, size);
        if (!product) {
            return std::nullopt;
        }
        count = *product;
    }
    return count;
}

}  // namespace

std::optional<Tensor> first_tensor(const Cell& cell) {
    const Array values = cell.values();
    const Array sizes = values.field("shape").list_at(0);
    const Array buffer = values.field("buffer");
    if (values.empty() || !values.is_valid(0) || !buffer.union_child_at(0)) {
        return std::nullopt;
    }
    const Array items = buffer.union_value_at(0).list_at(0);
    const auto type = channel_type(items.type_id());
    if (!type) {
        return std::nullopt;
    }
    Tensor tensor;
    const auto shape = sizes.values<std::uint64_t>();
    tensor.shape.assign(shape.begin(), shape.end());
    const auto count = num_values(tensor.shape);
    const std::size_t width = channel_bytes(*type);
    const void* start = items.value_pointer(width);
    if (!count || *count == 0 || *count > static_cast<std::uint64_t>(items.length()) ||
        start == nullptr) {
        return std::nullopt;
    }
    const Array names = values.field("names").list_at(0);
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        tensor.names.emplace_back(names.text_at(static_cast<std::int64_t>(i)).value_or(""));
    }
    tensor.type = *type;
    tensor.bytes = {
        static_cast<const std::byte*>(start),
        static_cast<std::size_t>(*count) * width,
    };
    tensor.owner = cell.chunk;
    return tensor;
}

}  // namespace limn::store
