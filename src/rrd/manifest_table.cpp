// SPDX-License-Identifier: MIT
#include "rrd/manifest_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "model/archetypes.h"
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

/// Can a message of this size hold so many row ids? LZ4 packs 255 bytes into one at best.
bool is_plausible(std::uint64_t num_rows, std::uint64_t message_size) {
    return num_rows / 255 <= message_size / sizeof(RowId);
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
    table.find_what_must_be_read();
    return table;
}

void ManifestTable::read_types(const arrow::Schema& schema) {
    for (const arrow::Field& field : schema.fields) {
        const std::string* path = field.find("rerun:entity_path");
        const std::string* component = field.find("rerun:component");
        if (path == nullptr || component == nullptr) {
            continue;
        }
        ColumnNames names;
        names.name = *component;
        names.archetype = text_or_empty(field, "rerun:archetype");
        names.type = text_or_empty(field, "rerun:component_type");
        names.cells_type = field.type;
        const auto [entity, is_new] = entities_.try_emplace(*path);
        if (is_new) {
            entity->second.path = EntityPath::parse(*path);
        }
        entity->second.columns.insert_or_assign(*component, std::move(names));
    }
}

Result<void> ManifestTable::read_columns(const arrow::RecordBatch& batch) {
    LIMN_TRY(offsets_, read_numbers(batch, "chunk_byte_offset"));
    LIMN_TRY(sizes_, read_numbers(batch, "chunk_byte_size"));
    LIMN_TRY(unpacked_sizes_, read_numbers(batch, "chunk_byte_size_uncompressed"));
    LIMN_TRY(row_counts_, read_numbers(batch, "chunk_num_rows"));
    LIMN_TRY(const arrow::Array* paths, find_column(batch, "chunk_entity_path"));
    LIMN_TRY(const arrow::Array* ids, find_column(batch, "chunk_id"));
    LIMN_TRY(const arrow::Array* is_static, find_column(batch, "chunk_is_static"));
    if (ids->value_pointer(16) == nullptr || is_static->type_id() != arrow::TypeId::Bool) {
        return fail(ErrorCode::Corrupt, "ids of the index are odd");
    }
    entity_paths_ = *paths;
    ids_ = *ids;
    is_static_ = *is_static;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        read_index_column(batch.schema.fields[i], batch.columns[i]);
    }
    return {};
}

void ManifestTable::read_index_column(const arrow::Field& field, const arrow::Array& column) {
    const std::string* index = field.find("rerun:index");
    if (index == nullptr) {
        return;
    }
    const std::string* component = field.find("rerun:component");
    if (*index == "rerun:static") {
        if (component != nullptr && column.type_id() == arrow::TypeId::Bool) {
            static_.push_back({*component, column});
        }
        return;
    }
    TemporalColumns* of_component =
        component != nullptr ? &temporal_[{*component, *index}] : nullptr;
    RangeColumns& rows = component != nullptr ? of_component->rows : timelines_[*index];
    if (field.name.ends_with(":start")) {
        rows.start = column;
    } else if (field.name.ends_with(":end")) {
        rows.end = column;
    } else if (component != nullptr && field.name.ends_with(":num_rows")) {
        of_component->num_rows = column;
    }
}

void ManifestTable::find_what_must_be_read() {
    must_be_read_.resize(num_chunks());
    for (std::size_t i = 0; i < num_chunks(); ++i) {
        must_be_read_[i] = row_counts_[i] == 0 ||
                           (is_static_.bool_at(static_cast<std::int64_t>(i)) && row_counts_[i] > 1);
    }
    const auto mark = [&](const std::string& component, auto&& is_there) {
        const std::size_t end = is_indexed_by_value(component) ? num_chunks() : 0;
        for (std::size_t i = 0; i < end; ++i) {
            must_be_read_[i] = must_be_read_[i] || is_there(static_cast<std::int64_t>(i));
        }
    };
    for (const auto& [names, column] : temporal_) {
        mark(names.first, [&](std::int64_t row) { return column.num_rows_of(row) != 0; });
    }
    for (const StaticColumn& column : static_) {
        mark(column.component, [&](std::int64_t row) { return column.is_there.bool_at(row); });
    }
}

