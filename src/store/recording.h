// SPDX-License-Identifier: MIT
/// Recording: all chunks of one store, and the questions one can ask of them.
///
/// What      Chunks in (any order), latest-at and range out. Static beats temporal; then the highest
///           time ≤ cursor; then the highest row id; per component. Clears and transforms have rules
///           of their own, said where they apply. Queries never copy component data.
/// Threads   one writer (`insert`); const members from any thread while no insert runs.
/// Cost      a query is O(log n) in the rows of the entity's component and does not grow with the number of other entities.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/chunk_outline.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/message_source.h"
#include "model/time.h"
#include "store/entity_tree.h"
#include "store/frame_relation.h"
#include "store/query.h"

namespace limn::store {

struct EntityIndex;
class PayloadCache;
struct RecordingIndex;

/// An entity of one recording, found once: for asking it again and again. Lives as long as the recording.
class EntityHandle {
  public:
    EntityHandle() = default;

    friend bool operator==(const EntityHandle&, const EntityHandle&) = default;

  private:
    friend class Recording;

    explicit EntityHandle(const EntityIndex* index)
        : index_(index) {}

    const EntityIndex* index_ = nullptr;
};

class Recording {
  public:
    /// Payloads are held by `payloads`, or all of them without it. Both generations begin at `first_generation`.
    explicit Recording(
        StoreId id,
        std::shared_ptr<PayloadCache> payloads = nullptr,
        std::uint64_t first_generation = 0
    );
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    [[nodiscard]] const StoreId& id() const;

    /// Latest announcement wins.
    void set_info(const StoreInfo& info);
    [[nodiscard]] const StoreInfo& info() const;

    /// False if a chunk of this id is there already. All index work is done here, so that queries
    /// change nothing. With a source the payload may be let go of, and read again when it is asked for.
    bool insert(ChunkPtr chunk, std::shared_ptr<const ChunkSource> source = nullptr);

    /// A chunk that was merged of others. Members that are there already are left out.
    bool insert_merged(
        ChunkPtr chunk,
        std::shared_ptr<const ChunkSource> source,
        std::span<const ChunkMember> members
    );

    /// A chunk whose values are read when they are asked for.
    bool insert(const ChunkHead& head, std::shared_ptr<const ChunkSource> source);

    /// A chunk of another recording that has the same payload cache.
    bool insert(const OutlinePtr& outline);

    [[nodiscard]] const std::shared_ptr<PayloadCache>& payloads() const;

    /// Grows with every insert: caches compare it. No two recordings that a database ever had share a number,
    /// so that one which is opened again is not taken for the one before.
    [[nodiscard]] std::uint64_t generation() const;

    /// Grows whenever an entity gets a component that it never had: what lists of entities depend on. Never that
    /// of another recording of the database, either.
    [[nodiscard]] std::uint64_t schema_generation() const;

    [[nodiscard]] Cursor cursor(const LatestAtQuery& query) const;

    /// Of an entity without data: a handle whose state is always 0.
    [[nodiscard]] EntityHandle handle(const EntityPath& entity) const;

    /// As long as this number is the same, every latest-at of the entity has the same answer. Much
    /// cheaper than one.
    [[nodiscard]] std::uint64_t state_at(const EntityHandle& entity, const Cursor& cursor) const;

    [[nodiscard]] const EntityTree& entities() const;

    /// Sorted by name.
    [[nodiscard]] std::vector<TimelineInfo> timelines() const;

    [[nodiscard]] const TimelineInfo* find_timeline(std::string_view name) const;

    /// `message_log_time`, else the user timeline with most temporal rows, else `log_time`, else
    /// `log_tick`; ties: the name that sorts last. Empty without any timeline.
    [[nodiscard]] std::string default_timeline() const;

    /// Components that were ever logged at the entity, by name (bytewise).
    [[nodiscard]] std::vector<ComponentInfo> components(const EntityPath& entity) const;
    [[nodiscard]] bool has_component(const EntityPath& entity, std::string_view component) const;

    /// Every component that was ever logged, bytewise.
    [[nodiscard]] std::vector<std::string> component_names() const;

    /// Entities that ever logged this component, in path order. Cheap (indexed).
    [[nodiscard]] std::vector<EntityPath> entities_with(std::string_view component) const;

