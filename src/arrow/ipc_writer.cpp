// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "arrow/array_layout.h"
#include "arrow/ipc.h"
#include "arrow/ipc_schema.h"
#include "base/check.h"

namespace limn::arrow {
namespace {

using flatbuffers::FlatBufferBuilder;

std::size_t padded(std::size_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

/// Bits [begin, begin + count) moved to the front of a new buffer.
Buffer shifted_bits(const Buffer& bits, std::int64_t begin, std::int64_t count) {
    return Buffer::make((static_cast<std::size_t>(count) + 7) / 8, [&](std::span<std::byte> out) {
        for (std::int64_t i = 0; i < count; ++i) {
            if (bit_at(bits, begin + i)) {
                const auto at = static_cast<std::size_t>(i);
                out[at / 8] |= std::byte{1} << (at % 8);
            }
        }
    });
}

/// Offsets of a slice, moved so that they begin at 0.
template <typename Offset>
Buffer rebased_offsets(const ArrayData& data) {
    const auto count = static_cast<std::size_t>(data.length) + 1;
    return Buffer::make(count * sizeof(Offset), [&](std::span<std::byte> out) {
        if (data.length == 0) {
            return;
        }
        const auto first = load<Offset>(data.offsets, data.offset);
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = data.offset + static_cast<std::int64_t>(i);
            const auto offset = static_cast<Offset>(load<Offset>(data.offsets, at) - first);
            std::memcpy(out.data() + i * sizeof(Offset), &offset, sizeof(Offset));
        }
    });
}

Buffer fixed_width_slice(const ArrayData& data, std::size_t width) {
    if (data.length == 0) {
        return {};
    }
    return data.values.slice(
        static_cast<std::size_t>(data.offset) * width,
        static_cast<std::size_t>(data.length) * width
    );
}

/// An array without values, for dictionaries that nobody refers to.
std::shared_ptr<const ArrayData> empty_of(const DataTypePtr& type) {
    ArrayData data;
    data.type = type;
    for (const Field& child : type->children) {
        data.children.push_back(empty_of(child.type));
    }
    return std::make_shared<const ArrayData>(std::move(data));
}

DataTypePtr without_dictionary(const DataType& type) {
    DataType plain = type;
    plain.dictionary_index = nullptr;
    return std::make_shared<const DataType>(std::move(plain));
}

std::shared_ptr<const ArrayData> dictionary_of(const ArrayData& data) {
    return data.dictionary != nullptr ? data.dictionary : empty_of(without_dictionary(*data.type));
}

/// Collects the nodes and buffers of one record batch.
class BatchEncoder {
  public:
    void add(const Array& array) {
        const std::shared_ptr<const ArrayData> holder = data_of_slice(array);
        const ArrayData& data = *holder;
        add_node(data);
        if (data.type->dictionary_index != nullptr) {
            add_buffer(fixed_width_slice(data, byte_width(*data.type->dictionary_index)));
            return;
        }
        switch (data.type->id) {
            case TypeId::Null:
            case TypeId::Other:  // Refused with the schema.
                return;
            case TypeId::Bool:
                add_buffer(shifted_bits(data.values, data.offset, data.length));
                return;
            case TypeId::Utf8:
            case TypeId::Binary:
            case TypeId::LargeUtf8:
            case TypeId::LargeBinary:
                add_offsets(data);
                add_buffer(text_bytes(data));
                return;
            case TypeId::List:
            case TypeId::LargeList:
            case TypeId::Map:
                add_offsets(data);
                add(Array(holder).flat_items());
                return;
            case TypeId::FixedSizeList:
                add(Array(holder).flat_items());
                return;
            case TypeId::Struct:
                add_children(Array(holder));
                return;
            case TypeId::DenseUnion:
            case TypeId::SparseUnion:
                add_union(holder);
                return;
            default:
                add_buffer(fixed_width_slice(data, byte_width(*data.type)));
                return;
        }
    }

    [[nodiscard]] flatbuffers::Offset<fb::RecordBatch>
    encode(FlatBufferBuilder& builder, std::int64_t length) const {
        const auto nodes = builder.CreateVectorOfStructs(nodes_);
        const auto ranges = builder.CreateVectorOfStructs(ranges_);
        return fb::CreateRecordBatch(builder, length, nodes, ranges);
    }

    [[nodiscard]] std::size_t body_size() const { return body_size_; }

    void append_body(std::vector<std::byte>& out) const {
        for (const Buffer& buffer : buffers_) {
            out.insert(out.end(), buffer.bytes().begin(), buffer.bytes().end());
            out.resize(out.size() + padded(buffer.size()) - buffer.size());
        }
    }

  private:
    void add_node(const ArrayData& data) {
        std::int64_t nulls = data.type->id == TypeId::Null ? data.length : 0;
        Buffer validity;
        const bool is_union =
            data.type->id == TypeId::DenseUnion || data.type->id == TypeId::SparseUnion;
        if (data.validity.size() != 0 && !is_union) {
            for (std::int64_t i = 0; i < data.length; ++i) {
                nulls += bit_at(data.validity, data.offset + i) ? 0 : 1;
            }
            if (nulls != 0) {
                validity = shifted_bits(data.validity, data.offset, data.length);
            }
        }
        nodes_.emplace_back(data.length, nulls);
        const bool is_encoded = data.type->dictionary_index != nullptr;
        if (is_encoded || (data.type->id != TypeId::Null && !is_union)) {
            add_buffer(validity);
        }
    }

