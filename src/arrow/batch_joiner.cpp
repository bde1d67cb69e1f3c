// SPDX-License-Identifier: MIT
#include "arrow/batch_joiner.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

#include "arrow/array_layout.h"
#include "arrow/batch_cursor.h"
#include "arrow/ipc_message.h"
#include "arrow/ipc_schema.h"
#include "arrow/schema_cache.h"

namespace limn::arrow {
namespace {

/// How the values of a column lie.
enum class Layout : std::uint8_t { FixedWidth, Bits, Text, List, FixedSizeList, Struct, Unknown };

Layout layout_of(const FieldPlan& plan) {
    const DataType& type = *plan.type;
    if (type.dictionary_index != nullptr || plan.opaque != OpaqueLayout::None) {
        return Layout::Unknown;
    }
    switch (type.id) {
        case TypeId::Bool:
            return Layout::Bits;
        case TypeId::Utf8:
            return Layout::Text;
        case TypeId::List:
            return plan.children.size() == 1 ? Layout::List : Layout::Unknown;
        case TypeId::FixedSizeList:
            // Items without size, and structs without fields, would be rows that no bytes stand for.
            return plan.children.size() == 1 && type.fixed_size > 0 ? Layout::FixedSizeList
                                                                    : Layout::Unknown;
        case TypeId::Struct:
            return plan.children.empty() ? Layout::Unknown : Layout::Struct;
        default:
            return byte_width(type) > 0 ? Layout::FixedWidth : Layout::Unknown;
    }
}

Buffer packed(const std::vector<bool>& bits) {
    return Buffer::make((bits.size() + 7) / 8, [&](std::span<std::byte> out) {
        for (std::size_t i = 0; i < bits.size(); ++i) {
            if (bits[i]) {
                out[i / 8] |= std::byte{1} << (i % 8);
            }
        }
    });
}

std::int32_t offset_at(std::span<const std::byte> offsets, std::size_t index) {
    std::int32_t value = 0;
    std::memcpy(&value, offsets.data() + index * sizeof(value), sizeof(value));
    return value;
}

}  // namespace

std::optional<KnownStream> find_known_stream(const Buffer& stream, const SchemaCache& cache) {
    MessageCursor cursor(stream);
    const auto metadata = cursor.peek();
    const auto found = metadata && *metadata ? cache.find(**metadata) : std::nullopt;
    if (!found || !cursor.skip(**metadata, found->body_size)) {
        return std::nullopt;
    }
    const auto begin = static_cast<std::size_t>(
        (*metadata)->data() + (*metadata)->size() - stream.bytes().data() +
        static_cast<std::ptrdiff_t>(found->body_size)
    );
    return KnownStream{found->decoded, found->varying, stream.slice(begin, stream.size() - begin)};
}

/// One array of the common ones, its children behind it.
struct BatchJoiner::Column {
    const FieldPlan* plan = nullptr;
    Layout layout = Layout::Unknown;
    std::size_t width = 0;  ///< Of a value, or items of a fixed-size list.
    std::int64_t length = 0;
    std::vector<std::byte> values;
    std::vector<std::int32_t> offsets;
    std::vector<bool> bits;
    std::vector<bool> valid;  ///< Empty while no value is null.
};

/// The same of the batch that is being appended; in its bytes.
struct BatchJoiner::Piece {
    std::size_t length = 0;
    std::span<const std::byte> validity;  ///< Empty: no nulls.
    std::span<const std::byte> values;
    std::span<const std::byte>
        offsets;  ///< One more than its length; empty if there are no values.
};

/// Looks whether a batch lies as expected, and where its pieces are.
class BatchJoiner::Check {
  public:
    Check(
        const std::vector<Column>& columns,
        std::vector<Piece>& pieces,
        BatchCursor& cursor,
        std::span<const std::byte> body
    )
        : columns_(columns)
        , pieces_(pieces)
        , cursor_(cursor)
        , body_(body)
        , bytes_left_(body.size()) {}

    bool all(std::int64_t num_rows) {
        std::size_t index = 0;
        while (index < columns_.size()) {
            if (!column(index, num_rows)) {
                return false;
            }
        }
        return cursor_.is_at_end();
    }

