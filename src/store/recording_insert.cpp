// SPDX-License-Identifier: MIT
// How a chunk comes into the indices of a recording.
#include <algorithm>
#include <limits>
#include <utility>

#include "model/component_names.h"
#include "store/recording.h"
#include "store/recording_index.h"

namespace limn::store {
namespace {

bool is_property(const EntityPath& entity) {
    return !entity.is_root() && entity.parts().front() == "__properties";
}

bool is_clear(const ChunkOutline& chunk) {
    return chunk.find_column(component::kClearIsRecursive) != nullptr;
}

/// Rows whose cell has an instance; only the true ones with `only_true`.
std::vector<std::uint32_t> clear_rows(const arrow::Array& cells, bool only_true) {
    std::vector<std::uint32_t> rows;
    for (std::int64_t row = 0; row < cells.length(); ++row) {
        const arrow::Array flag = cells.list_at(row);
        if (!flag.empty() && (!only_true || flag.bool_at(0))) {
            rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return rows;
}

}  // namespace

EntityIndex& RecordingIndex::get_or_add(const EntityPath& path) {
    std::unique_ptr<EntityIndex>& entity = entities[path];
    if (entity == nullptr) {
        entity = std::make_unique<EntityIndex>();
        tree.insert(path);
        entity->node = tree.find(path);
    }
    return *entity;
}

TimelineState&
RecordingIndex::update_timeline(const ChunkOutline& chunk, const TimelineOutline& column) {
    const auto [found, is_new] = timelines.try_emplace(column.timeline->name);
    TimelineState& state = found->second;
    if (is_new) {
        state.number = static_cast<TimelineNumber>(timelines.size() - 1);
        state.info.timeline.name = column.timeline->name;
    }
    if (is_new || state.kind_from < chunk.id()) {
        state.info.timeline.kind = column.timeline->kind;
        state.kind_from = chunk.id();
    }
    state.info.range.extend(column.range);
    if (!is_property(chunk.entity())) {
        state.info.rows += chunk.num_rows();
    }
    return state;
}

ComponentIndex* RecordingIndex::update_component(
    EntityIndex& entity,
    const ChunkOutline& chunk,
    const ColumnOutline& column
) {
    if (column.num_valid() == 0) {
        return nullptr;
    }
    const auto [found, is_new] = entity.components.try_emplace(column.name());
    ComponentIndex& component = found->second;
    if (is_new) {
        nodes_by_component[column.name()].push_back(entity.node);
        ++schema_generation;
    }
    component.describe(chunk, column);
    if (chunk.is_deferred()) {
        component.deferred_chunks.push_back(static_cast<std::uint32_t>(chunks.size() - 1));
    } else {
        component.bytes += chunk.byte_size_of(column);
    }
    (chunk.is_static() ? component.static_rows : component.rows) += column.num_valid();
    return &component;
}

void RecordingIndex::insert_component(
    EntityIndex& entity,
    const ChunkOutline& chunk,
    const ColumnOutline& column,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    ComponentIndex* component = update_component(entity, chunk, column);
    if (component == nullptr) {
        return;
    }
    if (chunk.is_static()) {
        for (std::uint32_t row = 0; row < chunk.num_rows(); ++row) {
            if (chunk.is_valid(column, row)) {
                component->insert_static({kStaticTime, chunk_index, row}, chunks);
            }
        }
    }
    for (const auto& [timeline, run] : runs) {
        component->timelines.get_or_add(timeline).insert(run.with_valid(chunk, column), chunks);
    }
}

void RecordingIndex::insert_clears(
    EntityIndex& entity,
    const Chunk& chunk,
    const ComponentColumn& column,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    const auto add = [&](std::optional<ComponentIndex>& clears, bool only_true) {
        const std::vector<std::uint32_t> rows = clear_rows(column.cells, only_true);
        if (rows.empty()) {
            return;
        }
        if (!clears) {
            clears.emplace();
        }
        for (const std::uint32_t row : rows) {
            if (chunk.is_static()) {
                clears->insert_static({kStaticTime, chunk_index, row}, chunks);
            }
        }
        for (const auto& [timeline, run] : runs) {
            clears->timelines.get_or_add(timeline).insert(run.with_rows(rows), chunks);
        }
        has_clears = true;
    };
    add(entity.all_clears, false);
    add(entity.subtree_clears, true);
    if (entity.subtree_clears) {
        subtree_clears[entity.node] = &*entity.subtree_clears;
    }
}

void RecordingIndex::insert_frames(
    EntityIndex& entity,
    const Chunk& chunk,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    for (const FrameRelation relation : {FrameRelation::Transform, FrameRelation::Pinhole}) {
        if (!has_relation(chunk, relation)) {
            continue;
        }
        if (entity.frame_rows == nullptr) {
            entity.frame_rows = std::make_unique<FrameRows>();
            nodes_with_frames.push_back(entity.node);
        }
        has_named_frames |= entity.frame_rows->insert(relation, chunk, runs, chunks);
    }
}

bool RecordingIndex::insert(const OutlinePtr& outline, ChunkPtr whole) {
    const ChunkOutline& chunk = *outline;
    const bool is_too_long = chunk.num_rows() > std::numeric_limits<std::uint32_t>::max();
    if (is_too_long || !chunk_ids.insert(chunk.id()).second) {
        return false;
    }
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size());
    chunks.push_back(outline);
    num_rows += chunk.num_rows();
    if (chunk.is_deferred()) {
        deferred_chunks.push_back(chunk_index);
    } else {
        byte_size += chunk.byte_size();
    }
    ++generation;
    if (chunk.num_rows() == 0) {
        return true;
    }
    EntityIndex& entity = get_or_add(chunk.entity());
    ++entity.num_inserts;
    const bool is_relation = is_clear(chunk) || has_relation(chunk);
    if (chunk.are_times_late() && !is_relation) {
        insert_announced(entity, chunk);
        return true;
    }
    std::vector<std::pair<TimelineNumber, RowRun>> runs;
    runs.reserve(chunk.timelines().size());
    for (const TimelineOutline& column : chunk.timelines()) {
        TimelineState& state = update_timeline(chunk, column);
        runs.emplace_back(state.number, RowRun(chunk_index, chunk, column));
        state.times.insert(runs.back().second);
        entity.rows.get_or_add(state.number).insert(runs.back().second, chunks);
    }
    for (const ColumnOutline& column : chunk.columns()) {
        insert_component(entity, chunk, column, runs);
    }
    if (is_relation) {
        insert_relations(entity, outline, std::move(whole), runs);
    }
    return true;
}

void RecordingIndex::insert_announced(EntityIndex& entity, const ChunkOutline& chunk) {
    AnnouncedRun run;
    run.chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    run.chunk = &chunk;
    std::vector<TimelineNumber> numbers;
    for (const TimelineOutline& timeline : chunk.timelines()) {
        TimelineState& state = update_timeline(chunk, timeline);
        numbers.push_back(state.number);
        state.with_late_times.insert(&entity);
        run.timeline = &timeline;
        run.range = timeline.range;
        run.num_rows = chunk.num_rows();
        entity.rows.get_or_add(state.number).insert(run, chunks);
    }
    for (const ColumnOutline& column : chunk.columns()) {
        ComponentIndex* component = update_component(entity, chunk, column);
        if (component == nullptr) {
            continue;
        }
        run.column = &column;
        run.num_rows = column.num_valid();
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            run.timeline = &chunk.timelines()[i];
            run.range = column.range_on(i, *run.timeline);
            component->timelines.get_or_add(numbers[i]).insert(run, chunks);
        }
    }
}

void RecordingIndex::insert_relations(
    EntityIndex& entity,
    const OutlinePtr& outline,
    ChunkPtr whole,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    if (whole == nullptr) {
        whole = payloads->get(outline);
    }
    if (whole == nullptr) {
        return;  // Cannot be read: the cache has said so.
    }
    if (const ComponentColumn* clears = whole->find_component(component::kClearIsRecursive)) {
        insert_clears(entity, *whole, *clears, runs);
    }
    insert_frames(entity, *whole, runs);
}

}  // namespace limn::store
