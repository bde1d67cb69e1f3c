// SPDX-License-Identifier: MIT
#include "store/entity_index.h"

#include <algorithm>

namespace limn::store {

void ComponentIndex::describe(const ChunkOutline& chunk, const ColumnOutline& column) {
    if (names != nullptr && chunk.id() < described_by) {
        return;
    }
    described_by = chunk.id();
    names = column.shared_names();
}

void ComponentIndex::insert_static(const RowRef& row, const ChunkList& chunks) {
    const RowRef at_static{kStaticTime, row.chunk, row.row};
    if (!latest_static || RowLess(chunks)(*latest_static, at_static)) {
        latest_static = at_static;
    }
}

std::optional<FoundRow> ComponentIndex::find_static(const ChunkList& chunks) const {
    if (!latest_static) {
        return std::nullopt;
    }
    return FoundRow{{true, 0, row_id_of(chunks, *latest_static)}, *latest_static};
}

std::optional<FoundRow> ComponentIndex::find_temporal(
    std::optional<TimelineNumber> timeline,
    TimeInt time,
    const ChunkList& chunks
) const {
    const TimeIndex* index = timelines.find(timeline);
    const auto row = index != nullptr ? index->latest_at(time, chunks) : std::nullopt;
    if (!row) {
        return std::nullopt;
    }
    return FoundRow{{false, row->time, row_id_of(chunks, *row)}, *row};
}

std::optional<FoundRow> ComponentIndex::find_latest(
    std::optional<TimelineNumber> timeline,
    TimeInt time,
    const ChunkList& chunks
) const {
    return latest_static ? find_static(chunks) : find_temporal(timeline, time, chunks);
}

const ComponentIndex* EntityIndex::find(std::string_view component) const {
    const auto found = components.find(component);
    return found == components.end() ? nullptr : &found->second;
}

}  // namespace limn::store
