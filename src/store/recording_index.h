// SPDX-License-Identifier: MIT
/// RecordingIndex: the chunks of a recording and their indices. Private to store.
///
/// Threads   as Recording.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/entity_index.h"
#include "store/payload_cache.h"
#include "store/query.h"
#include "store/time_index.h"
#include "store/time_set.h"

namespace limn::store {

struct TimelineState {
    TimelineInfo info;
    TimelineNumber number = 0;
    ChunkId kind_from;  ///< The chunk with the greatest id decides about the kind.
    TimeSet times;      ///< Without those that are read late.
    std::unordered_set<const EntityIndex*> with_late_times;
};

struct RecordingIndex {
    StoreId id;
    StoreInfo info;
    ChunkList chunks;
    std::unordered_set<ChunkId> chunk_ids;
    EntityTree tree;
    std::unordered_map<EntityPath, std::unique_ptr<EntityIndex>> entities;
    std::unordered_map<const EntityTree::Node*, const ComponentIndex*> subtree_clears;
    std::map<std::string, TimelineState, std::less<>> timelines;
    std::map<std::string, std::vector<const EntityTree::Node*>, std::less<>> nodes_by_component;
    std::shared_ptr<PayloadCache> payloads;
    ChunkNames names;
    bool owns_payloads = false;  ///< Made the outlines, and does not borrow them.
    std::uint64_t generation = 0;
    std::uint64_t schema_generation = 0;
    std::uint64_t num_heads = 0;
    std::uint64_t num_rows = 0;
    std::uint64_t byte_size = 0;  ///< Without the deferred ones.
    std::vector<std::uint32_t> deferred_chunks;
    std::vector<const EntityTree::Node*> nodes_with_frames;
    bool has_clears = false;
    bool has_named_frames = false;

    EntityIndex& get_or_add(const EntityPath& path);
    [[nodiscard]] const EntityIndex* find(const EntityPath& path) const;
    [[nodiscard]] std::optional<TimelineNumber> number_of(std::string_view timeline) const;

    TimelineState& update_timeline(const ChunkOutline& chunk, const TimelineOutline& column);
    /// nullptr if all its cells are null.
    ComponentIndex*
    update_component(EntityIndex& entity, const ChunkOutline& chunk, const ColumnOutline& column);
    void insert_component(
        EntityIndex& entity,
        const ChunkOutline& chunk,
        const ColumnOutline& column,
        std::span<const std::pair<TimelineNumber, RowRun>> runs
    );
    void insert_clears(
        EntityIndex& entity,
        const Chunk& chunk,
        const ComponentColumn& column,
        std::span<const std::pair<TimelineNumber, RowRun>> runs
    );

    /// The chunk that was added last, of which the index of a file tells.
    void insert_announced(EntityIndex& entity, const ChunkOutline& chunk);

    /// Clears and frames, which are in the values and not in the outline.
    void insert_relations(
        EntityIndex& entity,
        const OutlinePtr& outline,
        ChunkPtr whole,
        std::span<const std::pair<TimelineNumber, RowRun>> runs
    );
    void insert_frames(
        EntityIndex& entity,
        const Chunk& chunk,
        std::span<const std::pair<TimelineNumber, RowRun>> runs
    );

    /// `whole` may be nothing: it is read where the payload itself is needed.
    bool insert(const OutlinePtr& outline, ChunkPtr whole);

    /// In path order.
    [[nodiscard]] std::vector<EntityPath> sorted_paths(
        const std::vector<const EntityTree::Node*>& nodes
    ) const;

    [[nodiscard]] std::optional<DataIndex> effective_clear(
        const EntityIndex& entity,
        std::optional<TimelineNumber> timeline,
        TimeInt time
    ) const;

    /// Calls `visitor` with the time index of every entity of a subtree that has rows there.
    template <typename Visitor>
    void visit_rows(std::string_view timeline, const EntityPath& subtree, Visitor&& visitor) const {
        const auto number = number_of(timeline);
        if (!number) {
            return;
        }
        tree.visit(subtree, [&](const EntityTree::Node& node) {
            const EntityIndex* entity = node.has_data ? find(node.path) : nullptr;
            if (const TimeIndex* rows = entity != nullptr ? entity->rows.find(number) : nullptr) {
                visitor(*rows);
            }
            return true;
        });
    }

    /// Nothing if the payload cannot be read.
    [[nodiscard]] std::optional<Cell> make_cell(const FoundRow& found, std::string_view component)
        const;
};

}  // namespace limn::store
