// SPDX-License-Identifier: MIT
/// TimeIndex: where the rows of one entity (or of one of its components) lie on one timeline.
///
/// What      Rows in the order (time, row id, chunk id, row), added in any order. A large chunk stays one run, which
///           costs nothing per row, unless its rows interleave with those of many others; all other rows are listed
///           one by one.
/// Cost      latest_at is O(log n); insert is amortised O(log n) per listed row, O(log n) per run.
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "store/row_run.h"
#include "store/sorted_levels.h"
#include "store/time_runs.h"

namespace limn::store {

class TimeIndex {
  public:
    void insert(const RowRun& run, const ChunkList& chunks);
    void insert(const AnnouncedRun& run, const ChunkList& chunks);

    /// The last row with time ≤ `time`.
    [[nodiscard]] std::optional<RowRef> latest_at(TimeInt time, const ChunkList& chunks) const;

    /// The nearest time of a row after (before) this one, or `best` if that is nearer.
    [[nodiscard]] std::optional<TimeInt> next_time(TimeInt after, std::optional<TimeInt> best = {})
        const;
    [[nodiscard]] std::optional<TimeInt>
    previous_time(TimeInt before, std::optional<TimeInt> best = {}) const;

    /// All rows with min ≤ time ≤ max, in index order.
    [[nodiscard]] std::vector<RowRef> range(const TimeRange& range, const ChunkList& chunks) const;

    /// Adds to `counts` the number of rows per bucket of `range`, which must not be empty. Rows that were not read yet
    /// count as spread evenly.
    void count_rows(const TimeRange& range, std::span<std::uint32_t> counts) const;

  private:
    [[nodiscard]] TimeRuns& runs();

    SortedLevels<RowRef> rows_;
    std::unique_ptr<TimeRuns> runs_;  ///< Absent if there are none.
};

}  // namespace limn::store
