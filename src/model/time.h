// SPDX-License-Identifier: MIT
/// Timelines and times.
///
/// Units     a time is a 64-bit integer on its timeline: a sequence number, or nanoseconds (since the
///           Unix epoch for timestamps). `kStaticTime` is no real time: such data belongs to all times.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace limn {

using TimeInt = std::int64_t;

inline constexpr TimeInt kStaticTime = std::numeric_limits<TimeInt>::min();
inline constexpr TimeInt kMinTime = kStaticTime + 1;
inline constexpr TimeInt kMaxTime = std::numeric_limits<TimeInt>::max();

enum class TimeKind : std::uint8_t { Sequence, Timestamp, Duration };

/// "sequence", "timestamp", "duration".
[[nodiscard]] std::string_view to_string(TimeKind kind);

/// A named time axis. Two timelines are the same if their names are.
struct Timeline {
    std::string name;
    TimeKind kind = TimeKind::Sequence;

    friend bool operator==(const Timeline&, const Timeline&) = default;
    friend auto operator<=>(const Timeline&, const Timeline&) = default;
};

/// Inclusive at both ends.
struct TimeRange {
    TimeInt min = kMaxTime;
    TimeInt max = kMinTime;

    [[nodiscard]] bool is_empty() const { return min > max; }

    [[nodiscard]] bool contains(TimeInt time) const { return min <= time && time <= max; }

    void extend(TimeInt time);
    void extend(const TimeRange& other);

    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// "#147", "2026-08-21 10:00:00.5", "1.25 s": for people.
[[nodiscard]] std::string format_time(TimeKind kind, TimeInt time);

}  // namespace limn
