// SPDX-License-Identifier: MIT
#include "rrd/chunk_message.h"

#include <algorithm>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "arrow/ipc.h"
#include "arrow/ipc_head.h"
#include "rrd/chunk_from_batch.h"

namespace limn::rrd {
namespace {

/// Of the Arrow stream: schema, metadata of the batch, ids and times.
constexpr std::size_t kUnpackedHeadBytes = std::size_t{64} << 10U;

/// What is known of the cells of a column that was not read; nothing if that is not enough.
std::optional<std::vector<CellState>>
states_of(const arrow::ColumnHead& column, std::int64_t num_rows) {
    const auto all = [&](CellState state) {
        return std::vector<CellState>(static_cast<std::size_t>(num_rows), state);
    };
    if (column.null_count == num_rows) {
        return all(CellState::Null);
    }
    if (column.null_count != 0) {
        return std::nullopt;  // Which of them?
    }
    // Of several rows some may still be empty; that is seen when they are read.
    return column.num_items == 0 ? all(CellState::Empty) : std::vector<CellState>();
}

/// Is the id in the stream itself? Else the whole message is needed to make one.
bool has_chunk_id(const arrow::RecordBatch& batch) {
    const std::string* text = batch.schema.find("rerun:id");
    return text != nullptr && parse_tuid(*text).has_value();
}

std::optional<ChunkHead::Column>
column_of(const ComponentColumn& component, const arrow::BatchHead& batch) {
    ChunkHead::Column column;
    column.names = {
        component.name,
        component.archetype,
        component.type,
        component.cells.data()->type,
    };
    const auto& columns = batch.batch.columns;
    const auto found = std::ranges::find(columns, component.cells.data(), &arrow::Array::data);
    const bool is_here = found == columns.end() ||
                         batch.columns[static_cast<std::size_t>(found - columns.begin())].is_whole;
    if (is_here) {
        column.byte_size = component.cells.byte_size();
        column.states = cell_states(component.cells);
        return column;
    }
    const arrow::ColumnHead& head =
        batch.columns[static_cast<std::size_t>(found - columns.begin())];
    auto states = states_of(head, component.cells.length());
    if (!states) {
        return std::nullopt;
    }
    column.byte_size = head.byte_size;
    column.states = std::move(*states);
    return column;
}

/// A schema that tells the entity lies in there, however many columns it has.
constexpr std::size_t kBeginningBytes = std::size_t{64} << 10U;

/// Whose data a damaged message has, if its beginning can be read.
std::optional<std::string> entity_of(const ArrowMsgView& message) {
    const auto schema = arrow::read_schema(unpack_remains(message, kBeginningBytes));
    if (!schema) {
        return std::nullopt;
    }
    const std::string* path = schema->find("rerun:entity_path");
    if (path == nullptr) {
        path = schema->find("rerun.entity_path");  // As SDK 0.23 wrote it.
    }
    return path != nullptr ? std::optional(EntityPath::parse(*path).text()) : std::nullopt;
}

Result<ChunkPtr> decode(
    const ArrowMsgView& message,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
) {
    LIMN_TRY(const arrow::Buffer stream, unpack_payload(message));
    LIMN_TRY(arrow::RecordBatch batch, arrow::read_stream(stream, &file.schemas));
    if (batch.num_rows == 0) {
        return ChunkPtr();  // Says nothing.
    }
    ChunkOrigin origin;
    origin.file = file.name;
    origin.offset = place.offset;
    origin.message = place.number;
    origin.chunk_id = message.chunk_id;
    origin.payload = message.payload;
    return chunk_from_batch(std::move(batch), origin, diagnostics);
}

std::shared_ptr<const ChunkHead> head_of_beginning(
    std::span<const std::byte> beginning,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
) {
    const auto message = walk_beginning(beginning);
    const auto stream = message ? unpack_beginning(*message, kUnpackedHeadBytes) : std::nullopt;
    const auto batch = stream ? arrow::read_head(*stream, &file.schemas) : std::nullopt;
    if (!batch || batch->batch.num_rows == 0 || !has_chunk_id(batch->batch)) {
        return nullptr;
    }
    const ChunkOrigin origin{file.name, place.offset, place.number, {}, {}};
    Diagnostics told;
    const auto chunk = chunk_from_batch(batch->batch, origin, told);
    if (!chunk) {
        return nullptr;
    }
    auto head = std::make_shared<ChunkHead>();
    head->id = (*chunk)->id();
    head->entity = (*chunk)->entity();
    head->row_ids.assign((*chunk)->row_ids().begin(), (*chunk)->row_ids().end());
    head->timelines.assign((*chunk)->timelines().begin(), (*chunk)->timelines().end());
    for (const ComponentColumn& component : (*chunk)->components()) {
        auto column = column_of(component, *batch);
        if (!column) {
            return nullptr;
        }
        head->columns.push_back(std::move(*column));
    }
    diagnostics.merge(told);
    return head;
}

}  // namespace

std::shared_ptr<const ChunkHead> read_chunk_head(
    std::span<const std::byte> beginning,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
) {
    try {
        return head_of_beginning(beginning, file, place, diagnostics);
    } catch (const std::bad_alloc&) {
        return nullptr;  // Whoever reads it whole says so.
    }
}

Result<ChunkPtr> read_chunk(
    const ArrowMsgView& message,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
) {
    auto chunk = decode(message, file, place, diagnostics);
    if (!chunk) {
        if (const auto entity = entity_of(message)) {
            return forward_error(std::move(chunk), *entity);
        }
    }
    return chunk;
}

}  // namespace limn::rrd
