// SPDX-License-Identifier: MIT
#include "logger/recording_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "arrow/builder.h"
#include "arrow/concat.h"
#include "base/check.h"

namespace limn::logger {
namespace {

Result<void> check_components(const Components& components) {
    if (components.empty()) {
        return fail(ErrorCode::InvalidArgument, "nothing to log: no component is set");
    }
    for (std::size_t i = 0; i < components.size(); ++i) {
        const LoggedComponent& current = components[i];
        if (current.name.empty()) {
            return fail(ErrorCode::InvalidArgument, "a component has no name");
        }
        if (!current.instances.data()) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("component '{}' has no array", current.name)
            );
        }
        if (current.instances.length() > std::numeric_limits<std::int32_t>::max()) {
            return fail(
                ErrorCode::TooLarge,
                fmt::format(
                    "component '{}' has {} instances, more than a list can hold",
                    current.name,
                    current.instances.length()
                )
            );
        }
        for (std::size_t other = 0; other < i; ++other) {
            if (components[other].name == current.name) {
                return fail(
                    ErrorCode::InvalidArgument,
                    fmt::format("component '{}' stands twice in one row", current.name)
                );
            }
        }
    }
    return {};
}

arrow::Array times_array(TimeKind kind, std::span<const TimeInt> times) {
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

/// Rows with equal keys may share a chunk.
std::string batch_key(
    const EntityPath& entity,
    const std::map<std::string, std::pair<Timeline, TimeInt>, std::less<>>& times,
    const Components& components
) {
    std::string key = entity.text();
    for (const auto& [name, time] : times) {
        key += fmt::format("\n@{}\t{}", name, to_string(time.first.kind));
    }
    for (const LoggedComponent& column : components) {
        key += fmt::format(
            "\n{}\t{}\t{}\t{}",
            column.name,
            column.archetype,
            column.type,
            arrow::to_string(column.instances.type())
        );
    }
    return key;
}

}  // namespace

RecordingStream::RecordingStream(StoreId store, StreamOptions options)
    : store_(std::move(store))
    , options_(std::move(options)) {
    if (options_.ids == nullptr) {
        options_.ids = std::make_shared<IdCounter>();
    }
}

void RecordingStream::set_time(const Timeline& timeline, TimeInt time) {
    times_.insert_or_assign(timeline.name, std::pair(timeline, std::max(time, kMinTime)));
}

void RecordingStream::set_sequence(std::string_view timeline, TimeInt number) {
    set_time({std::string(timeline), TimeKind::Sequence}, number);
}

void RecordingStream::set_duration_ns(std::string_view timeline, TimeInt duration_ns) {
    set_time({std::string(timeline), TimeKind::Duration}, duration_ns);
}

void RecordingStream::set_timestamp_ns(std::string_view timeline, TimeInt since_epoch_ns) {
    set_time({std::string(timeline), TimeKind::Timestamp}, since_epoch_ns);
}

void RecordingStream::reset_time(std::string_view timeline) {
    if (const auto found = times_.find(timeline); found != times_.end()) {
        times_.erase(found);
    }
}

void RecordingStream::reset_time() {
    times_.clear();
}

Result<void> RecordingStream::log_components(const EntityPath& entity, Components components) {
    if (times_.empty()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: no time is set; set one, or log it as static", entity.text())
        );
    }
    return add_row(entity, times_, std::move(components));
}

Result<void>
RecordingStream::log_static_components(const EntityPath& entity, Components components) {
    return add_row(entity, {}, std::move(components));
}

Result<void>
RecordingStream::add_row(const EntityPath& entity, const Times& times, Components components) {
    if (auto checked = check_components(components); !checked) {
        return forward_error(std::move(checked), entity.text());
    }
    std::size_t row_bytes = 0;
    bool can_share = true;
    for (const LoggedComponent& column : components) {
        row_bytes += static_cast<std::size_t>(column.instances.byte_size());
        can_share = can_share && arrow::can_concat(column.instances.type());
    }
    const std::string key = batch_key(entity, times, components);
    auto found = batches_.find(key);
    const bool stands_alone = !can_share || row_bytes >= options_.max_batch_bytes;
    if (found != batches_.end() &&
        (stands_alone || found->second.bytes + row_bytes > options_.max_batch_bytes ||
         found->second.row_ids.size() >= options_.max_batch_rows)) {
        finish(std::move(found->second));
        batches_.erase(found);
        found = batches_.end();
    }
    if (found == batches_.end()) {
        Batch fresh;
        fresh.entity = entity;
        for (const auto& [name, time] : times) {
            fresh.times.emplace_back(time.first, std::vector<TimeInt>());
        }
        fresh.cells.resize(components.size());
        for (const LoggedComponent& column : components) {
            fresh.columns.push_back({column.name, column.archetype, column.type, {}});
        }
        found = batches_.emplace(key, std::move(fresh)).first;
    }
    Batch& batch = found->second;
    batch.row_ids.push_back(RowId{{options_.id_origin, options_.ids->next_row++}});
    for (std::size_t i = 0; const auto& [name, time] : times) {
        batch.times[i++].second.push_back(time.second);
    }
    for (std::size_t i = 0; i < components.size(); ++i) {
        batch.cells[i].push_back(std::move(components[i].instances));
    }
    batch.bytes += row_bytes;
    if (stands_alone) {
        finish(std::move(batch));
        batches_.erase(found);
    }
    return {};
}

void RecordingStream::finish(Batch batch) {
    Chunk::Parts parts;
    parts.id = ChunkId{{options_.id_origin, options_.ids->next_chunk++}};
    parts.entity = std::move(batch.entity);
    parts.row_ids = std::move(batch.row_ids);
    for (auto& [timeline, times] : batch.times) {
        arrow::Array values = times_array(timeline.kind, times);
        parts.timelines.push_back({std::move(timeline), std::move(values), {}, false});
    }
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        std::vector<std::optional<std::uint32_t>> sizes;
        for (const arrow::Array& cell : batch.cells[i]) {
            sizes.emplace_back(static_cast<std::uint32_t>(cell.length()));
        }
        LoggedComponent& column = batch.columns[i];
        parts.components.push_back(
            {std::move(column.name),
             std::move(column.archetype),
             std::move(column.type),
             arrow::make_list(sizes, arrow::concat(batch.cells[i]))}
        );
    }
    auto chunk = Chunk::create(std::move(parts));
    LIMN_CHECK(chunk.has_value());  // add_row lets nothing through that a chunk refuses.
    ready_.emplace_back(ChunkMessage{store_, std::move(*chunk)});
}

std::vector<LogMessage> RecordingStream::take_messages() {
    std::vector<std::pair<RowId, Batch>> open;
    for (auto& [key, batch] : batches_) {
        open.emplace_back(batch.row_ids.front(), std::move(batch));
    }
    batches_.clear();
    std::ranges::sort(open, {}, &std::pair<RowId, Batch>::first);
    for (auto& [first_row, batch] : open) {
        finish(std::move(batch));
    }
    return take_finished();
}

std::vector<LogMessage> RecordingStream::take_finished() {
    std::vector<LogMessage> messages;
    if (!is_announced_) {
        messages.emplace_back(StoreInfo{store_, options_.source, {}});
        is_announced_ = true;
    }
    messages.insert(
        messages.end(),
        std::make_move_iterator(ready_.begin()),
        std::make_move_iterator(ready_.end())
    );
    ready_.clear();
    return messages;
}

}  // namespace limn::logger
