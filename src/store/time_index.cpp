// SPDX-License-Identifier: MIT
#include "store/time_index.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace limn::store {
namespace {

/// Smaller runs are listed row by row.
constexpr std::size_t kMinRunRows = 64;

/// The number of the first of `count` values for which `is_after` holds; they are partitioned by it.
template <typename Predicate>
std::size_t first_where(std::size_t count, Predicate&& is_after) {
    std::size_t begin = 0;
    while (count > 0) {
        const std::size_t half = count / 2;
        if (is_after(begin + half)) {
            count = half;
        } else {
            begin += half + 1;
            count -= half + 1;
        }
    }
    return begin;
}

/// Maps times of a range to buckets; never decreases with time.
class Buckets {
  public:
    Buckets(const TimeRange& range, std::size_t count)
        : min_(static_cast<std::uint64_t>(range.min))
        , span_(static_cast<double>(static_cast<std::uint64_t>(range.max) - min_) + 1.0)
        , count_(count) {}

    [[nodiscard]] std::size_t of(TimeInt time) const {
        const auto offset = static_cast<double>(static_cast<std::uint64_t>(time) - min_);
        // The product first: then a bucket per number gives every number its own.
        const double bucket = offset * static_cast<double>(count_) / span_;
        return std::min(count_ - 1, static_cast<std::size_t>(bucket));
    }

    [[nodiscard]] std::size_t size() const { return count_; }

  private:
    std::uint64_t min_;
    double span_;
    std::size_t count_;
};

/// Counts `size` sorted times: row by row if they are few, else by searching each bucket's end.
template <typename TimeAt>
void count_sorted(
    const TimeRange& range,
    const Buckets& buckets,
    std::size_t size,
    TimeAt&& time_at,
    std::span<std::uint32_t> counts
) {
    std::size_t begin = first_where(size, [&](std::size_t i) { return time_at(i) >= range.min; });
    const std::size_t end =
        first_where(size, [&](std::size_t i) { return time_at(i) > range.max; });
    while (begin < end) {
        const std::size_t bucket = buckets.of(time_at(begin));
        std::size_t next = begin + 1;
        std::size_t step = 1;
        const auto is_after = [&](std::size_t i) { return buckets.of(time_at(i)) > bucket; };
        while (next + step < end && !is_after(next + step)) {
            next += step;
            step *= 2;
        }
        const std::size_t window = std::min(end - next, step + 1);
        next += first_where(window, [&](std::size_t i) { return is_after(next + i); });
        counts[bucket] += static_cast<std::uint32_t>(next - begin);
        begin = next;
    }
}

}  // namespace

RowId row_id_of(const ChunkList& chunks, const RowRef& ref) {
    return chunks[ref.chunk]->row_ids()[ref.row];
}

bool RowLess::is_less_at_same_time(const RowRef& a, const RowRef& b) const {
    const RowId left = row_id_of(*chunks_, a);
    const RowId right = row_id_of(*chunks_, b);
    if (left != right) {
        return left < right;
    }
    if (a.chunk != b.chunk) {
        return (*chunks_)[a.chunk]->id() < (*chunks_)[b.chunk]->id();
    }
    return a.row < b.row;
}

RowRun::RowRun(std::uint32_t chunk_index, const ChunkOutline& chunk, const TimelineOutline& times)
    : times_(times.times.data())
    , chunk_(chunk_index)
    , count_(static_cast<std::uint32_t>(chunk.num_rows())) {
    if (count_ < 2) {
        return;  // Its id need not be known.
    }
    const auto ids = chunk.row_ids();
    const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
        const TimeInt time_a = std::max(times_[a], kMinTime);
        const TimeInt time_b = std::max(times_[b], kMinTime);
        return std::tie(time_a, ids[a], a) < std::tie(time_b, ids[b], b);
    };
    for (std::uint32_t i = 1; i < count_; ++i) {
        if (!is_before(i - 1, i)) {
            std::vector<std::uint32_t> order(count_);
            std::iota(order.begin(), order.end(), 0U);
            std::sort(order.begin(), order.end(), is_before);
            order_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
            break;
        }
    }
}

TimeInt RowRun::time(std::size_t i) const {
    return std::max(times_[row(i)], kMinTime);
}