  private:
    /// Leaves the index behind the column's last child.
    bool column(std::size_t& index, std::int64_t length) {
        const auto node = cursor_.next_node();
        if (!node || node->length != length) {
            return false;
        }
        const Column& column = columns_[index];
        Piece& piece = pieces_[index];
        ++index;
        piece = {};
        piece.length = static_cast<std::size_t>(length);
        const std::size_t bit_bytes = (piece.length + 7) / 8;
        std::span<const std::byte> validity;
        if (!take(validity) || (node->null_count > 0 && !cut(validity, bit_bytes))) {
            return false;
        }
        piece.validity = node->null_count > 0 ? validity : std::span<const std::byte>();
        switch (column.layout) {
            case Layout::FixedWidth:
                return take(piece.values) && cut(piece.values, piece.length * column.width);
            case Layout::Bits:
                return take(piece.values) && cut(piece.values, bit_bytes);
            case Layout::Text:
                return take_offsets(piece) && take(piece.values) &&
                       cut(piece.values, num_items(piece));
            case Layout::List:
                return take_offsets(piece) &&
                       this->column(index, static_cast<std::int64_t>(num_items(piece)));
            case Layout::FixedSizeList:
                return this->column(index, length * static_cast<std::int64_t>(column.width));
            case Layout::Struct:
                return fields(index, column.plan->children.size(), length);
            case Layout::Unknown:
                break;
        }
        return false;
    }

    bool fields(std::size_t& index, std::size_t count, std::int64_t length) {
        for (std::size_t i = 0; i < count; ++i) {
            if (!column(index, length)) {
                return false;
            }
        }
        return true;
    }

    /// Buffers never share bytes, as in BatchReader.
    bool take(std::span<const std::byte>& bytes) {
        const auto range = cursor_.next_range();
        if (!range || range->offset + range->size > body_.size() || range->size > bytes_left_) {
            return false;
        }
        bytes_left_ -= static_cast<std::size_t>(range->size);
        bytes = body_.subspan(
            static_cast<std::size_t>(range->offset),
            static_cast<std::size_t>(range->size)
        );
        return true;
    }

    static bool cut(std::span<const std::byte>& bytes, std::size_t size) {
        if (bytes.size() < size) {
            return false;
        }
        bytes = bytes.first(size);
        return true;
    }

    /// From zero on, not descending.
    bool take_offsets(Piece& piece) {
        if (!take(piece.offsets)) {
            return false;
        }
        if (piece.length == 0) {
            piece.offsets = {};
            return true;
        }
        if (!cut(piece.offsets, (piece.length + 1) * sizeof(std::int32_t)) ||
            offset_at(piece.offsets, 0) != 0) {
            return false;
        }
        for (std::size_t i = 0; i < piece.length; ++i) {
            if (offset_at(piece.offsets, i + 1) < offset_at(piece.offsets, i)) {
                return false;
            }
        }
        return true;
    }

    static std::size_t num_items(const Piece& piece) {
        return piece.offsets.empty()
                   ? 0
                   : static_cast<std::size_t>(offset_at(piece.offsets, piece.length));
    }

