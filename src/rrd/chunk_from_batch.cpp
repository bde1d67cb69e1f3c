// SPDX-License-Identifier: MIT
#include "rrd/chunk_from_batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "arrow/array_layout.h"
#include "arrow/builder.h"
#include "base/hash.h"
#include "base/text.h"
#include "rrd/sorbet_migration.h"

namespace limn::rrd {
namespace {

using arrow::Array;
using arrow::Field;
using arrow::TypeId;

enum class ColumnKind { Control, Index, Data, Unknown };

ColumnKind kind_of(const Field& field) {
    const std::string* kind = field.find("rerun:kind");
    if (kind == nullptr || *kind == "data" || *kind == "component") {
        return ColumnKind::Data;
    }
    if (*kind == "control" || *kind == "row_id") {
        return ColumnKind::Control;
    }
    if (*kind == "index" || *kind == "time") {
        return ColumnKind::Index;
    }
    return ColumnKind::Unknown;
}

std::uint64_t big_endian_u64(const std::byte* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof(value));
    return __builtin_bswap64(value);
}

/// Row ids as 16 bytes, or as a struct of two numbers (time, counter).
std::optional<std::vector<RowId>> read_row_ids(const Array& column) {
    const auto count = static_cast<std::size_t>(column.length());
    std::vector<RowId> ids;
    if (column.type_id() == TypeId::FixedSizeBinary && column.type().fixed_size == 16) {
        const auto* bytes = static_cast<const std::byte*>(column.value_pointer(16));
        if (bytes == nullptr && count != 0) {
            return std::nullopt;
        }
        ids.reserve(count);
        for (std::size_t row = 0; row < count; ++row) {
            const std::byte* id = bytes + row * 16;
            ids.push_back(RowId{{big_endian_u64(id), big_endian_u64(id + 8)}});
        }
        return ids;
    }
    if (column.type_id() == TypeId::Struct) {
        const Array time_column = column.child(0);
        const Array inc_column = column.child(1);
        const auto times = time_column.values<std::uint64_t>();
        const auto incs = inc_column.values<std::uint64_t>();
        if (times.size() == count && incs.size() == count) {
            ids.reserve(count);
            for (std::size_t row = 0; row < count; ++row) {
                ids.push_back(RowId{{times[row], incs[row]}});
            }
            return ids;
        }
    }
    return std::nullopt;
}

std::int64_t nanos_per(arrow::TimeUnit unit) {
    switch (unit) {
        case arrow::TimeUnit::Second:
            return 1'000'000'000;
        case arrow::TimeUnit::Milli:
            return 1'000'000;
        case arrow::TimeUnit::Micro:
            return 1'000;
        case arrow::TimeUnit::Nano:
            return 1;
    }
    return 1;
}

TimeInt scale_time(TimeInt time, std::int64_t factor) {
    TimeInt scaled = 0;
    if (__builtin_mul_overflow(time, factor, &scaled)) {
        return time < 0 ? kMinTime : kMaxTime;
    }
    return std::max(scaled, kMinTime);
}

std::optional<TimeKind> time_kind(const arrow::DataType& type) {
    if (type.dictionary_index != nullptr) {
        return std::nullopt;
    }
    switch (type.id) {
        case TypeId::Int64:
            return TimeKind::Sequence;
        case TypeId::Timestamp:
            return TimeKind::Timestamp;
        case TypeId::Duration:
            return TimeKind::Duration;
        default:
            return std::nullopt;
    }
}

bool has_nulls(const Array& column) {
    if (column.data() == nullptr || column.data()->validity.size() == 0) {
        return false;
    }
    for (std::int64_t row = 0; row < column.length(); ++row) {
        if (!column.is_valid(row)) {
            return true;
        }
    }
    return false;
}

/// In nanoseconds, without the value that means "static".
Array normalized_times(const Array& column, TimeKind kind) {
    const auto values = column.values<TimeInt>();
    const std::int64_t factor = kind == TimeKind::Sequence ? 1 : nanos_per(column.type().unit);
    const bool has_reserved = std::ranges::find(values, kStaticTime) != values.end();
    if (factor == 1 && !has_reserved) {
        return column;
    }
    std::vector<TimeInt> times;
    times.reserve(values.size());
    for (const TimeInt time : values) {
        times.push_back(scale_time(time, factor));
    }
    switch (kind) {
        case TimeKind::Timestamp:
            return arrow::make_times(arrow::timestamp_ns(), times);
        case TimeKind::Duration:
            return arrow::make_times(arrow::duration_ns(), times);
        default:
            return arrow::make_primitive<TimeInt>(times);
    }
}

/// Each value as a list of one item; a null stays null.
Array wrapped_in_lists(const Array& column) {
    const auto count = static_cast<std::size_t>(column.length());
    const std::vector<std::optional<std::uint32_t>> ones(count, 1U);
    const Array lists = arrow::make_list(ones, column);
    arrow::ArrayData data = *lists.data();
    if (has_nulls(column)) {
        data.validity = arrow::Buffer::make((count + 7) / 8, [&](std::span<std::byte> out) {
            for (std::size_t row = 0; row < count; ++row) {
                if (column.is_valid(static_cast<std::int64_t>(row))) {
                    out[row / 8] |= std::byte{1} << (row % 8);
                }
            }
        });
    }
    return Array(std::make_shared<const arrow::ArrayData>(std::move(data)));
}

bool is_component_list(const arrow::DataType& type) {
    return type.dictionary_index == nullptr &&
           (type.id == TypeId::List || type.id == TypeId::LargeList ||
            type.id == TypeId::FixedSizeList);
}

std::string metadata_or(const Field& field, std::string_view key, const std::string& fallback) {
    const std::string* value = field.find(key);
    return valid_utf8(value != nullptr && !value->empty() ? *value : fallback);
}

class ChunkReader {
  public:
    ChunkReader(arrow::RecordBatch batch, const ChunkOrigin& origin, Diagnostics& diagnostics)
        : batch_(std::move(batch))
        , origin_(origin)
        , diagnostics_(diagnostics) {}