RowRun RowRun::with_valid(const ColumnOutline& column) const {
    if (column.num_valid() == count_) {
        return *this;
    }
    std::vector<std::uint32_t> order;
    order.reserve(column.num_valid());
    for (std::size_t i = 0; i < count_; ++i) {
        if (column.is_valid(row(i))) {
            order.push_back(row(i));
        }
    }
    return with_order(std::move(order));
}

RowRun RowRun::with_rows(std::span<const std::uint32_t> rows) const {
    std::vector<std::uint32_t> order;
    order.reserve(rows.size());
    for (std::size_t i = 0; i < count_; ++i) {
        if (std::ranges::binary_search(rows, row(i))) {
            order.push_back(row(i));
        }
    }
    return with_order(std::move(order));
}

std::vector<RowRun>
RowRun::grouped(std::span<const std::uint32_t> group_of_row, std::size_t num_groups) const {
    const bool is_one =
        num_groups == 1 && std::ranges::find(group_of_row, kNoGroup) == group_of_row.end();
    if (is_one) {
        return {*this};
    }
    std::vector<std::vector<std::uint32_t>> orders(num_groups);
    for (std::size_t i = 0; i < count_; ++i) {
        const std::uint32_t group = group_of_row[row(i)];
        if (group != kNoGroup) {
            orders[group].push_back(row(i));
        }
    }
    std::vector<RowRun> runs;
    runs.reserve(num_groups);
    for (std::vector<std::uint32_t>& order : orders) {
        runs.push_back(with_order(std::move(order)));
    }
    return runs;
}

RowRun RowRun::with_order(std::vector<std::uint32_t> order) const {
    RowRun result = *this;
    result.count_ = static_cast<std::uint32_t>(order.size());
    result.order_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
    return result;
}

bool TimeIndex::insert_run(const RowRun& run, const ChunkList& chunks) {
    const RowRef first = run[0];
    const RowRef last = run[run.size() - 1];
    const RunKey first_key{first.time, row_id_of(chunks, first)};
    const RunKey last_key{last.time, row_id_of(chunks, last)};
    if (runs_ == nullptr) {
        runs_ = std::make_unique<Runs>();
    }
    const auto after = runs_->lower_bound(first_key);
    if (after != runs_->end() && after->first <= last_key) {
        return false;
    }
    if (after != runs_->begin() && std::prev(after)->second.last >= first_key) {
        return false;
    }
    runs_->emplace_hint(after, first_key, Run{last_key, run});
    return true;
}

void TimeIndex::insert(const RowRun& run, const ChunkList& chunks) {
    const RowLess less(chunks);
    if (run.size() < kMinRunRows) {
        for (std::size_t i = 0; i < run.size(); ++i) {
            rows_.insert(run[i], less);
        }
        return;
    }
    if (insert_run(run, chunks)) {
        return;
    }
    std::vector<RowRef> rows(run.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = run[i];
    }
    rows_.insert_sorted(std::move(rows), less);
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
    if (runs_ != nullptr) {
        const RunKey end_key{time, RowId{{~std::uint64_t{0}, ~std::uint64_t{0}}}};
        const auto after = runs_->upper_bound(end_key);
        if (after != runs_->begin()) {
            const RowRun& run = std::prev(after)->second.rows;
            const std::size_t end =
                first_where(run.size(), [&](std::size_t i) { return run.time(i) > time; });
            offer(run[end - 1]);
        }
    }
    return best;
}

std::optional<TimeInt> TimeIndex::next_time(TimeInt after) const {
    std::optional<TimeInt> best;
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
    if (runs_ != nullptr) {
        const auto next =
            runs_->upper_bound(RunKey{after, RowId{{~std::uint64_t{0}, ~std::uint64_t{0}}}});
        if (next != runs_->end()) {
            offer(next->first.time);
        }
        if (next != runs_->begin()) {
            const RowRun& run = std::prev(next)->second.rows;
            const std::size_t begin =
                first_where(run.size(), [&](std::size_t i) { return run.time(i) > after; });
            if (begin < run.size()) {
                offer(run.time(begin));
            }
        }
    }
    return best;
}

