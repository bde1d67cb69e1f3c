// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "model/short_time.h"
#include "model/time_math.h"
#include "ui/time_axis.h"

namespace limn::ui {
namespace {

constexpr WideTime kSecond = 1'000'000'000;
constexpr WideTime kDay = 86'400 * kSecond;

/// 1, 2, 5, 10, 20, 50 … times `unit`: the smallest that is not smaller than `wanted`.
WideTime round_step(double wanted, WideTime unit) {
    WideTime step = unit;
    while (true) {
        for (const int factor : {1, 2, 5}) {
            if (static_cast<double>(step * factor) >= wanted) {
                return step * factor;
            }
        }
        step *= 10;
    }
}

WideTime tick_step(double wanted, TimeKind kind) {
    const double few_seconds = static_cast<double>(10 * kSecond);
    if (kind == TimeKind::Sequence || wanted <= few_seconds) {
        return round_step(wanted, 1);
    }
    for (const int seconds :
         {15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200}) {
        if (static_cast<double>(seconds * kSecond) >= wanted) {
            return seconds * kSecond;
        }
    }
    return round_step(wanted, kDay);
}

/// How many of the nine digits of a second the times need.
int needed_digits(const std::vector<Tick>& ticks) {
    int digits = 0;
    for (const Tick& tick : ticks) {
        std::int64_t nanos = nanos_in_second(tick.time);
        int needed = nanos == 0 ? 0 : 9;
        for (; nanos != 0 && nanos % 10 == 0; nanos /= 10) {
            --needed;
        }
        digits = std::max(digits, needed);
    }
    return digits;
}

/// ".625"
std::string fraction_text(TimeInt time, int digits) {
    const std::string all = fmt::format(".{:09}", nanos_in_second(time));
    return all.substr(0, static_cast<std::size_t>(digits) + 1);
}

void name_timestamps(Ruler& ruler, WideTime step, int most_digits) {
    const int digits = needed_digits(ruler.ticks);
    const bool has_whole = std::ranges::any_of(ruler.ticks, [](const Tick& tick) {
        return nanos_in_second(tick.time) == 0;
    });
    if (ruler.ticks.size() == 1 && !has_whole) {
        Tick& tick = ruler.ticks.front();
        tick.text = format_clock(TimeKind::Timestamp, tick.time, std::min(digits, most_digits));
        return;
    }
    // Steps below a second divide it: without a whole second all ticks are in the same one.
    if (!has_whole && !ruler.ticks.empty()) {
        ruler.base = format_time_of_day(ruler.ticks.front().time);
    }
    for (Tick& tick : ruler.ticks) {
        if (step >= kDay || (floor_to(tick.time, kDay) == tick.time && step >= kSecond)) {
            tick.text = format_date(tick.time);
        } else if (step >= 60 * kSecond) {
            tick.text = format_time_of_day(tick.time).substr(0, 5);
        } else if (nanos_in_second(tick.time) == 0) {
            tick.text = format_time_of_day(tick.time);
        } else {
            tick.text = fraction_text(tick.time, digits);
        }
    }
}

/// "1.5" of a unit.
std::string in_unit(TimeInt time, std::int64_t unit, int digits) {
    const std::uint64_t length = time < 0 ? time_distance(time, 0) : time_distance(0, time);
    const auto unsigned_unit = static_cast<std::uint64_t>(unit);
    std::string text = fmt::format("{}{}", time < 0 ? "-" : "", length / unsigned_unit);
    if (digits > 0) {
        std::uint64_t rest = length % unsigned_unit;
        text += '.';
        std::uint64_t place = unsigned_unit;
        for (int i = 0; i < digits; ++i) {
            place /= 10;
            text += static_cast<char>('0' + rest / place);
            rest %= place;
        }
    }
    return text;
}

void name_durations(Ruler& ruler) {
    struct Unit {
        std::int64_t nanos;
        int digits;
        const char* name;
    };

    constexpr std::array kUnits{
        Unit{1'000'000'000, 9, "s"},
        Unit{1'000'000, 6, "ms"},
        Unit{1'000, 3, "µs"},
        Unit{1, 0, "ns"}};
    WideTime longest = 0;
    for (const Tick& tick : ruler.ticks) {
        longest = std::max(longest, tick.time < 0 ? -WideTime(tick.time) : WideTime(tick.time));
    }
    if (longest >= 60 * kSecond) {
        const int digits = needed_digits(ruler.ticks);
        for (Tick& tick : ruler.ticks) {
            tick.text = format_clock(TimeKind::Duration, tick.time, digits);
        }
        return;
    }
    const Unit& unit = *std::ranges::find_if(kUnits, [&](const Unit& one) {
        return longest >= one.nanos || one.nanos == 1;
    });
    const int digits = std::max(needed_digits(ruler.ticks) - (9 - unit.digits), 0);
    for (Tick& tick : ruler.ticks) {
        tick.text = in_unit(tick.time, unit.nanos, digits) + " " + unit.name;
    }
}

/// Long numbers are written as the distance from a round one.
void name_numbers(Ruler& ruler) {
    constexpr WideTime kLong = 100'000'000;
    const bool are_long =
        std::ranges::all_of(ruler.ticks, [](const Tick& tick) { return tick.time >= kLong; });
    WideTime base = 0;
    if (are_long && ruler.ticks.size() > 1) {
        const WideTime first = ruler.ticks.front().time;
        const WideTime spread = ruler.ticks.back().time - first;
        WideTime round = 1;
        while (round <= spread) {
            round *= 10;
        }
        base = first / round * round;
    }
    if (base < kLong) {
        for (Tick& tick : ruler.ticks) {
            tick.text = format_time(TimeKind::Sequence, tick.time);
        }
        return;
    }
    ruler.base = format_time(TimeKind::Sequence, static_cast<TimeInt>(base));
    for (Tick& tick : ruler.ticks) {
        tick.text = fmt::format("+{}", static_cast<TimeInt>(tick.time - base));
    }
}

}  // namespace

Ruler make_ruler(const TimeAxis& axis, TimeKind kind, float min_gap_px, int most_digits) {
    Ruler ruler;
    const auto width = static_cast<double>(std::max(axis.right_px - axis.left_px, 1.0F));
    const WideTime step =
        tick_step(axis.span * static_cast<double>(std::max(min_gap_px, 1.0F)) / width, kind);
    const TimeRange seen = axis.visible();
    for (WideTime time = ceil_to(seen.min, step); time <= seen.max; time += step) {
        // Of a wide cell at the edge, only the middle has a tick.
        const auto tick = static_cast<TimeInt>(time);
        const float x = axis.x_of(tick);
        if (x >= axis.left_px && x <= axis.right_px) {
            ruler.ticks.push_back({tick, {}});
        }
    }
    switch (kind) {
        case TimeKind::Sequence:
            name_numbers(ruler);
            break;
        case TimeKind::Duration:
            name_durations(ruler);
            break;
        case TimeKind::Timestamp:
            name_timestamps(ruler, step, most_digits);
            break;
    }
    return ruler;
}

Ruler fitting_ruler(
    const TimeAxis& axis,
    TimeKind kind,
    float min_gap_px,
    float margin_px,
    const std::function<float(const std::string&)>& width_of,
    int most_digits
) {
    constexpr int kMostAttempts = 4;
    float gap_px = min_gap_px;
    // Longer texts need larger steps, whose texts are seldom longer still.
    for (int attempt = 1;; ++attempt) {
        Ruler ruler = make_ruler(axis, kind, gap_px, most_digits);
        float widest = 0.0F;
        for (Tick& tick : ruler.ticks) {
            tick.width_px = width_of(tick.text);
            widest = std::max(widest, tick.width_px);
        }
        if (gap_px >= widest + margin_px || attempt == kMostAttempts) {
            return ruler;
        }
        gap_px = widest + margin_px;
    }
}

std::vector<PlacedTick> place_ticks(
    const TimeAxis& axis,
    const Ruler& ruler,
    float margin_px,
    float left_px,
    float right_px
) {
    std::vector<PlacedTick> placed;
    float free_from = left_px;
    for (const Tick& tick : ruler.ticks) {
        PlacedTick one{std::floor(axis.x_of(tick.time)), std::nullopt};
        const float after = one.x_px + margin_px;
        const float before = one.x_px - margin_px - tick.width_px;
        if (after >= free_from && after + tick.width_px <= right_px) {
            one.text_left_px = after;
        } else if (before >= free_from && after + tick.width_px > right_px) {
            one.text_left_px = before;
        }
        if (one.text_left_px) {
            free_from = *one.text_left_px + tick.width_px + margin_px;
        }
        placed.push_back(one);
    }
    return placed;
}

}  // namespace limn::ui