    Result<ChunkPtr> read() {
        const std::string* path = batch_.schema.find("rerun:entity_path");
        if (path == nullptr) {
            return fail(ErrorCode::Corrupt, "chunk without an entity path");
        }
        parts_.entity = EntityPath::parse(*path);
        read_chunk_id();
        for (std::size_t i = 0; i < batch_.columns.size(); ++i) {
            read_column(batch_.schema.fields[i], batch_.columns[i]);
        }
        if (has_index_ && parts_.timelines.empty()) {
            return fail(ErrorCode::Corrupt, "chunk without a readable timeline");
        }
        if (!has_row_ids_) {
            make_row_ids();
        }
        return Chunk::create(std::move(parts_));
    }

  private:
    void warn(std::string message) {
        diagnostics_.add(
            Severity::Warning,
            origin_.place(),
            fmt::format("{}: {}", parts_.entity.text(), message)
        );
    }

    void read_chunk_id() {
        const std::string* text = batch_.schema.find("rerun:id");
        const auto id = text != nullptr ? parse_tuid(*text) : std::nullopt;
        if (id) {
            parts_.id = ChunkId{*id};
        } else if (origin_.chunk_id) {
            parts_.id = *origin_.chunk_id;
        } else {
            parts_.id = ChunkId{{hash_bytes(origin_.payload, 1), hash_bytes(origin_.payload, 2)}};
            warn("chunk without an id; one was made from its content");
        }
    }

    void read_column(const Field& field, const Array& column) {
        switch (kind_of(field)) {
            case ColumnKind::Control:
                read_control(field, column);
                return;
            case ColumnKind::Index:
                read_index(field, column);
                return;
            case ColumnKind::Data:
                read_data(field, column);
                return;
            case ColumnKind::Unknown:
                warn(fmt::format(
                    "column '{}' of unknown kind '{}' left out",
                    valid_utf8(field.name),
                    valid_utf8(*field.find("rerun:kind"))
                ));
                return;
        }
    }

    void read_control(const Field& field, const Array& column) {
        if (has_row_ids_) {
            warn(fmt::format("second row id column '{}' left out", valid_utf8(field.name)));
            return;
        }
        auto ids = read_row_ids(column);
        if (!ids) {
            warn(fmt::format(
                "row ids of type {} cannot be read",
                valid_utf8(to_string(column.type()))
            ));
            return;
        }
        parts_.row_ids = std::move(*ids);
        has_row_ids_ = true;
    }

    void read_index(const Field& field, const Array& column) {
        has_index_ = true;
        std::string name = metadata_or(field, "rerun:index_name", field.name);
        const auto kind = time_kind(column.type());
        const bool is_known = std::ranges::any_of(parts_.timelines, [&](const TimeColumn& other) {
            return other.timeline.name == name;
        });
        if (!kind || is_known || has_nulls(column)) {
            const std::string reason = is_known ? "stands twice in one chunk"
                                       : !kind  ? "has times of an unreadable type"
                                                : "has rows without a time";
            warn(fmt::format("timeline '{}' {}; it is left out", name, reason));
            return;
        }
        TimeColumn timeline;
        timeline.timeline = {std::move(name), *kind};
        timeline.times = normalized_times(column, *kind);
        parts_.timelines.push_back(std::move(timeline));
    }

    void read_data(const Field& field, const Array& column) {
        ComponentColumn component;
        component.name = metadata_or(field, "rerun:component", field.name);
        component.archetype = metadata_or(field, "rerun:archetype", {});
        component.type = metadata_or(field, "rerun:component_type", {});
        const bool is_known =
            std::ranges::any_of(parts_.components, [&](const ComponentColumn& other) {
                return other.name == component.name;
            });
        if (is_known) {
            warn(fmt::format("component '{}' stands twice; the first counts", component.name));
            return;
        }
        if (column.type_id() == TypeId::Other) {
            warn(fmt::format("component '{}' has an unreadable type; left out", component.name));
            return;
        }
        if (is_component_list(column.type())) {
            component.cells = column;
        } else if (column.length() <= std::numeric_limits<std::int32_t>::max()) {
            component.cells = wrapped_in_lists(column);
        } else {
            warn(fmt::format("component '{}' has too many rows; left out", component.name));
            return;
        }
        parts_.components.push_back(std::move(component));
    }

    /// The same file gives the same ids, and what stands later in it wins.
    void make_row_ids() {
        const std::uint64_t first = hash_combine(parts_.id.time_ns, parts_.id.inc);
        const auto count = static_cast<std::uint64_t>(batch_.num_rows);
        for (std::uint64_t row = 0; row < count; ++row) {
            parts_.row_ids.push_back(RowId{{origin_.offset, first + row}});
        }
        if (count != 0) {
            warn("chunk without row ids; they were made from its place");
        }
    }

    arrow::RecordBatch batch_;
    const ChunkOrigin& origin_;
    Diagnostics& diagnostics_;
    Chunk::Parts parts_;
    bool has_row_ids_ = false;
    bool has_index_ = false;
};

}  // namespace

std::string ChunkOrigin::place() const {
    return fmt::format("{}: byte {} (message {})", file, offset, message);
}

Result<ChunkPtr>
chunk_from_batch(arrow::RecordBatch batch, const ChunkOrigin& origin, Diagnostics& diagnostics) {
    migrate(batch, origin.file, diagnostics);
    return ChunkReader(std::move(batch), origin, diagnostics).read();
}

}  // namespace limn::rrd