    /// Latest-at with clears applied. Nothing if never logged, cleared, or on another timeline.
    [[nodiscard]] std::optional<Cell> latest_at(
        const LatestAtQuery& query,
        const EntityPath& entity,
        std::string_view component
    ) const;

    /// Chunks that hold the entity's values there, clears or not: what a latest-at of any of its components may read.
    [[nodiscard]] std::vector<OutlinePtr>
    chunks_at(const LatestAtQuery& query, const EntityPath& entity) const;

    /// The latest single row that has any of these components: for transforms, which are taken from
    /// one row (atomically) and whose static values are a base that temporal rows override.
    /// Result: one cell per component of that row that is not null, in the order asked for.
    [[nodiscard]] std::vector<std::optional<Cell>> latest_row(
        const LatestAtQuery& query,
        const EntityPath& entity,
        std::span<const std::string_view> components
    ) const;

    /// For each child frame that the entity ever placed: the latest row that does, read atomically.
    /// Temporal rows override static ones of the same child frame; clears apply. Sorted by name.
    [[nodiscard]] std::vector<FrameRow> latest_frame_rows(
        const LatestAtQuery& query,
        const EntityPath& entity,
        FrameRelation relation
    ) const;

    /// Entities that ever logged a transform or a pinhole, in path order.
    [[nodiscard]] std::vector<EntityPath> entities_with_frames() const;

    /// Did any transform or pinhole name a frame other than its entity's own?
    [[nodiscard]] bool has_named_frames() const;

    /// All non-null cells with min ≤ time ≤ max in (time, row id) order, for `read`. A static value stands
    /// alone.
    [[nodiscard]] std::vector<RowPlace> range(
        std::string_view timeline,
        const TimeRange& range,
        const EntityPath& entity,
        std::string_view component
    ) const;

    /// The value at a place that `range` gave for the component. Nothing if it cannot be read.
    [[nodiscard]] std::optional<Cell> read(const RowPlace& place, std::string_view component) const;

    /// The next time after (before) this one at which any entity has a row.
    [[nodiscard]] std::optional<TimeInt> next_time(std::string_view timeline, TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt> previous_time(std::string_view timeline, TimeInt before)
        const;

    /// The same for the rows of one entity's subtree. Cost: by the entities in it.
    [[nodiscard]] std::optional<TimeInt>
    next_time(std::string_view timeline, const EntityPath& subtree, TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt>
    previous_time(std::string_view timeline, const EntityPath& subtree, TimeInt before) const;

    /// Row counts per bucket of an entity's subtree over [range], for density lanes.
    [[nodiscard]] std::vector<std::uint32_t> row_density(
        std::string_view timeline,
        const EntityPath& subtree,
        const TimeRange& range,
        std::size_t buckets
    ) const;

    /// Chunks of which only the beginning was read when they came.
    [[nodiscard]] std::uint64_t num_heads() const;

    /// As they were logged: members of merged ones count.
    [[nodiscard]] std::uint64_t num_chunks() const;
    [[nodiscard]] std::uint64_t num_rows() const;
    [[nodiscard]] std::span<const OutlinePtr> chunks() const;

    /// Payload bytes, of all and of one component. What only an index tells of is read for it.
    [[nodiscard]] std::uint64_t byte_size() const;
    [[nodiscard]] std::uint64_t byte_size(const EntityPath& entity, std::string_view component)
        const;

  private:
    std::unique_ptr<RecordingIndex> impl_;
};

/// All stores that were read: recordings, and blueprints kept aside.
class Database {
  public:
    explicit Database(std::shared_ptr<PayloadCache> payloads = nullptr);

    /// Of all its recordings.
    [[nodiscard]] PayloadCache& payloads() const { return *payloads_; }

    /// Routes the message; makes the store if it is new. Returns the recording that changed.
    Recording& apply(const LogMessage& message);

    /// In order of first appearance.
    [[nodiscard]] std::vector<const Recording*> recordings(StoreKind kind = StoreKind::Recording)
        const;
    [[nodiscard]] const Recording* find(const StoreId& id) const;
    void remove(const StoreId& id);

  private:
    Recording& get_or_add(const StoreId& id);

    std::shared_ptr<PayloadCache> payloads_;
    std::vector<std::unique_ptr<Recording>> stores_;
    std::map<StoreId, Recording*> by_id_;
    std::uint64_t num_made_ = 0;  ///< Also of those that are gone.
};

}  // namespace limn::store
