// SPDX-License-Identifier: MIT
#include "rrd/manifest_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "rrd/arrow_msg.h"
#include "rrd_log.pb.h"

namespace limn::rrd {
namespace {

std::span<const std::byte> as_bytes(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

std::uint64_t big_endian_u64(const std::byte* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof(value));
    return __builtin_bswap64(value);
}

std::string text_or_empty(const arrow::Field& field, std::string_view key) {
    const std::string* value = field.find(key);
    return value != nullptr ? *value : std::string();
}

/// Nothing for times that are not in the unit that recordings are kept in.
std::optional<TimeKind> kind_of(const arrow::DataType& type) {
    switch (type.id) {
        case arrow::TypeId::Int64:
            return TimeKind::Sequence;
        case arrow::TypeId::Timestamp:
            return type.unit == arrow::TimeUnit::Nano ? std::optional(TimeKind::Timestamp)
                                                      : std::nullopt;
        case arrow::TypeId::Duration:
            return type.unit == arrow::TimeUnit::Nano ? std::optional(TimeKind::Duration)
                                                      : std::nullopt;
        default:
            return std::nullopt;
    }
}

arrow::Array one_time(TimeKind kind, TimeInt time) {
    const std::span<const TimeInt> times(&time, 1);
    switch (kind) {
        case TimeKind::Timestamp:
            return arrow::make_times(arrow::timestamp_ns(), times);
        case TimeKind::Duration:
            return arrow::make_times(arrow::duration_ns(), times);
        case TimeKind::Sequence:
            break;
    }
    return arrow::make_primitive<TimeInt>(times);
}

Result<const arrow::Array*> find_column(const arrow::RecordBatch& batch, std::string_view name) {
    const auto found = std::ranges::find(batch.schema.fields, name, &arrow::Field::name);
    if (found == batch.schema.fields.end()) {
        return fail(ErrorCode::Corrupt, fmt::format("the index has no column '{}'", name));
    }
    return &batch.columns[static_cast<std::size_t>(found - batch.schema.fields.begin())];
}

Result<std::vector<std::uint64_t>>
read_numbers(const arrow::RecordBatch& batch, std::string_view name) {
    LIMN_TRY(const arrow::Array* column, find_column(batch, name));
    const auto values = column->values<std::uint64_t>();
    if (values.size() != static_cast<std::size_t>(batch.num_rows)) {
        return fail(ErrorCode::Corrupt, fmt::format("column '{}' of the index is odd", name));
    }
    return std::vector<std::uint64_t>(values.begin(), values.end());
}

Result<arrow::RecordBatch> read_data(const proto::DataframePart& data) {
    ArrowMsgView message;
    message.payload = as_bytes(data.payload());
    message.compression = static_cast<std::uint64_t>(data.compression());
    message.encoding = proto::ENCODING_ARROW_IPC;
    message.uncompressed_size = data.uncompressed_size();
    LIMN_TRY(const arrow::Buffer stream, unpack_payload(message));
    return arrow::read_stream(stream);
}

}  // namespace

Result<ManifestTable> ManifestTable::parse(const std::string& manifest) {
    proto::RrdManifest parsed;
    if (!parsed.ParseFromString(manifest)) {
        return fail(ErrorCode::Corrupt, "the index is damaged");
    }
    ManifestTable table;
    table.store_id_ = parsed.store_id().SerializeAsString();
    const std::string& schema_bytes = parsed.sorbet_schema().arrow_schema();
    LIMN_TRY(
        const arrow::Schema schema,
        arrow::read_schema(arrow::Buffer::copy_of(as_bytes(schema_bytes)))
    );
    table.read_types(schema);
    LIMN_TRY(table.batch_, read_data(parsed.data()));
    LIMN_TRY_VOID(table.read_columns(table.batch_));
    return table;
}

void ManifestTable::read_types(const arrow::Schema& schema) {
    for (const arrow::Field& field : schema.fields) {
        const std::string* entity = field.find("rerun:entity_path");
        const std::string* component = field.find("rerun:component");
        if (entity == nullptr || component == nullptr) {
            continue;
        }
        ColumnNames names;
        names.name = *component;
        names.archetype = text_or_empty(field, "rerun:archetype");
        names.type = text_or_empty(field, "rerun:component_type");
        names.cells_type = field.type;
        names_.insert_or_assign({*entity, *component}, std::move(names));
        paths_.try_emplace(*entity, EntityPath::parse(*entity));
    }
}

Result<void> ManifestTable::read_columns(const arrow::RecordBatch& batch) {
    LIMN_TRY(offsets_, read_numbers(batch, "chunk_byte_offset"));
    LIMN_TRY(sizes_, read_numbers(batch, "chunk_byte_size"));
    LIMN_TRY(unpacked_sizes_, read_numbers(batch, "chunk_byte_size_uncompressed"));
    LIMN_TRY(row_counts_, read_numbers(batch, "chunk_num_rows"));
    LIMN_TRY(const arrow::Array* entities, find_column(batch, "chunk_entity_path"));
    LIMN_TRY(const arrow::Array* ids, find_column(batch, "chunk_id"));
    LIMN_TRY(const arrow::Array* is_static, find_column(batch, "chunk_is_static"));
    if (ids->value_pointer(16) == nullptr || is_static->type_id() != arrow::TypeId::Bool) {
        return fail(ErrorCode::Corrupt, "ids of the index are odd");
    }
    entities_ = *entities;
    ids_ = *ids;
    is_static_ = *is_static;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        LIMN_TRY_VOID(read_index_column(batch.schema.fields[i], batch.columns[i]));
    }
    return {};
}

