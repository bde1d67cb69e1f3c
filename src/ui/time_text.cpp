// SPDX-License-Identifier: MIT
#include "ui/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace limn::ui {
namespace {

/// Times are put together in 128 bits and narrowed once.
__extension__ using Wide = __int128;

constexpr Wide kNanosPerSecond = 1'000'000'000;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    const std::size_t last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, last - first + 1);
}

/// Digits only, at most 18 of them, so that nothing overflows.
std::optional<std::int64_t> digits(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > 18 || !std::ranges::all_of(text, is_digit)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// "12", "12.5", ".5" of a unit that has so many nanoseconds; finer than a nanosecond is cut off.
std::optional<Wide> decimal(std::string_view text, Wide unit_nanos) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = point < text.size() ? text.substr(point + 1) : std::string_view();
    if (whole.empty() && rest.empty()) {
        return std::nullopt;
    }
    const auto before = whole.empty() ? std::optional<std::int64_t>(0) : digits(whole);
    const auto after = rest.empty() ? std::optional<std::int64_t>(0) : digits(rest);
    if (!before || !after) {
        return std::nullopt;
    }
    Wide fraction = *after * unit_nanos;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        fraction /= 10;
    }
    return *before * unit_nanos + fraction;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

/// "10:00:05.5", "10:00": hours (or, if `is_length`, minutes) first.
std::optional<Wide> clock(std::string_view text, bool is_length) {
    const auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) {
        return std::nullopt;
    }
    const bool has_hours = parts.size() == 3 || !is_length;
    const auto hours = has_hours ? digits(parts[0]) : std::optional<std::int64_t>(0);
    const auto minutes = digits(parts[has_hours ? 1 : 0]);
    const auto seconds = parts.size() == 3 || !has_hours ? decimal(parts.back(), kNanosPerSecond)
                                                         : std::optional<Wide>(0);
    const bool is_sound = hours && minutes && seconds && (!has_hours || *minutes < 60) &&
                          *seconds < 60 * kNanosPerSecond && (is_length || *hours < 24);
    if (!is_sound) {
        return std::nullopt;
    }
    return (Wide(*hours) * 3600 + Wide(*minutes) * 60) * kNanosPerSecond + *seconds;
}

std::optional<Wide> parse_sequence(std::string_view text) {
    text.remove_prefix(text.starts_with('#') ? 1 : 0);
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stopped == end ? std::optional<Wide>(value) : std::nullopt;
}

std::optional<Wide> parse_duration(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Wide>, 6> kUnits{{
        {"ns", 1},
        {"us", 1'000},
        {"ms", 1'000'000},
        {"min", 60 * kNanosPerSecond},
        {"h", 3600 * kNanosPerSecond},
        {"s", kNanosPerSecond},
    }};
    const bool is_negative = text.starts_with('-');
    text = trimmed(text.substr(is_negative ? 1 : 0));
    std::optional<Wide> value;
    if (text.find(':') != std::string_view::npos) {
        value = clock(text, true);
    } else {
        const auto unit = std::ranges::find_if(kUnits, [&](const auto& one) {
            return text.ends_with(one.first);
        });
        const bool has_unit = unit != kUnits.end();
        text.remove_suffix(has_unit ? unit->first.size() : 0);
        value = decimal(trimmed(text), has_unit ? unit->second : kNanosPerSecond);
    }
    return value ? std::optional<Wide>(is_negative ? -*value : *value) : std::nullopt;
}

/// Days since the epoch of "2026-08-21"; a year may be negative.
std::optional<Wide> parse_date(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    const auto parts = split(text.substr(is_negative ? 1 : 0), '-');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto year = digits(parts[0]);
    const auto month = digits(parts[1]);
    const auto day = digits(parts[2]);
    if (!year || !month || !day || *year > 9999 || *month > 12 || *day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{
        std::chrono::year(static_cast<int>(is_negative ? -*year : *year)),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional<Wide>(std::chrono::sys_days(date).time_since_epoch().count())
                     : std::nullopt;
}

std::optional<Wide> parse_timestamp(std::string_view text) {
    text.remove_suffix(text.ends_with('Z') ? 1 : 0);
    const std::size_t gap = std::min(text.find_first_of(" T"), text.size());
    const auto days = parse_date(text.substr(0, gap));
    const std::string_view rest =
        trimmed(gap < text.size() ? text.substr(gap + 1) : std::string_view());
    const auto time = rest.empty() ? std::optional<Wide>(0) : clock(rest, false);
    if (!days || !time) {
        return std::nullopt;
    }
    return *days * 86'400 * kNanosPerSecond + *time;
}

std::optional<Wide> parse(TimeKind kind, std::string_view text) {
    switch (kind) {
        case TimeKind::Sequence:
            return parse_sequence(text);
        case TimeKind::Duration:
            return parse_duration(text);
        case TimeKind::Timestamp:
            return parse_timestamp(text);
    }
    return std::nullopt;
}

}  // namespace

Result<TimeInt> parse_time_text(TimeKind kind, std::string_view text) {
    const std::string_view typed = trimmed(text);
    if (typed.empty()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("type {}", time_notation(kind)));
    }
    const auto time = parse(kind, typed);
    if (!time) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("\"{}\" is not {}", typed, time_notation(kind))
        );
    }
    if (*time < kMinTime || *time > kMaxTime) {
        return fail(ErrorCode::InvalidArgument, fmt::format("\"{}\" is out of reach", typed));
    }
    return static_cast<TimeInt>(*time);
}

std::string_view time_notation(TimeKind kind) {
    switch (kind) {
        case TimeKind::Sequence:
            return "a whole number like 120";
        case TimeKind::Duration:
            return "a length like 12.5 s, 250 ms or 1:02:03.5";
        case TimeKind::Timestamp:
            return "a date and time like 2026-08-21 10:00:00.5";
    }
    return {};
}

std::string time_for_file_name(TimeKind kind, TimeInt time) {
    std::string text = format_time(kind, time);
    std::erase(text, '#');
    std::ranges::replace(text, ':', '.');
    if (kind == TimeKind::Duration) {
        std::erase(text, ' ');
    }
    return text;
}

}  // namespace limn::ui
