// SPDX-License-Identifier: MIT
/// TimeIndex: where the rows of one entity (or of one of its components) lie on one timeline.
///
/// What      Rows in the order (time, row id, chunk id, row), added in any order. A large chunk whose
///           rows do not interleave with those of another large chunk stays one run and costs nothing
///           per row; all other rows are listed one by one.
/// Cost      latest_at is O(log n); insert is amortised O(log n) per listed row, O(log n) per run.
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/chunk_outline.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sorted_levels.h"

namespace limn::store {

using ChunkList = std::vector<OutlinePtr>;

/// A row of a chunk, by its number in the list of chunks.
struct RowRef {
    TimeInt time = 0;
    std::uint32_t chunk = 0;
    std::uint32_t row = 0;
};

[[nodiscard]] RowId row_id_of(const ChunkList& chunks, const RowRef& ref);

/// Orders rows by (time, row id, chunk id, row): the same whatever the order of arrival.
class RowLess {
  public:
    explicit RowLess(const ChunkList& chunks)
        : chunks_(&chunks) {}

    bool operator()(const RowRef& a, const RowRef& b) const {
        return a.time != b.time ? a.time < b.time : is_less_at_same_time(a, b);
    }

  private:
    [[nodiscard]] bool is_less_at_same_time(const RowRef& a, const RowRef& b) const;

    const ChunkList* chunks_;
};

/// Rows of one chunk in index order.
class RowRun {
  public:
    /// All rows of the chunk. `chunk_index` is its number in the list of chunks.
    RowRun(std::uint32_t chunk_index, const ChunkOutline& chunk, const TimelineOutline& times);

    /// Only the rows whose cell is valid.
    [[nodiscard]] RowRun with_valid(const ColumnOutline& column) const;

    /// Only the rows that are given, which must be sorted by row number.
    [[nodiscard]] RowRun with_rows(std::span<const std::uint32_t> rows) const;

    /// One run per group, of the rows that `group_of_row` puts into it.
    static constexpr std::uint32_t kNoGroup = ~std::uint32_t{0};
    [[nodiscard]] std::vector<RowRun>
    grouped(std::span<const std::uint32_t> group_of_row, std::size_t num_groups) const;

    [[nodiscard]] std::size_t size() const { return count_; }

    [[nodiscard]] TimeInt time(std::size_t i) const;

    [[nodiscard]] RowRef operator[](std::size_t i) const { return {time(i), chunk_, row(i)}; }

  private:
    /// The same chunk with only these rows, in index order.
    [[nodiscard]] RowRun with_order(std::vector<std::uint32_t> order) const;

    [[nodiscard]] std::uint32_t row(std::size_t i) const {
        return order_ != nullptr ? (*order_)[i] : static_cast<std::uint32_t>(i);
    }

    const TimeInt* times_ = nullptr;  ///< In the outline, which the list of chunks keeps alive.
    std::shared_ptr<const std::vector<std::uint32_t>> order_;  ///< Null: rows lie in order.
    std::uint32_t chunk_ = 0;
    std::uint32_t count_ = 0;
};

class TimeIndex {
  public:
    void insert(const RowRun& run, const ChunkList& chunks);

    /// The last row with time ≤ `time`.
    [[nodiscard]] std::optional<RowRef> latest_at(TimeInt time, const ChunkList& chunks) const;

    /// The nearest time of a row after (before) this one.
    [[nodiscard]] std::optional<TimeInt> next_time(TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt> previous_time(TimeInt before, const ChunkList& chunks)
        const;

    /// All rows with min ≤ time ≤ max, in index order.
    [[nodiscard]] std::vector<RowRef> range(const TimeRange& range, const ChunkList& chunks) const;

    /// Adds to `counts` the number of rows per bucket of `range`, which must not be empty.
    void count_rows(const TimeRange& range, std::span<std::uint32_t> counts) const;

  private:
    struct RunKey {
        TimeInt time = 0;
        RowId row_id;

        friend auto operator<=>(const RunKey&, const RunKey&) = default;
    };

    struct Run {
        RunKey last;
        RowRun rows;
    };

    using Runs = std::map<RunKey, Run>;

    [[nodiscard]] bool insert_run(const RowRun& run, const ChunkList& chunks);

    SortedLevels<RowRef> rows_;
    std::unique_ptr<Runs> runs_;  ///< By first key; they do not overlap. Absent if there are none.
};

/// Distinct times, for stepping.
class TimeSet {
  public:
    void insert(const RowRun& run);

    [[nodiscard]] std::optional<TimeInt> next(TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt> previous(TimeInt before) const;

  private:
    /// Leaves out of sorted, distinct times those that are there already.
    [[nodiscard]] std::vector<TimeInt> without_known(std::vector<TimeInt> times) const;

    SortedLevels<TimeInt> times_;
};

}  // namespace limn::store
