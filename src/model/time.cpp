// SPDX-License-Identifier: MIT
#include "model/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace limn {
namespace {

/// ".25", "" for whole seconds.
std::string fraction(std::int64_t nanos) {
    if (nanos == 0) {
        return {};
    }
    std::string digits = fmt::format(".{:09}", nanos);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

std::string format_timestamp(TimeInt time) {
    // By hand, because the first day that 64 bits reach began before the first time they reach.
    constexpr std::int64_t kDay = 86'400'000'000'000;
    const std::int64_t rest = time % kDay;
    const std::int64_t nanos = rest < 0 ? rest + kDay : rest;
    const std::int64_t days = time / kDay - (rest < 0 ? 1 : 0);
    const std::chrono::sys_days day{std::chrono::days(days)};
    const std::chrono::year_month_day date(day);
    const std::int64_t seconds = nanos / 1'000'000'000;
    return fmt::format(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}{}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        fraction(nanos % 1'000'000'000)
    );
}

std::string format_duration(TimeInt time) {
    const bool negative = time < 0;
    const auto magnitude =
        negative ? 0U - static_cast<std::uint64_t>(time) : static_cast<std::uint64_t>(time);
    const auto seconds = magnitude / 1'000'000'000U;
    const std::string rest = fraction(static_cast<std::int64_t>(magnitude % 1'000'000'000U));
    const char* sign = negative ? "-" : "";
    if (seconds < 60) {
        return fmt::format("{}{}{} s", sign, seconds, rest);
    }
    return fmt::format(
        "{}{}:{:02}:{:02}{}",
        sign,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        rest
    );
}

}  // namespace

std::string_view to_string(TimeKind kind) {
    switch (kind) {
        case TimeKind::Sequence:
            return "sequence";
        case TimeKind::Timestamp:
            return "timestamp";
        case TimeKind::Duration:
            return "duration";
    }
    return "sequence";
}

void TimeRange::extend(TimeInt time) {
    min = std::min(min, time);
    max = std::max(max, time);
}

void TimeRange::extend(const TimeRange& other) {
    min = std::min(min, other.min);
    max = std::max(max, other.max);
}

std::string format_time(TimeKind kind, TimeInt time) {
    if (time == kStaticTime) {
        return "static";
    }
    switch (kind) {
        case TimeKind::Sequence:
            return fmt::format("#{}", time);
        case TimeKind::Timestamp:
            return format_timestamp(time);
        case TimeKind::Duration:
            return format_duration(time);
    }
    return {};
}

}  // namespace limn
