// SPDX-License-Identifier: MIT
// What a recording answers at a cursor and over a range.
#include <algorithm>

#include "base/hash.h"
#include "model/component_names.h"
#include "store/recording.h"
#include "store/recording_index.h"

namespace limn::store {

std::optional<DataIndex> RecordingIndex::effective_clear(
    const EntityIndex& entity,
    std::optional<TimelineNumber> timeline,
    TimeInt time
) const {
    std::optional<DataIndex> best;
    const auto offer = [&](const ComponentIndex& clears) {
        if (const auto found = clears.find_latest(timeline, time, chunks)) {
            best = best ? std::max(*best, found->index) : found->index;
        }
    };
    if (entity.all_clears) {
        offer(*entity.all_clears);
    }
    if (!subtree_clears.empty()) {
        for (const auto* node = entity.node->parent; node != nullptr; node = node->parent) {
            if (const auto found = subtree_clears.find(node); found != subtree_clears.end()) {
                offer(*found->second);
            }
        }
    }
    return best;
}

std::optional<Cell> RecordingIndex::make_cell(const FoundRow& found, std::string_view component)
    const {
    Cell cell;
    cell.chunk = payloads->get(chunks[found.row.chunk]);
    if (cell.chunk == nullptr) {
        return std::nullopt;
    }
    cell.column = cell.chunk->find_component(component);
    cell.row = found.row.row;
    cell.time = found.index.is_static ? kStaticTime : found.index.time;
    cell.row_id = found.index.row_id;
    return cell;
}

arrow::Array Cell::values() const {
    return column != nullptr ? column->cells.list_at(static_cast<std::int64_t>(row))
                             : arrow::Array{};
}

std::optional<Cell> Recording::latest_at(
    const LatestAtQuery& query,
    const EntityPath& entity,
    std::string_view component
) const {
    const EntityIndex* index = impl_->find(entity);
    const ComponentIndex* values = index != nullptr ? index->find(component) : nullptr;
    if (values == nullptr) {
        return std::nullopt;
    }
    const auto timeline = impl_->number_of(query.timeline);
    const auto found = values->find_latest(timeline, query.time, impl_->chunks);
    if (!found) {
        return std::nullopt;
    }
    if (impl_->has_clears && component != component::kClearIsRecursive) {
        const auto clear = impl_->effective_clear(*index, timeline, query.time);
        if (clear && found->index <= *clear) {
            return std::nullopt;
        }
    }
    return impl_->make_cell(*found, component);
}

std::vector<OutlinePtr> Recording::chunks_at(const LatestAtQuery& query, const EntityPath& entity)
    const {
    std::vector<OutlinePtr> result;
    const EntityIndex* index = impl_->find(entity);
    if (index == nullptr) {
        return result;
    }
    const auto timeline = impl_->number_of(query.timeline);
    for (const auto& [name, values] : index->components) {
        if (const auto found = values.find_latest(timeline, query.time, impl_->chunks)) {
            const OutlinePtr& chunk = impl_->chunks[found->row.chunk];
            if (std::ranges::find(result, chunk) == result.end()) {
                result.push_back(chunk);
            }
        }
    }
    return result;
}

Cursor Recording::cursor(const LatestAtQuery& query) const {
    return {impl_->number_of(query.timeline), query.time};
}

EntityHandle Recording::handle(const EntityPath& entity) const {
    return EntityHandle(impl_->find(entity));
}

std::uint64_t Recording::state_at(const EntityHandle& entity, const Cursor& cursor) const {
    const EntityIndex* index = entity.index_;
    if (index == nullptr) {
        return 0;
    }
    // The chunks that are there, and how many of their rows are not after the cursor, which the last of
    // these rows stands for.
    std::uint64_t state = index->num_inserts;
    const TimeIndex* rows = index->rows.find(cursor.timeline);
    if (const auto row =
            rows != nullptr ? rows->latest_at(cursor.time, impl_->chunks) : std::nullopt) {
        state = hash_combine(state, row->chunk);
        state = hash_combine(state, row->row);
    }
    if (impl_->has_clears) {
        if (const auto clear = impl_->effective_clear(*index, cursor.timeline, cursor.time)) {
            state = hash_combine(state, clear->is_static ? 1U : 0U);
            state = hash_combine(state, static_cast<std::uint64_t>(clear->time));
            state = hash_combine(state, clear->row_id.time_ns);
            state = hash_combine(state, clear->row_id.inc);
        }
    }
    return state;
}

std::vector<std::optional<Cell>> Recording::latest_row(
    const LatestAtQuery& query,
    const EntityPath& entity,
    std::span<const std::string_view> components
) const {
    std::vector<std::optional<Cell>> result(components.size());
    const EntityIndex* index = impl_->find(entity);
    if (index == nullptr) {
        return result;
    }
    const auto timeline = impl_->number_of(query.timeline);
    const auto clear = impl_->has_clears ? impl_->effective_clear(*index, timeline, query.time)
                                         : std::optional<DataIndex>();
    std::vector<std::optional<FoundRow>> found(components.size());
    const auto take_row = [&](auto&& find) {
        std::optional<DataIndex> latest;
        for (std::size_t i = 0; i < components.size(); ++i) {
            const ComponentIndex* values = index->find(components[i]);
            found[i] = values != nullptr ? find(*values) : std::nullopt;
            if (found[i] && (!latest || *latest < found[i]->index)) {
                latest = found[i]->index;
            }
        }
        if (!latest || (clear && *latest <= *clear)) {
            return false;
        }
        for (std::size_t i = 0; i < components.size(); ++i) {
            if (found[i] && found[i]->index == *latest) {
                result[i] = impl_->make_cell(*found[i], components[i]);
            }
        }
        return true;
    };
    const bool has_temporal = take_row([&](const ComponentIndex& values) {
        return values.find_temporal(timeline, query.time, impl_->chunks);
    });
    if (!has_temporal) {
        take_row([&](const ComponentIndex& values) { return values.find_static(impl_->chunks); });
    }
    return result;
}

std::vector<FrameRow> Recording::latest_frame_rows(
    const LatestAtQuery& query,
    const EntityPath& entity,
    FrameRelation relation
) const {
    std::vector<FrameRow> result;
    const EntityIndex* index = impl_->find(entity);
    if (index == nullptr || index->frame_rows == nullptr) {
        return result;
    }
    const ChunkList& chunks = impl_->chunks;
    const auto timeline = impl_->number_of(query.timeline);
    const auto clear = impl_->has_clears ? impl_->effective_clear(*index, timeline, query.time)
                                         : std::optional<DataIndex>();
    for (const auto& [child, rows] : index->frame_rows->by_child(relation)) {
        const auto take = [&](const RowRef& row, bool is_static) {
            const DataIndex at{is_static, is_static ? 0 : row.time, row_id_of(chunks, row)};
            if (clear && at <= *clear) {
                return false;
            }
            const TimeInt time = is_static ? kStaticTime : row.time;
            if (ChunkPtr chunk = impl_->payloads->get(chunks[row.chunk])) {
                result.push_back({child, std::move(chunk), row.row, time, at.row_id});
            }
            return true;
        };
        const TimeIndex* times = rows.temporal.find(timeline);
        const auto temporal =
            times != nullptr ? times->latest_at(query.time, chunks) : std::nullopt;
        if (!(temporal && take(*temporal, false)) && rows.latest_static) {
            take(*rows.latest_static, true);
        }
    }
    return result;
}

std::vector<RowPlace> Recording::range(
    std::string_view timeline,
    const TimeRange& range,
    const EntityPath& entity,
    std::string_view component
) const {
    std::vector<RowPlace> result;
    const EntityIndex* index = impl_->find(entity);
    const ComponentIndex* values = index != nullptr ? index->find(component) : nullptr;
    if (values == nullptr) {
        return result;
    }
    const auto add = [&](const FoundRow& found) {
        const TimeInt time = found.index.is_static ? kStaticTime : found.index.time;
        result.push_back({time, found.index.row_id, found.row.chunk, found.row.row});
    };
    if (const auto found = values->find_static(impl_->chunks)) {
        add(*found);
        return result;
    }
    const TimeIndex* times = values->timelines.find(impl_->number_of(timeline));
    if (times == nullptr || range.is_empty()) {
        return result;
    }
    for (const RowRef& row : times->range(range, impl_->chunks)) {
        add({{false, row.time, row_id_of(impl_->chunks, row)}, row});
    }
    return result;
}

std::optional<Cell> Recording::read(const RowPlace& place, std::string_view component) const {
    const DataIndex at{place.is_static(), place.is_static() ? 0 : place.time, place.row_id};
    return impl_->make_cell({at, {place.time, place.chunk, place.row}}, component);
}

}  // namespace limn::store
