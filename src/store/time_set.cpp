// SPDX-License-Identifier: MIT
#include "store/time_set.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace limn::store {
namespace {

/// Fewer are inserted one by one.
constexpr std::size_t kManyTimes = 64;

}  // namespace

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
    if (times.size() < kManyTimes) {
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
