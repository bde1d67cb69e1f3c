// SPDX-License-Identifier: MIT
/// EntityIndex: everything one entity logged, by component and timeline.
///
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/chunk_outline.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/entity_tree.h"
#include "store/frame_rows.h"
#include "store/time_index.h"
#include "store/timeline_indices.h"

namespace limn::store {

/// Where a value lies in time. Static is greater than every time.
struct DataIndex {
    bool is_static = false;
    TimeInt time = 0;
    RowId row_id;

    friend auto operator<=>(const DataIndex&, const DataIndex&) = default;
    friend bool operator==(const DataIndex&, const DataIndex&) = default;
};

/// A row that was found, and its place in the order of all rows.
struct FoundRow {
    DataIndex index;
    RowRef row;
};

/// All values of one component of one entity.
struct ComponentIndex {
    TimelineIndices timelines;
    std::optional<RowRef> latest_static;  ///< Greatest row id; its time has no meaning.

    /// Of the chunk with the greatest id, so that the order of arrival does not matter.
    ChunkId described_by;
    std::shared_ptr<const ColumnNames> names;

    std::uint64_t rows = 0;
    std::uint64_t static_rows = 0;
    std::uint64_t bytes = 0;                     ///< Without the deferred chunks.
    std::vector<std::uint32_t> deferred_chunks;  ///< Whose sizes must be read first.

    void describe(const ChunkOutline& chunk, const ColumnOutline& column);
    void insert_static(const RowRef& row, const ChunkList& chunks);

    [[nodiscard]] std::optional<FoundRow> find_static(const ChunkList& chunks) const;
    [[nodiscard]] std::optional<FoundRow> find_temporal(
        std::optional<TimelineNumber> timeline,
        TimeInt time,
        const ChunkList& chunks
    ) const;

    /// Static if there is any, else the latest temporal one.
    [[nodiscard]] std::optional<FoundRow> find_latest(
        std::optional<TimelineNumber> timeline,
        TimeInt time,
        const ChunkList& chunks
    ) const;
};

struct EntityIndex {
    const EntityTree::Node* node = nullptr;
    std::uint64_t num_inserts = 0;  ///< Chunks so far.
    std::map<std::string, ComponentIndex, std::less<>> components;
    TimelineIndices rows;                          ///< All rows, whatever components they have.
    std::optional<ComponentIndex> all_clears;      ///< Clear rows, flat and recursive.
    std::optional<ComponentIndex> subtree_clears;  ///< Only the recursive ones.
    std::unique_ptr<FrameRows> frame_rows;  ///< Of transforms and pinholes; absent without any.

    [[nodiscard]] const ComponentIndex* find(std::string_view component) const;
};

}  // namespace limn::store