Result<void> ManifestTable::read_index_column(const arrow::Field& field, arrow::Array column) {
    const std::string* index = field.find("rerun:index");
    if (index == nullptr) {
        return {};
    }
    const std::string* component = field.find("rerun:component");
    if (*index == "rerun:static") {
        if (component != nullptr && column.type_id() == arrow::TypeId::Bool) {
            static_.push_back({*component, std::move(column)});
        }
        return {};
    }
    if (component != nullptr) {
        if (field.name.ends_with(":num_rows") && column.type_id() == arrow::TypeId::UInt64) {
            temporal_.push_back({*component, std::move(column)});
        }
        return {};
    }
    TimeRangeColumns& timeline = timelines_[*index];
    timeline.timeline.name = *index;
    if (field.name.ends_with(":start")) {
        timeline.start = std::move(column);
    } else if (field.name.ends_with(":end")) {
        timeline.end = std::move(column);
    }
    return {};
}

bool ManifestTable::add_timelines(ChunkHead& head, std::int64_t row) const {
    for (const auto& [name, columns] : timelines_) {
        if (columns.start.empty() || columns.end.empty() || !columns.start.is_valid(row) ||
            !columns.end.is_valid(row)) {
            continue;
        }
        const auto kind = kind_of(columns.start.type());
        const auto starts = columns.start.values<TimeInt>();
        const auto ends = columns.end.values<TimeInt>();
        const auto at = static_cast<std::size_t>(row);
        if (!kind || at >= starts.size() || at >= ends.size() || starts[at] != ends[at] ||
            starts[at] == kStaticTime) {
            return false;
        }
        TimeColumn column;
        column.timeline = {name, *kind};
        column.times = one_time(*kind, starts[at]);
        column.range = {starts[at], starts[at]};
        column.is_sorted = true;
        head.timelines.push_back(std::move(column));
    }
    return true;
}

bool ManifestTable::add_columns(ChunkHead& head, std::int64_t row) const {
    const std::string entity(entities_.text_at(row).value_or(""));
    const auto add = [&](const std::string& component) {
        const bool is_known = std::ranges::any_of(head.columns, [&](const auto& column) {
            return column.names.name == component;
        });
        const auto names = names_.find({entity, component});
        if (!is_known && names != names_.end()) {
            head.columns.push_back({names->second, 0, {}});
        }
        return names != names_.end();
    };
    if (head.timelines.empty()) {
        return std::ranges::all_of(static_, [&](const CountColumn& column) {
            return !column.counts.bool_at(row) || add(column.component);
        });
    }
    return std::ranges::all_of(temporal_, [&](const CountColumn& column) {
        const bool is_there = column.counts.is_valid(row) && column.counts.values<std::uint64_t>(
                                                             )[static_cast<std::size_t>(row)] != 0;
        return !is_there || add(column.component);
    });
}

std::shared_ptr<const ChunkHead> ManifestTable::head(std::size_t chunk) const {
    const auto row = static_cast<std::int64_t>(chunk);
    const auto entity = entities_.text_at(row);
    const auto path = entity ? paths_.find(*entity) : paths_.end();
    if (row_counts_[chunk] != 1 || path == paths_.end()) {
        return nullptr;
    }
    auto head = std::make_shared<ChunkHead>();
    const auto* id = static_cast<const std::byte*>(ids_.value_pointer(16)) + chunk * 16;
    head->id = ChunkId{{big_endian_u64(id), big_endian_u64(id + 8)}};
    head->entity = path->second;
    head->row_ids.resize(1);
    head->is_deferred = true;
    head->announced_bytes = unpacked_sizes_[chunk];
    const bool is_known = add_timelines(*head, row) &&
                          head->timelines.empty() == is_static_.bool_at(row) &&
                          add_columns(*head, row) && !head->columns.empty();
    return is_known ? head : nullptr;
}

}  // namespace limn::rrd
