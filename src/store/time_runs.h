// SPDX-License-Identifier: MIT
/// TimeRuns: runs of rows that are not listed one by one.
///
/// What      Runs on one level do not overlap; there are a few levels. Where the rows of an announced run lie is read
///           when a question cannot be answered without.
/// Cost      O(log n) in the runs, per level; nothing per row.
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "store/row_run.h"
#include "store/time_buckets.h"

namespace limn::store {

class TimeRuns {
  public:
    TimeRuns();
    TimeRuns(const TimeRuns&) = delete;
    TimeRuns& operator=(const TimeRuns&) = delete;
    ~TimeRuns();

    /// False if it overlaps with runs on every level.
    [[nodiscard]] bool insert(const RowRun& run, const ChunkList& chunks);
    [[nodiscard]] bool insert(const AnnouncedRun& run);

    /// The last row with time ≤ `time`, or `best` if that is later.
    [[nodiscard]] std::optional<RowRef>
    latest_at(TimeInt time, std::optional<RowRef> best, const ChunkList& chunks) const;

    /// The nearest time of a row after (not after) this one, or `best` if that is nearer.
    [[nodiscard]] std::optional<TimeInt> next_time(TimeInt after, std::optional<TimeInt> best)
        const;
    [[nodiscard]] std::optional<TimeInt> latest_time(TimeInt until, std::optional<TimeInt> best)
        const;

    /// Appends all rows with min ≤ time ≤ max, level by level.
    void append_range(const TimeRange& range, std::vector<RowRef>& rows) const;

    /// Rows that were not read yet count as spread evenly.
    void count_rows(const TimeBuckets& buckets, std::span<std::uint32_t> counts) const;

  private:
    /// Where a run begins or ends. Ids that are not known are the least and the greatest.
    struct Key {
        TimeInt time = 0;
        RowId row_id;

        friend auto operator<=>(const Key&, const Key&) = default;
    };

    struct Late;

    struct Run {
        Key last;
        std::variant<RowRun, std::unique_ptr<const Late>> content;

        [[nodiscard]] const RowRun& rows() const;
        [[nodiscard]] const AnnouncedRun* unread() const;  ///< nullptr if rows are known.
    };

    using Level = std::map<Key, Run>;

    [[nodiscard]] bool insert(const Key& first, Run run);

    /// The last run of a level that begins at or before a time; nullptr if there is none.
    [[nodiscard]] static const Run* find_at(const Level& level, TimeInt time);

    std::vector<Level> levels_;
};

}  // namespace limn::store
