// SPDX-License-Identifier: MIT
#include "model/short_time.h"

#include <fmt/format.h>

#include <chrono>

#include "model/time_math.h"

namespace limn {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

/// ".500": the first `digits` of the nine.
std::string cut_fraction(std::uint64_t nanos, int digits) {
    return digits <= 0
               ? std::string()
               : fmt::format(".{:09}", nanos).substr(0, static_cast<std::size_t>(digits) + 1);
}

/// The nearest time with at most `digits` digits after the second.
TimeInt rounded_to(TimeInt time, int digits) {
    WideTime unit = 1;
    for (int i = digits; i < 9; ++i) {
        unit *= 10;
    }
    return clamp_time(floor_to(time + unit / 2, unit));
}

std::string duration_clock(TimeInt time, int digits) {
    const std::uint64_t length = time < 0 ? time_distance(time, 0) : time_distance(0, time);
    const std::uint64_t seconds = length / kSecond;
    const std::string rest = cut_fraction(length % kSecond, digits);
    const char* sign = time < 0 ? "-" : "";
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

int clock_digits(const TimeRange& range) {
    if (range.is_empty() || range.min == range.max) {
        return 3;
    }
    const std::uint64_t length = time_distance(range.min, range.max);
    return length >= kSecond ? 3 : length >= kSecond / 1000 ? 6 : 9;
}

std::int64_t nanos_in_second(TimeInt time) {
    return static_cast<std::int64_t>(WideTime(time) - floor_to(time, kSecond));
}

std::string format_time_of_day(TimeInt timestamp) {
    const auto seconds =
        static_cast<std::int64_t>((WideTime(timestamp) - floor_to(timestamp, kDay)) / kSecond);
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string format_clock(TimeKind kind, TimeInt time, int digits) {
    if (time == kStaticTime || kind == TimeKind::Sequence) {
        return format_time(kind, time);
    }
    time = rounded_to(time, digits);
    if (kind == TimeKind::Duration) {
        return duration_clock(time, digits);
    }
    const auto nanos = static_cast<std::uint64_t>(nanos_in_second(time));
    return format_time_of_day(time) + cut_fraction(nanos, digits);
}

std::string format_date(TimeInt timestamp) {
    const auto days = static_cast<std::int64_t>(floor_to(timestamp, kDay) / kDay);
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days(days)}};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

std::string format_short(TimeKind kind, TimeInt time, int digits) {
    const std::string clock = format_clock(kind, time, digits);
    return kind == TimeKind::Timestamp && time != kStaticTime
               ? format_date(rounded_to(time, digits)) + " " + clock
               : clock;
}

std::string format_short_range(TimeKind kind, const TimeRange& range) {
    constexpr std::uint64_t kMilli = kSecond / 1000;
    const bool is_tiny = range.min != range.max && time_distance(range.min, range.max) < kMilli;
    const int digits = is_tiny ? 9 : 3;
    const std::string first = format_short(kind, range.min, digits);
    if (range.min == range.max) {
        return first;
    }
    const std::string last = format_short(kind, range.max, digits);
    const std::size_t date = first.find(' ') + 1;
    const bool is_same_day =
        kind == TimeKind::Timestamp && date > 0 && first.compare(0, date, last, 0, date) == 0;
    return first + " … " + (is_same_day ? last.substr(date) : last);
}

std::string format_length(std::uint64_t nanoseconds) {
    constexpr std::uint64_t kMilli = 1'000'000;
    if (nanoseconds == 0) {
        return "0 s";
    }
    if (nanoseconds < 1'000) {
        return fmt::format("{} ns", nanoseconds);
    }
    if (nanoseconds < kMilli) {
        return fmt::format("{:.3g} µs", static_cast<double>(nanoseconds) / 1.0e3);
    }
    if (nanoseconds < kSecond) {
        return fmt::format("{:.3g} ms", static_cast<double>(nanoseconds) / 1.0e6);
    }
    if (nanoseconds < 60ULL * kSecond) {
        return fmt::format("{:.3g} s", static_cast<double>(nanoseconds) / 1.0e9);
    }
    const std::uint64_t seconds = nanoseconds / kSecond;
    return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace limn
