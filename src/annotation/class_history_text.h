// SPDX-License-Identifier: MIT
/// A class history as text: JSON and CSV, for scripts and spreadsheets.
///
/// Threads   pure functions.
/// Source    docs/COMMANDS.md, classes over time.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/class_history.h"

namespace limn::annotation {

/// One class and what is written about it.
struct HistoryRow {
    const ClassSeries* series = nullptr;
    TimeRange seen;  ///< Empty for a class that never occurs.
    std::optional<std::string> label;
};

/// Calls `visit(time, counts)` for each time of the history.
template <typename Visit>
void for_every_time(const ClassHistory& history, const ClassSeries& series, Visit&& visit) {
    std::size_t next = 0;
    ClassCounts now;
    for (const TimeInt time : history.times) {
        for (; next < series.steps.size() && series.steps[next].time <= time; ++next) {
            now = series.steps[next].counts;
        }
        visit(time, now);
    }
}

/// Only for the times at which the class occurs.
template <typename Visit>
void for_each_time(const ClassHistory& history, const ClassSeries& series, Visit&& visit) {
    for_every_time(history, series, [&](TimeInt time, const ClassCounts& now) {
        if (!now.is_empty()) {
            visit(time, now);
        }
    });
}

/// Every kind as a key: `{"skeletons":0,"boxes":2,…}`.
[[nodiscard]] nlohmann::ordered_json counts_json(const ClassCounts& counts);

/// `entity`: whose classes they are.
[[nodiscard]] std::string
to_json(const ClassHistory& history, const std::vector<HistoryRow>& rows, std::string_view entity);

enum class CsvTimes : std::uint8_t {
    Present,  ///< One row per class and time at which it occurs.
    All,      ///< One row per class and time, zeros included.
};

/// A line of names, then the rows, class by class.
[[nodiscard]] std::string
to_csv(const ClassHistory& history, const std::vector<HistoryRow>& rows, CsvTimes times);

}  // namespace limn::annotation
