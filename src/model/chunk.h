// SPDX-License-Identifier: MIT
/// Chunk: an immutable columnar batch of rows of one entity.
///
/// What      Row ids, a time column per timeline (none: static), and a list column per component.
/// Shapes    every column has `num_rows()` rows; a component cell is null (not logged in this row),
///           empty (logged as empty) or has n instances.
/// Errors    `create` checks lengths; what it gives is consistent.
/// Threads   immutable; shared as `ChunkPtr`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/array.h"
#include "base/result.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn {

struct TimeColumn {
    Timeline timeline;
    arrow::Array times;  ///< Int64, Timestamp or Duration, no nulls.
    TimeRange range;     ///< Of all rows.
    bool is_sorted = false;

    [[nodiscard]] std::span<const TimeInt> values() const { return times.values<TimeInt>(); }
};

struct ComponentColumn {
    std::string name;       ///< Identifier, e.g. "Points2D:positions".
    std::string archetype;  ///< e.g. "rerun.archetypes.Points2D", or empty.
    std::string type;       ///< e.g. "rerun.components.Position2D", or empty.
    arrow::Array cells;     ///< List, LargeList or FixedSizeList: one slot per row.
};

class Chunk {
  public:
    struct Parts {
        ChunkId id;
        EntityPath entity;
        std::vector<RowId> row_ids;
        std::vector<TimeColumn> timelines;  ///< `range` and `is_sorted` are computed by `create`.
        std::vector<ComponentColumn> components;
    };

    /// Corrupt if columns differ in length, two have one name, or a time column is not 64-bit or has nulls.
    [[nodiscard]] static Result<std::shared_ptr<const Chunk>> create(Parts parts);

    [[nodiscard]] const ChunkId& id() const { return parts_.id; }

    [[nodiscard]] const EntityPath& entity() const { return parts_.entity; }

    [[nodiscard]] std::size_t num_rows() const { return parts_.row_ids.size(); }

    [[nodiscard]] bool is_static() const { return parts_.timelines.empty(); }

    [[nodiscard]] std::span<const RowId> row_ids() const { return parts_.row_ids; }

    [[nodiscard]] std::span<const TimeColumn> timelines() const { return parts_.timelines; }

    [[nodiscard]] std::span<const ComponentColumn> components() const { return parts_.components; }

    [[nodiscard]] const TimeColumn* find_timeline(std::string_view name) const;
    [[nodiscard]] const ComponentColumn* find_component(std::string_view name) const;

    /// Payload bytes of all columns.
    [[nodiscard]] std::uint64_t byte_size() const { return byte_size_; }

  private:
    explicit Chunk(Parts parts);

    Parts parts_;
    std::uint64_t byte_size_ = 0;
};

using ChunkPtr = std::shared_ptr<const Chunk>;
struct ChunkHead;

/// Where a chunk can be read again: then its payload need not be held.
class ChunkSource {
  public:
    ChunkSource() = default;
    ChunkSource(const ChunkSource&) = delete;
    ChunkSource& operator=(const ChunkSource&) = delete;
    virtual ~ChunkSource() = default;

    /// The same chunk (id, rows) as before, unless the file has changed. From any thread.
    [[nodiscard]] virtual Result<ChunkPtr> read() const = 0;

    /// Less than all of it where the source can; never deferred. From any thread.
    [[nodiscard]] virtual Result<std::shared_ptr<const ChunkHead>> read_head() const;

    /// Of how many chunks this one was merged; 0 if it was not.
    [[nodiscard]] virtual std::size_t num_parts() const { return 0; }

    /// One of them, itself not merged.
    [[nodiscard]] virtual std::shared_ptr<const ChunkSource> part(std::size_t /*index*/) const {
        return nullptr;
    }
};

}  // namespace limn