    const std::vector<Column>& columns_;
    std::vector<Piece>& pieces_;
    BatchCursor& cursor_;
    std::span<const std::byte> body_;
    std::size_t bytes_left_;
};

BatchJoiner::BatchJoiner(std::shared_ptr<const DecodedSchema> schema)
    : schema_(std::move(schema)) {
    for (const FieldPlan& plan : schema_->plans) {
        add_columns(plan);
    }
    pieces_.resize(columns_.size());
    can_join_ = std::ranges::none_of(columns_, [](const Column& column) {
        return column.layout == Layout::Unknown;
    });
}

BatchJoiner::~BatchJoiner() = default;
BatchJoiner::BatchJoiner(BatchJoiner&&) noexcept = default;
BatchJoiner& BatchJoiner::operator=(BatchJoiner&&) noexcept = default;

const Schema& BatchJoiner::schema() const {
    return schema_->schema;
}

void BatchJoiner::add_columns(const FieldPlan& plan) {
    Column column;
    column.plan = &plan;
    column.layout = layout_of(plan);
    column.width = column.layout == Layout::FixedSizeList
                       ? static_cast<std::size_t>(plan.type->fixed_size)
                       : byte_width(*plan.type);
    if (column.layout == Layout::Text || column.layout == Layout::List) {
        column.offsets.push_back(0);
    }
    columns_.push_back(std::move(column));
    for (const FieldPlan& child : plan.children) {
        add_columns(child);
    }
}

std::optional<std::int64_t>
BatchJoiner::append(const KnownStream& stream, std::int64_t most_rows, std::size_t most_bytes) {
    if (!can_join_ || stream.schema != schema_) {
        return std::nullopt;
    }
    const auto message = MessageCursor(stream.messages).next();
    if (!message || !*message) {
        return std::nullopt;
    }
    const fb::RecordBatch* batch = (*message)->header->header_as_RecordBatch();
    const std::span<const std::byte> body = (*message)->body.bytes();
    constexpr std::size_t kMostAtAll = std::numeric_limits<std::int32_t>::max() / 8;
    if (batch == nullptr || batch->compression() != nullptr || batch->length() <= 0 ||
        batch->length() > most_rows || body.size() > most_bytes ||
        body.size() > kMostAtAll - num_bytes_) {
        return std::nullopt;
    }
    BatchCursor cursor(**message, *batch);
    if (!Check(columns_, pieces_, cursor, body).all(batch->length())) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        append_piece(i);
    }
    num_rows_ += batch->length();
    return batch->length();
}

void BatchJoiner::append_piece(std::size_t index) {
    Column& column = columns_[index];
    const Piece& piece = pieces_[index];
    if (!piece.validity.empty() && column.valid.empty()) {
        column.valid.assign(static_cast<std::size_t>(column.length), true);
    }
    const bool counts_valid = !piece.validity.empty() || !column.valid.empty();
    for (std::size_t i = 0; counts_valid && i < piece.length; ++i) {
        column.valid.push_back(piece.validity.empty() || bit_at(piece.validity, i));
    }
    if (column.layout == Layout::Bits) {
        for (std::size_t i = 0; i < piece.length; ++i) {
            column.bits.push_back(bit_at(piece.values, i));
        }
    } else {
        column.values.insert(column.values.end(), piece.values.begin(), piece.values.end());
    }
    if (!piece.offsets.empty()) {
        const std::int32_t begin = column.offsets.back();
        for (std::size_t i = 1; i <= piece.length; ++i) {
            column.offsets.push_back(begin + offset_at(piece.offsets, i));
        }
    }
    column.length += static_cast<std::int64_t>(piece.length);
    num_bytes_ += piece.validity.size() + piece.values.size() + piece.offsets.size();
}

RecordBatch BatchJoiner::finish(Schema schema) const {
    RecordBatch batch;
    batch.schema = std::move(schema);
    batch.num_rows = num_rows_;
    batch.columns.reserve(schema_->plans.size());
    std::size_t index = 0;
    while (index < columns_.size()) {
        batch.columns.emplace_back(array_of(index));
    }
    return batch;
}

std::shared_ptr<const ArrayData> BatchJoiner::array_of(std::size_t& index) const {
    const Column& column = columns_[index];
    ++index;
    auto data = std::make_shared<ArrayData>();
    data->type = column.plan->type;
    data->length = column.length;
    if (!column.valid.empty()) {
        data->validity = packed(column.valid);
    }
    if (column.layout == Layout::Bits) {
        data->values = packed(column.bits);
    } else if (!column.values.empty()) {
        data->values = Buffer::copy_of(column.values);
    }
    if (!column.offsets.empty()) {
        data->offsets = Buffer::copy_of(std::as_bytes(std::span(column.offsets)));
    }
    data->children.reserve(column.plan->children.size());
    for (std::size_t i = 0; i < column.plan->children.size(); ++i) {
        data->children.push_back(array_of(index));
    }
    return data;
}

}  // namespace limn::arrow
