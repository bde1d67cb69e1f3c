// SPDX-License-Identifier: MIT
#include "model/chunk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/counted.h"
#include "model/chunk_head.h"

namespace limn {
namespace {

bool is_list(arrow::TypeId id) {
    return id == arrow::TypeId::List || id == arrow::TypeId::LargeList ||
           id == arrow::TypeId::FixedSizeList;
}

Result<void> check_timeline(TimeColumn& column, std::int64_t num_rows) {
    const arrow::TypeId type = column.times.type_id();
    const bool is_time = type == arrow::TypeId::Int64 || type == arrow::TypeId::Timestamp ||
                         type == arrow::TypeId::Duration;
    if (!is_time) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("timeline '{}' is not a 64-bit time column", column.timeline.name)
        );
    }
    if (column.times.length() != num_rows) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "timeline '{}' has {} instead of {}",
                column.timeline.name,
                counted(static_cast<std::uint64_t>(column.times.length()), "row"),
                num_rows
            )
        );
    }
    const std::int64_t num_unsure = column.times.is_surely_valid() ? 0 : num_rows;
    for (std::int64_t row = 0; row < num_unsure; ++row) {
        if (!column.times.is_valid(row)) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format("timeline '{}' has no time in row {}", column.timeline.name, row)
            );
        }
    }
    const auto values = column.values();
    column.range = {};
    for (const TimeInt time : values) {
        column.range.extend(std::max(time, kMinTime));
    }
    column.is_sorted = std::ranges::is_sorted(values);
    return {};
}

template <typename Column, typename Name>
const Column* find_by_name(std::span<const Column> columns, std::string_view name, Name name_of) {
    const auto found = std::ranges::find(columns, name, name_of);
    return found == columns.end() ? nullptr : &*found;
}

}  // namespace

Result<ChunkPtr> Chunk::create(Parts parts) {
    const auto num_rows = static_cast<std::int64_t>(parts.row_ids.size());
    std::vector<std::string_view> names;
    for (TimeColumn& column : parts.timelines) {
        LIMN_TRY_VOID(check_timeline(column, num_rows));
    }
    for (const ComponentColumn& column : parts.components) {
        if (!is_list(column.cells.type_id())) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format("component '{}' is not a list column", column.name)
            );
        }
        if (column.cells.length() != num_rows) {
            return fail(
                ErrorCode::Corrupt,
                fmt::format(
                    "component '{}' has {} instead of {}",
                    column.name,
                    counted(static_cast<std::uint64_t>(column.cells.length()), "row"),
                    num_rows
                )
            );
        }
        names.push_back(column.name);
    }
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("component '{}' stands twice in one chunk", *twice)
        );
    }
    return ChunkPtr(new Chunk(std::move(parts)));  // NOLINT: the constructor is private.
}

Chunk::Chunk(Parts parts)
    : parts_(std::move(parts)) {
    for (const TimeColumn& column : parts_.timelines) {
        byte_size_ += column.times.byte_size();
    }
    for (const ComponentColumn& column : parts_.components) {
        byte_size_ += column.cells.byte_size();
    }
    byte_size_ += parts_.row_ids.size() * sizeof(RowId);
}

const TimeColumn* Chunk::find_timeline(std::string_view name) const {
    return find_by_name(timelines(), name, [](const TimeColumn& c) -> std::string_view {
        return c.timeline.name;
    });
}

const ComponentColumn* Chunk::find_component(std::string_view name) const {
    return find_by_name(components(), name, [](const ComponentColumn& c) -> std::string_view {
        return c.name;
    });
}

Result<std::shared_ptr<const ChunkHead>> ChunkSource::read_head() const {
    LIMN_TRY(const ChunkPtr chunk, read());
    if (chunk == nullptr) {
        return fail(ErrorCode::Unreadable, "the chunk is gone");
    }
    return std::make_shared<const ChunkHead>(head_of(*chunk));
}

}  // namespace limn