    void add_offsets(const ArrayData& data) {
        add_buffer(
            offset_width(data.type->id) == 8 ? rebased_offsets<std::int64_t>(data)
                                             : rebased_offsets<std::int32_t>(data)
        );
    }

    static Buffer text_bytes(const ArrayData& data) {
        if (data.length == 0) {
            return {};
        }
        const ItemRange first = item_range(data, data.offset);
        const ItemRange last = item_range(data, data.offset + data.length - 1);
        return data.values.slice(
            static_cast<std::size_t>(first.begin),
            static_cast<std::size_t>(last.begin + last.count - first.begin)
        );
    }

    void add_children(const Array& array) {
        for (std::size_t i = 0; i < array.data()->children.size(); ++i) {
            add(array.child(i));
        }
    }

    /// Children of a dense union are written whole, so that its offsets stay as they are.
    void add_union(const std::shared_ptr<const ArrayData>& data) {
        if (data->length == 0) {
            add_buffer({});
        } else {
            add_buffer(data->offsets.slice(
                static_cast<std::size_t>(data->offset),
                static_cast<std::size_t>(data->length)
            ));
        }
        if (data->type->id == TypeId::DenseUnion) {
            add_buffer(fixed_width_slice(*data, sizeof(std::int32_t)));
        }
        add_children(Array(data));
    }

    void add_buffer(Buffer buffer) {
        ranges_.emplace_back(
            static_cast<std::int64_t>(body_size_),
            static_cast<std::int64_t>(buffer.size())
        );
        body_size_ += padded(buffer.size());
        buffers_.push_back(std::move(buffer));
    }

    std::vector<fb::FieldNode> nodes_;
    std::vector<fb::BufferRange> ranges_;
    std::vector<Buffer> buffers_;
    std::size_t body_size_ = 0;
};

void append_u32(std::vector<std::byte>& out, std::uint32_t value) {
    const auto bytes = std::as_bytes(std::span(&value, 1));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Prefix and metadata, padded so that the body begins on a multiple of 64.
void append_header(
    std::vector<std::byte>& out,
    FlatBufferBuilder& builder,
    fb::MessageHeader kind,
    flatbuffers::Offset<void> header,
    std::size_t body_size
) {
    builder.Finish(fb::CreateMessage(
        builder,
        fb::MetadataVersion::V5,
        kind,
        header,
        static_cast<std::int64_t>(body_size)
    ));
    const std::size_t end = padded(out.size() + 8 + builder.GetSize());
    append_u32(out, 0xFFFFFFFFU);
    append_u32(out, static_cast<std::uint32_t>(end - out.size() - 4));
    const auto metadata = std::as_bytes(std::span(builder.GetBufferPointer(), builder.GetSize()));
    out.insert(out.end(), metadata.begin(), metadata.end());
    out.resize(end);
}

/// Dictionaries inside `array`, inner ones first; ids follow the walk of `encode_schema`.
void append_dictionaries(
    std::vector<std::byte>& out,
    const ArrayData& data,
    std::int64_t& next_id
) {
    if (data.type->dictionary_index == nullptr) {
        for (const auto& child : data.children) {
            append_dictionaries(out, *child, next_id);
        }
        return;
    }
    const std::int64_t id = next_id++;
    const auto values = dictionary_of(data);
    for (const auto& child : values->children) {
        append_dictionaries(out, *child, next_id);
    }
    BatchEncoder encoder;
    encoder.add(Array(values));
    FlatBufferBuilder builder;
    const auto batch = encoder.encode(builder, values->length);
    const auto header = fb::CreateDictionaryBatch(builder, id, batch).Union();
    append_header(out, builder, fb::MessageHeader::DictionaryBatch, header, encoder.body_size());
    encoder.append_body(out);
}

Result<void> append_schema(std::vector<std::byte>& out, const Schema& schema) {
    FlatBufferBuilder builder;
    LIMN_TRY(const auto encoded, encode_schema(builder, schema));
    append_header(out, builder, fb::MessageHeader::Schema, encoded.Union(), 0);
    return {};
}

void append_end(std::vector<std::byte>& out) {
    append_u32(out, 0xFFFFFFFFU);
    append_u32(out, 0);
}

}  // namespace

Result<std::vector<std::byte>> write_schema(const Schema& schema) {
    std::vector<std::byte> out;
    LIMN_TRY_VOID(append_schema(out, schema));
    append_end(out);
    return out;
}

Result<std::vector<std::byte>> write_stream(const RecordBatch& batch) {
    if (batch.schema.fields.size() != batch.columns.size()) {
        return fail(ErrorCode::InvalidArgument, "a batch needs one field per column");
    }
    BatchEncoder encoder;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        const Field& field = batch.schema.fields[i];
        const Array& column = batch.columns[i];
        if (column.length() != batch.num_rows || field.type == nullptr ||
            column.type() != *field.type) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("column '{}' does not fit its field or the number of rows", field.name)
            );
        }
        encoder.add(column);
    }
    std::vector<std::byte> out;
    out.reserve(encoder.body_size() + 4096);
    LIMN_TRY_VOID(append_schema(out, batch.schema));
    std::int64_t next_id = 0;
    for (const Array& column : batch.columns) {
        append_dictionaries(out, *data_of_slice(column), next_id);
    }
    FlatBufferBuilder builder;
    const auto header = encoder.encode(builder, batch.num_rows).Union();
    append_header(out, builder, fb::MessageHeader::RecordBatch, header, encoder.body_size());
    encoder.append_body(out);
    append_end(out);
    return out;
}

}  // namespace limn::arrow
