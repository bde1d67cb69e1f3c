// SPDX-License-Identifier: MIT
/// ChunkOutline: what an index keeps of a chunk while the payload comes and goes.
///
/// What      Ids, times, and for every component its names, its size and which cells are null or empty.
///           The payload is held for good if it cannot be read again; otherwise its source is known.
///           What a deferred head lacks is read when it is asked for first.
/// Cost      about 24 bytes per row, once they are known, and some hundred per chunk: names are shared between chunks.
/// Errors    what a deferred head lacks and cannot be read either is made up (`LateRows`).
/// Threads   looks immutable, from any thread; shared as `OutlinePtr`. `ChunkNames` belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/chunk.h"
#include "model/chunk_head.h"
#include "model/late_rows.h"

namespace limn {

/// Shares equal names between the outlines of many chunks.
class ChunkNames {
  public:
    [[nodiscard]] std::shared_ptr<const ColumnNames> of(const ComponentColumn& column);
    [[nodiscard]] std::shared_ptr<const ColumnNames> of(const ColumnNames& column);
    [[nodiscard]] std::shared_ptr<const Timeline> of(const Timeline& timeline);
    [[nodiscard]] EntityPath of(const EntityPath& entity);

  private:
    template <typename Column>
    std::shared_ptr<const ColumnNames>
    find_or_add(const Column& column, const arrow::DataTypePtr& cells_type);

    std::map<std::string, std::vector<std::shared_ptr<const ColumnNames>>, std::less<>> columns_;
    std::map<Timeline, std::shared_ptr<const Timeline>> timelines_;
    std::unordered_set<EntityPath> entities_;
};

struct TimelineOutline {
    std::shared_ptr<const Timeline> timeline;
    TimeRange range;

  private:
    friend class ChunkOutline;

    std::span<const TimeInt> times_;  ///< One per row; none if they are read late.
};

class ColumnOutline {
  public:
    ColumnOutline(std::shared_ptr<const ColumnNames> names, const arrow::Array& cells);

    /// One of the columns of a head.
    ColumnOutline(
        std::shared_ptr<const ColumnNames> names,
        const ChunkHead::Column& column,
        const ChunkHead& head
    );

    [[nodiscard]] const ColumnNames& names() const { return *names_; }

    [[nodiscard]] const std::shared_ptr<const ColumnNames>& shared_names() const { return names_; }

    [[nodiscard]] const std::string& name() const { return names_->name; }

    /// Rows whose cell is not null.
    [[nodiscard]] std::size_t num_valid() const { return num_valid_; }

    /// When these rows are, on the timeline of that number: of deferred chunks only.
    [[nodiscard]] const TimeRange& range_on(std::size_t index, const TimelineOutline& timeline)
        const {
        return row_ranges_ != nullptr ? (*row_ranges_)[index] : timeline.range;
    }

  private:
    friend class ChunkOutline;

    std::shared_ptr<const ColumnNames> names_;
    std::uint64_t byte_size_ = 0;
    std::size_t num_valid_ = 0;
    std::unique_ptr<const std::vector<CellState>> states_;      ///< Absent if all are filled.
    std::unique_ptr<const std::vector<TimeRange>> row_ranges_;  ///< Absent if those of the chunk.
};

class ChunkOutline {
  public:
    /// Without a source the chunk stays in memory with its outline.
    ChunkOutline(ChunkPtr chunk, std::shared_ptr<const ChunkSource> source, ChunkNames& names);

    /// Of a chunk whose values are not in memory.
    ChunkOutline(
        const ChunkHead& head,
        std::shared_ptr<const ChunkSource> source,
        ChunkNames& names
    );
    ChunkOutline(const ChunkOutline&) = delete;
    ChunkOutline& operator=(const ChunkOutline&) = delete;
    ~ChunkOutline();

    [[nodiscard]] const ChunkId& id() const { return id_; }

    [[nodiscard]] const EntityPath& entity() const { return entity_; }

    [[nodiscard]] std::size_t num_rows() const { return num_rows_; }

    [[nodiscard]] bool is_static() const { return timelines_.empty(); }

    [[nodiscard]] std::span<const RowId> row_ids() const {
        return deferred_ != nullptr ? late().row_ids : row_ids_;
    }

    /// Of one of its timelines, one per row.
    [[nodiscard]] std::span<const TimeInt> times_on(const TimelineOutline& timeline) const;

    /// Would `times_on` have to read them first?
    [[nodiscard]] bool are_times_late() const;

    [[nodiscard]] std::span<const TimelineOutline> timelines() const { return timelines_; }

    [[nodiscard]] std::span<const ColumnOutline> columns() const { return columns_; }

    [[nodiscard]] const TimelineOutline* find_timeline(std::string_view name) const;
    [[nodiscard]] const ColumnOutline* find_column(std::string_view name) const;

    /// Is a cell of one of the columns not null? Not empty, either?
    [[nodiscard]] bool is_valid(const ColumnOutline& column, std::size_t row) const;
    [[nodiscard]] bool has_instances(const ColumnOutline& column, std::size_t row) const;

    /// Payload bytes of one of the columns.
    [[nodiscard]] std::uint64_t byte_size_of(const ColumnOutline& column) const;

    /// Payload bytes of all columns.
    [[nodiscard]] std::uint64_t byte_size() const {
        return deferred_ != nullptr ? late().byte_size : byte_size_;
    }

    /// The same, if need be as it was announced: nothing is read for it.
    [[nodiscard]] std::uint64_t announced_bytes() const { return byte_size_; }

    /// Are there things that would have to be read first, or had to be?
    [[nodiscard]] bool is_deferred() const { return deferred_ != nullptr; }

    /// Is there nothing left to be read late?
    [[nodiscard]] bool is_complete() const;

    /// Reads all of it now. False if the chunk is not as it was announced.
    bool complete() const { return deferred_ == nullptr || late().fits; }

    /// The chunk itself, if it is held for good.
    [[nodiscard]] const ChunkPtr& resident() const { return resident_; }

    /// Else where it is read from.
    [[nodiscard]] const std::shared_ptr<const ChunkSource>& source() const { return source_; }

  private:
    struct Deferred;

    void add_timeline(std::shared_ptr<const Timeline> timeline, const TimeColumn& column);
    void keep_rows();
    [[nodiscard]] const LateRows& late() const;
    [[nodiscard]] const std::vector<CellState>* states_of(const ColumnOutline& column) const;

    ChunkId id_;
    EntityPath entity_;
    std::size_t num_rows_ = 0;
    std::vector<std::byte> own_rows_;  ///< Row ids and times, if the chunk is not held.
    std::span<const RowId> row_ids_;
    std::vector<TimelineOutline> timelines_;
    std::vector<ColumnOutline> columns_;
    std::uint64_t byte_size_ = 0;
    ChunkPtr resident_;
    std::shared_ptr<const ChunkSource> source_;
    std::unique_ptr<Deferred> deferred_;
};

using OutlinePtr = std::shared_ptr<const ChunkOutline>;

}  // namespace limn