std::optional<TimeRange> ManifestTable::RangeColumns::range(std::int64_t chunk) const {
    const auto at = static_cast<std::size_t>(chunk);
    const auto starts = start.values<TimeInt>();
    const auto ends = end.values<TimeInt>();
    if (at >= starts.size() || at >= ends.size() || !start.is_valid(chunk) ||
        !end.is_valid(chunk)) {
        return std::nullopt;
    }
    return TimeRange{starts[at], ends[at]};
}

std::uint64_t ManifestTable::TemporalColumns::num_rows_of(std::int64_t chunk) const {
    const auto counts = num_rows.values<std::uint64_t>();
    const auto at = static_cast<std::size_t>(chunk);
    return at < counts.size() && num_rows.is_valid(chunk) ? counts[at] : 0;
}

bool ManifestTable::add_timelines(ChunkHead& head, std::int64_t row) const {
    for (const auto& [name, rows] : timelines_) {
        const auto range = rows.range(row);
        if (!range) {
            continue;
        }
        const auto kind = kind_of(rows.start.type());
        const bool is_one = range->min == range->max;
        if (!kind || range->is_empty() || range->min == kStaticTime ||
            (head.num_rows() == 1 && !is_one)) {
            return false;
        }
        TimeColumn& column = head.timelines.emplace_back();
        column.timeline = {name, *kind};
        column.range = *range;
        if (head.num_rows() == 1) {
            column.times = one_time(*kind, range->min);
            column.is_sorted = true;
        }
    }
    return true;
}

bool ManifestTable::add_static(ChunkHead& head, const Entity& entity, std::int64_t row) const {
    for (const StaticColumn& column : static_) {
        if (!column.is_there.bool_at(row)) {
            continue;
        }
        const auto names = entity.columns.find(column.component);
        if (names == entity.columns.end()) {
            return false;
        }
        head.columns.push_back({names->second, 0, {}, 1, {}});
    }
    return true;
}

bool ManifestTable::add_temporal(ChunkHead& head, const Entity& entity, std::int64_t row) const {
    for (const auto& [names, rows] : temporal_) {
        const auto count = static_cast<std::size_t>(rows.num_rows_of(row));
        if (count == 0) {
            continue;
        }
        const auto& [component, timeline_name] = names;
        if (head.columns.empty() || head.columns.back().names.name != component) {
            const auto known = entity.columns.find(component);
            if (known == entity.columns.end() || count > head.num_rows()) {
                return false;
            }
            head.columns.push_back({known->second, 0, {}, count, {}});
            if (count != head.num_rows()) {
                head.columns.back().row_ranges.resize(head.timelines.size());
            }
        }
        ChunkHead::Column& column = head.columns.back();
        const auto timeline = std::ranges::find(head.timelines, timeline_name, [](const auto& one) {
            return one.timeline.name;
        });
        const auto range = rows.rows.range(row);
        if (timeline == head.timelines.end() || count != column.announced_rows || !range) {
            return false;
        }
        if (!column.row_ranges.empty()) {
            const auto number = static_cast<std::size_t>(timeline - head.timelines.begin());
            column.row_ranges[number] = *range;
        }
    }
    // A component is on all timelines of its chunk.
    return std::ranges::none_of(head.columns, [](const ChunkHead::Column& column) {
        return std::ranges::any_of(column.row_ranges, &TimeRange::is_empty);
    });
}

std::shared_ptr<const ChunkHead> ManifestTable::head(std::size_t chunk) const {
    const auto row = static_cast<std::int64_t>(chunk);
    const auto path = entity_paths_.text_at(row);
    const auto entity = path ? entities_.find(*path) : entities_.end();
    if (must_be_read_[chunk] || entity == entities_.end() ||
        !is_plausible(row_counts_[chunk], sizes_[chunk])) {
        return nullptr;
    }
    auto head = std::make_shared<ChunkHead>();
    const auto* id = static_cast<const std::byte*>(ids_.value_pointer(16)) + chunk * 16;
    head->id = ChunkId{{big_endian_u64(id), big_endian_u64(id + 8)}};
    head->entity = entity->second.path;
    head->is_deferred = true;
    head->announced_rows = num_rows(chunk);
    head->announced_bytes = unpacked_sizes_[chunk];
    if (!add_timelines(*head, row) || head->timelines.empty() != is_static_.bool_at(row)) {
        return nullptr;
    }
    const bool is_known = head->timelines.empty() ? add_static(*head, entity->second, row)
                                                  : add_temporal(*head, entity->second, row);
    return is_known && !head->columns.empty() ? head : nullptr;
}

}  // namespace limn::rrd
