// SPDX-License-Identifier: MIT
#include "store/time_index.h"

#include <algorithm>

#include "store/time_buckets.h"

namespace limn::store {
namespace {

/// Smaller runs are listed row by row.
constexpr std::size_t kMinRunRows = 64;

}  // namespace

TimeRuns& TimeIndex::runs() {
    if (runs_ == nullptr) {
        runs_ = std::make_unique<TimeRuns>();
    }
    return *runs_;
}

void TimeIndex::insert(const RowRun& run, const ChunkList& chunks) {
    const RowLess less(chunks);
    if (run.size() < kMinRunRows) {
        for (std::size_t i = 0; i < run.size(); ++i) {
            rows_.insert(run[i], less);
        }
        return;
    }
    if (runs().insert(run, chunks)) {
        return;
    }
    std::vector<RowRef> rows(run.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = run[i];
    }
    rows_.insert_sorted(std::move(rows), less);
}

void TimeIndex::insert(const AnnouncedRun& run, const ChunkList& chunks) {
    if (!runs().insert(run)) {
        insert(run.read(), chunks);
    }
}

std::optional<RowRef> TimeIndex::latest_at(TimeInt time, const ChunkList& chunks) const {
    const RowLess less(chunks);
    std::optional<RowRef> best;
    const auto offer = [&](const RowRef& row) {
        if (!best || less(*best, row)) {
            best = row;
        }
    };
    rows_.for_each_level([&](std::span<const RowRef> level) {
        const std::size_t end =
            first_where(level.size(), [&](std::size_t i) { return level[i].time > time; });
        if (end > 0) {
            offer(level[end - 1]);
        }
    });
    for (const RowRef& row : rows_.tail()) {
        if (row.time <= time) {
            offer(row);
        }
    }
    return runs_ != nullptr ? runs_->latest_at(time, best, chunks) : best;
}

std::optional<TimeInt> TimeIndex::next_time(TimeInt after, std::optional<TimeInt> best) const {
    const auto offer = [&](TimeInt time) {
        if (time > after && (!best || time < *best)) {
            best = time;
        }
    };
    rows_.for_each_level([&](std::span<const RowRef> level) {
        const std::size_t begin =
            first_where(level.size(), [&](std::size_t i) { return level[i].time > after; });
        if (begin < level.size()) {
            offer(level[begin].time);
        }
    });
    for (const RowRef& row : rows_.tail()) {
        offer(row.time);
    }
    return runs_ != nullptr ? runs_->next_time(after, best) : best;
}

std::optional<TimeInt> TimeIndex::previous_time(TimeInt before, std::optional<TimeInt> best) const {
    if (before <= kMinTime) {
        return best;
    }
    const auto offer = [&](TimeInt time) {
        if (time < before && (!best || time > *best)) {
            best = time;
        }
    };
    rows_.for_each_level([&](std::span<const RowRef> level) {
        const std::size_t end =
            first_where(level.size(), [&](std::size_t i) { return level[i].time >= before; });
        if (end > 0) {
            offer(level[end - 1].time);
        }
    });
    for (const RowRef& row : rows_.tail()) {
        offer(row.time);
    }
    return runs_ != nullptr && before > kMinTime ? runs_->latest_time(before - 1, best) : best;
}

std::vector<RowRef> TimeIndex::range(const TimeRange& range, const ChunkList& chunks) const {
    std::vector<RowRef> result;
    rows_.for_each_level([&](std::span<const RowRef> level) {
        std::size_t i =
            first_where(level.size(), [&](std::size_t at) { return level[at].time >= range.min; });
        for (; i < level.size() && level[i].time <= range.max; ++i) {
            result.push_back(level[i]);
        }
    });
    for (const RowRef& row : rows_.tail()) {
        if (range.contains(row.time)) {
            result.push_back(row);
        }
    }
    if (runs_ != nullptr) {
        runs_->append_range(range, result);
    }
    const RowLess less(chunks);
    if (!std::is_sorted(result.begin(), result.end(), less)) {
        std::sort(result.begin(), result.end(), less);
    }
    return result;
}

void TimeIndex::count_rows(const TimeRange& range, std::span<std::uint32_t> counts) const {
    const TimeBuckets buckets(range, counts.size());
    rows_.for_each_level([&](std::span<const RowRef> level) {
        const auto time_at = [&](std::size_t i) { return level[i].time; };
        count_sorted(buckets, level.size(), time_at, counts);
    });
    for (const RowRef& row : rows_.tail()) {
        if (range.contains(row.time)) {
            ++counts[buckets.of(row.time)];
        }
    }
    if (runs_ != nullptr) {
        runs_->count_rows(buckets, counts);
    }
}

}  // namespace limn::store
