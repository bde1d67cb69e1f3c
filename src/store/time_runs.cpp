// SPDX-License-Identifier: MIT
#include "store/time_runs.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "model/time_math.h"

namespace limn::store {
namespace {

/// With more it is better to list rows one by one.
constexpr std::size_t kMostLevels = 32;

constexpr RowId kGreatestRowId{{~std::uint64_t{0}, ~std::uint64_t{0}}};

/// When the rows of a run would be if they were spread evenly; exact at both ends.
TimeInt even_time(const AnnouncedRun& run, std::size_t i) {
    if (i + 1 >= run.num_rows) {
        return run.range.max;
    }
    const WideTime span = time_distance(run.range.min, run.range.max);
    return clamp_time(run.range.min + span * WideTime(i) / WideTime(run.num_rows - 1));
}

}  // namespace

struct TimeRuns::Late {
    AnnouncedRun announced;
    mutable std::once_flag once;
    mutable RowRun rows;
};

TimeRuns::TimeRuns() = default;
TimeRuns::~TimeRuns() = default;

const RowRun& TimeRuns::Run::rows() const {
    if (const auto* known = std::get_if<RowRun>(&content)) {
        return *known;
    }
    const Late& late = *std::get<std::unique_ptr<const Late>>(content);
    std::call_once(late.once, [&] { late.rows = late.announced.read(); });
    return late.rows;
}

const AnnouncedRun* TimeRuns::Run::unread() const {
    const auto* late = std::get_if<std::unique_ptr<const Late>>(&content);
    return late != nullptr && !(*late)->announced.chunk->is_complete() ? &(*late)->announced
                                                                       : nullptr;
}

bool TimeRuns::insert(const RowRun& run, const ChunkList& chunks) {
    const RowRef first = run[0];
    const RowRef last = run[run.size() - 1];
    if (!chunks[first.chunk]->is_complete()) {
        return insert({first.time, {}}, {{last.time, kGreatestRowId}, run});
    }
    return insert(
        {first.time, row_id_of(chunks, first)},
        {{last.time, row_id_of(chunks, last)}, run}
    );
}

bool TimeRuns::insert(const AnnouncedRun& run) {
    auto late = std::make_unique<Late>();
    late->announced = run;
    return insert({run.range.min, {}}, {{run.range.max, kGreatestRowId}, std::move(late)});
}

bool TimeRuns::insert(const Key& first, Run run) {
    for (std::size_t i = 0; i < kMostLevels; ++i) {
        Level& level = i < levels_.size() ? levels_[i] : levels_.emplace_back();
        const auto after = level.lower_bound(first);
        const bool is_free = (after == level.end() || run.last < after->first) &&
                             (after == level.begin() || std::prev(after)->second.last < first);
        if (is_free) {
            level.emplace_hint(after, first, std::move(run));
            return true;
        }
    }
    return false;
}

const TimeRuns::Run* TimeRuns::find_at(const Level& level, TimeInt time) {
    const auto after = level.upper_bound(Key{time, kGreatestRowId});
    return after == level.begin() ? nullptr : &std::prev(after)->second;
}

std::optional<RowRef>
TimeRuns::latest_at(TimeInt time, std::optional<RowRef> best, const ChunkList& chunks) const {
    const RowLess less(chunks);
    const auto end_of = [&](const Run& run) { return std::min(run.last.time, time); };
    const auto offer = [&](const Run& run) {
        if (best && end_of(run) < best->time) {
            return;  // It need not be read.
        }
        const RowRun& rows = run.rows();
        const std::size_t end =
            first_where(rows.size(), [&](std::size_t i) { return rows.time(i) > time; });
        if (end > 0 && (!best || less(*best, rows[end - 1]))) {
            best = rows[end - 1];
        }
    };
    // First the one that may have the latest row of all.
    const Run* first = nullptr;
    for (const Level& level : levels_) {
        const Run* run = find_at(level, time);
        if (run != nullptr && (first == nullptr || end_of(*run) > end_of(*first))) {
            first = run;
        }
    }
    if (first == nullptr) {
        return best;
    }
    offer(*first);
    for (const Level& level : levels_) {
        const Run* run = find_at(level, time);
        if (run != nullptr && run != first) {
            offer(*run);
        }
    }
    return best;
}

std::optional<TimeInt> TimeRuns::next_time(TimeInt after, std::optional<TimeInt> best) const {
    const auto is_nearer = [&](TimeInt time) { return !best || time < *best; };
    for (const Level& level : levels_) {
        const auto next = level.upper_bound(Key{after, kGreatestRowId});
        if (next != level.end() && is_nearer(next->first.time)) {
            best = next->first.time;
        }
        // Of the run that goes on: nothing lies nearer than the very next time.
        if (next == level.begin() || std::prev(next)->second.last.time <= after ||
            !is_nearer(after + 1)) {
            continue;
        }
        const RowRun& rows = std::prev(next)->second.rows();
        const std::size_t begin =
            first_where(rows.size(), [&](std::size_t i) { return rows.time(i) > after; });
        if (begin < rows.size() && is_nearer(rows.time(begin))) {
            best = rows.time(begin);
        }
    }
    return best;
}

std::optional<TimeInt> TimeRuns::latest_time(TimeInt until, std::optional<TimeInt> best) const {
    for (const Level& level : levels_) {
        const Run* run = find_at(level, until);
        if (run == nullptr || (best && *best >= std::min(run->last.time, until))) {
            continue;
        }
        if (run->last.time <= until) {
            best = run->last.time;
            continue;
        }
        const RowRun& rows = run->rows();
        const std::size_t end =
            first_where(rows.size(), [&](std::size_t i) { return rows.time(i) > until; });
        if (end > 0 && (!best || rows.time(end - 1) > *best)) {
            best = rows.time(end - 1);
        }
    }
    return best;
}

void TimeRuns::append_range(const TimeRange& range, std::vector<RowRef>& rows) const {
    for (const Level& level : levels_) {
        auto run = level.upper_bound(Key{range.min, {}});
        if (run != level.begin()) {
            --run;
        }
        for (; run != level.end() && run->first.time <= range.max; ++run) {
            if (run->second.last.time < range.min) {
                continue;
            }
            const RowRun& found = run->second.rows();
            std::size_t i = first_where(found.size(), [&](std::size_t at) {
                return found.time(at) >= range.min;
            });
            for (; i < found.size() && found.time(i) <= range.max; ++i) {
                rows.push_back(found[i]);
            }
        }
    }
}

void TimeRuns::count_rows(const TimeBuckets& buckets, std::span<std::uint32_t> counts) const {
    const TimeRange& range = buckets.range();
    for (const Level& level : levels_) {
        for (const auto& [first, run] : level) {
            if (first.time > range.max || run.last.time < range.min) {
                continue;
            }
            if (const AnnouncedRun* unread = run.unread()) {
                const auto time_at = [&](std::size_t i) { return even_time(*unread, i); };
                count_sorted(buckets, unread->num_rows, time_at, counts);
            } else {
                const RowRun& rows = run.rows();
                const auto time_at = [&](std::size_t i) { return rows.time(i); };
                count_sorted(buckets, rows.size(), time_at, counts);
            }
        }
    }
}

}  // namespace limn::store
