// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "arrow/array_layout.h"
#include "arrow/builder.h"
#include "rrd/rrd_writer.h"
#include "rrd/sorbet_migration.h"

namespace limn::rrd {
namespace {

using arrow::Field;

void put_big_endian(std::vector<std::byte>& out, std::uint64_t value) {
    const std::uint64_t swapped = __builtin_bswap64(value);
    const auto bytes = std::as_bytes(std::span(&swapped, 1));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void mark_sorted(Field& field, bool is_sorted) {
    if (is_sorted) {
        field.metadata.emplace_back("rerun:is_sorted", "true");
    }
}

void add_row_ids(arrow::RecordBatch& batch, const Chunk& chunk) {
    std::vector<std::byte> bytes;
    bytes.reserve(chunk.num_rows() * 16);
    for (const RowId& id : chunk.row_ids()) {
        put_big_endian(bytes, id.time_ns);
        put_big_endian(bytes, id.inc);
    }
    Field field;
    field.name = "rerun.controls.RowId";
    field.type = arrow::fixed_size_binary(16);
    field.nullable = false;
    field.metadata = {
        {"rerun:kind", "control"},
        {"ARROW:extension:name", "rerun.datatypes.TUID"},
        {"ARROW:extension:metadata", R"({"namespace":"row"})"},
    };
    mark_sorted(field, std::ranges::is_sorted(chunk.row_ids()));
    batch.schema.fields.push_back(std::move(field));
    batch.columns.push_back(arrow::make_fixed_size_binary(16, bytes));
}

arrow::DataTypePtr time_type(TimeKind kind) {
    switch (kind) {
        case TimeKind::Timestamp:
            return arrow::timestamp_ns();
        case TimeKind::Duration:
            return arrow::duration_ns();
        case TimeKind::Sequence:
            break;
    }
    return arrow::primitive(arrow::TypeId::Int64);
}

void add_timeline(arrow::RecordBatch& batch, const TimeColumn& column) {
    Field field;
    field.name = column.timeline.name;
    field.type = time_type(column.timeline.kind);
    field.metadata = {{"rerun:kind", "index"}, {"rerun:index_name", column.timeline.name}};
    mark_sorted(field, column.is_sorted);
    // The kind of the timeline decides, whatever 64-bit type the values came in.
    arrow::ArrayData data = *arrow::data_of_slice(column.times);
    data.type = field.type;
    data.validity = {};
    batch.schema.fields.push_back(std::move(field));
    batch.columns.emplace_back(std::make_shared<const arrow::ArrayData>(std::move(data)));
}

void add_component(arrow::RecordBatch& batch, const ComponentColumn& column) {
    Field field;
    field.name = column.name;
    field.type = column.cells.data()->type;
    field.metadata = {{"rerun:kind", "data"}, {"rerun:component", column.name}};
    if (!column.archetype.empty()) {
        field.metadata.emplace_back("rerun:archetype", column.archetype);
    }
    if (!column.type.empty()) {
        field.metadata.emplace_back("rerun:component_type", column.type);
    }
    batch.schema.fields.push_back(std::move(field));
    batch.columns.push_back(column.cells);
}

}  // namespace

arrow::RecordBatch batch_from_chunk(const Chunk& chunk) {
    arrow::RecordBatch batch;
    batch.num_rows = static_cast<std::int64_t>(chunk.num_rows());
    batch.schema.metadata = {
        {"rerun:id", fmt::format("chunk_{:016X}{:016X}", chunk.id().time_ns, chunk.id().inc)},
        {"rerun:entity_path", chunk.entity().text()},
        {"sorbet:version", std::string(kWrittenSorbetVersion)},
    };
    add_row_ids(batch, chunk);
    for (const TimeColumn& column : chunk.timelines()) {
        add_timeline(batch, column);
    }
    for (const ComponentColumn& column : chunk.components()) {
        add_component(batch, column);
    }
    return batch;
}

}  // namespace limn::rrd
