// SPDX-License-Identifier: MIT
/// A class history as text: JSON and CSV, for scripts and spreadsheets.
///
/// Threads   pure functions.
/// Source    docs/COMMANDS.md, classes over time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/class_history.h"

namespace limn::annotation {

/// One class with what is told of it.
struct HistoryRow {
    const ClassSeries* series = nullptr;
    TimeRange seen;
    std::optional<std::string> label;
};

/// Calls `visit(time, step)` for each time at which the class occurs.
template <typename Visit>
void for_each_time(const ClassHistory& history, const ClassSeries& series, Visit&& visit) {
    std::size_t step = 0;
    for (const TimeInt time : history.times) {
        while (step + 1 < series.steps.size() && series.steps[step + 1].time <= time) {
            ++step;
        }
        const ClassStep& now = series.steps[step];
        if (now.time <= time && now.is_present()) {
            visit(time, now);
        }
    }
}

/// `entity`: whose classes they are.
[[nodiscard]] std::string
to_json(const ClassHistory& history, const std::vector<HistoryRow>& rows, std::string_view entity);

/// A line of names, then one per class and time at which it occurs.
[[nodiscard]] std::string to_csv(const ClassHistory& history, const std::vector<HistoryRow>& rows);

}  // namespace limn::annotation