std::optional<TimeInt> TimeIndex::previous_time(TimeInt before, const ChunkList& chunks) const {
    if (before <= kMinTime) {
        return std::nullopt;
    }
    const auto row = latest_at(before - 1, chunks);
    return row ? std::optional(row->time) : std::nullopt;
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
        auto run = runs_->upper_bound(RunKey{range.min, {}});
        if (run != runs_->begin()) {
            --run;
        }
        for (; run != runs_->end() && run->first.time <= range.max; ++run) {
            const RowRun& rows = run->second.rows;
            std::size_t i = first_where(rows.size(), [&](std::size_t at) {
                return rows.time(at) >= range.min;
            });
            for (; i < rows.size() && rows.time(i) <= range.max; ++i) {
                result.push_back(rows[i]);
            }
        }
    }
    const RowLess less(chunks);
    if (!std::is_sorted(result.begin(), result.end(), less)) {
        std::sort(result.begin(), result.end(), less);
    }
    return result;
}

void TimeIndex::count_rows(const TimeRange& range, std::span<std::uint32_t> counts) const {
    const Buckets buckets(range, counts.size());
    rows_.for_each_level([&](std::span<const RowRef> level) {
        const auto time_at = [&](std::size_t i) { return level[i].time; };
        count_sorted(range, buckets, level.size(), time_at, counts);
    });
    for (const RowRef& row : rows_.tail()) {
        if (range.contains(row.time)) {
            ++counts[buckets.of(row.time)];
        }
    }
    if (runs_ == nullptr) {
        return;
    }
    for (const auto& [first, run] : *runs_) {
        if (first.time <= range.max && run.last.time >= range.min) {
            const auto time_at = [&](std::size_t i) { return run.rows.time(i); };
            count_sorted(range, buckets, run.rows.size(), time_at, counts);
        }
    }
}

std::vector<TimeInt> TimeSet::without_known(std::vector<TimeInt> times) const {
    std::vector<TimeInt> tail(times_.tail().begin(), times_.tail().end());
    std::ranges::sort(tail);
    std::vector<TimeInt> fresh;
    const auto remove = [&](std::span<const TimeInt> known) {
        if (times.empty() || known.empty() || times.front() > known.back()) {
            return;
        }
        const auto begin = std::ranges::lower_bound(known, times.front());
        const auto end = std::upper_bound(begin, known.end(), times.back());
        if (begin == end) {
            return;
        }
        fresh.clear();
        std::set_difference(times.begin(), times.end(), begin, end, std::back_inserter(fresh));
        std::swap(times, fresh);
    };
    times_.for_each_level(remove);
    remove(tail);
    return times;
}

void TimeSet::insert(const RowRun& run) {
    std::vector<TimeInt> times;
    times.reserve(run.size());
    for (std::size_t i = 0; i < run.size(); ++i) {
        const TimeInt time = run.time(i);
        if (times.empty() || times.back() != time) {
            times.push_back(time);
        }
    }
    times = without_known(std::move(times));
    if (times.size() < kMinRunRows) {
        for (const TimeInt time : times) {
            times_.insert(time, std::less<>());
        }
    } else {
        times_.insert_sorted(std::move(times), std::less<>());
    }
}

std::optional<TimeInt> TimeSet::next(TimeInt after) const {
    std::optional<TimeInt> best;
    const auto offer = [&](TimeInt time) {
        if (time > after && (!best || time < *best)) {
            best = time;
        }
    };
    times_.for_each_level([&](std::span<const TimeInt> level) {
        const auto found = std::ranges::upper_bound(level, after);
        if (found != level.end()) {
            offer(*found);
        }
    });
    std::ranges::for_each(times_.tail(), offer);
    return best;
}

std::optional<TimeInt> TimeSet::previous(TimeInt before) const {
    std::optional<TimeInt> best;
    const auto offer = [&](TimeInt time) {
        if (time < before && (!best || time > *best)) {
            best = time;
        }
    };
    times_.for_each_level([&](std::span<const TimeInt> level) {
        const auto found = std::ranges::lower_bound(level, before);
        if (found != level.begin()) {
            offer(*std::prev(found));
        }
    });
    std::ranges::for_each(times_.tail(), offer);
    return best;
}

}  // namespace limn::store
