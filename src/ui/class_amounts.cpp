// SPDX-License-Identifier: MIT
#include "ui/class_amounts.h"

#include <algorithm>
#include <iterator>

namespace limn::ui {

using annotation::ClassSeries;
using annotation::ClassStep;

AmountKind amount_kind(const ClassSeries& series) {
    for (const AmountKind kind : {AmountKind::Pixels, AmountKind::Objects}) {
        if (largest_amount(series, kind) > 0) {
            return kind;
        }
    }
    return AmountKind::Instances;
}

std::uint64_t amount_of(const ClassStep& step, AmountKind kind) {
    switch (kind) {
        case AmountKind::Objects:
            return step.counts.objects();
        case AmountKind::Instances:
            return step.counts.instances();
        case AmountKind::Pixels:
            return step.counts.pixels();
    }
    return 0;
}

std::uint64_t largest_amount(const ClassSeries& series, AmountKind kind) {
    std::uint64_t most = 0;
    for (const ClassStep& step : series.steps) {
        most = std::max(most, amount_of(step, kind));
    }
    return most;
}

std::vector<float> amounts_in_buckets(
    const ClassSeries& series,
    AmountKind kind,
    const store::TimeBuckets& buckets,
    TimeInt end
) {
    std::vector<float> shares(buckets.size(), 0.0F);
    const std::uint64_t most = largest_amount(series, kind);
    const TimeRange& range = buckets.range();
    if (most == 0 || range.min > end) {
        return shares;
    }
    const TimeInt last = std::min(range.max, end);
    for (auto step = series.steps.begin(); step != series.steps.end() && step->time <= last;
         ++step) {
        const auto next = std::next(step);
        const TimeInt until =
            next != series.steps.end() && next->time <= last ? next->time - 1 : last;
        const std::uint64_t amount = amount_of(*step, kind);
        if (amount == 0 || until < range.min) {
            continue;
        }
        const float share = static_cast<float>(amount) / static_cast<float>(most);
        const std::size_t last_bucket = buckets.of(until);
        for (std::size_t i = buckets.of(std::max(step->time, range.min)); i <= last_bucket; ++i) {
            shares[i] = std::max(shares[i], share);
        }
    }
    return shares;
}

AmountTicks amount_ticks(std::uint64_t most) {
    constexpr std::uint64_t kMostSteps = 5;
    constexpr std::uint64_t kMost = 1'000'000'000'000'000'000;
    const std::uint64_t wanted = std::clamp<std::uint64_t>(most, 1, kMost);
    const auto num_steps = [&](std::uint64_t step) {
        return wanted / step + (wanted % step != 0 ? 1 : 0);
    };
    for (std::uint64_t power = 1;; power *= 10) {
        for (const std::uint64_t factor : {1U, 2U, 5U}) {
            const std::uint64_t step = power * factor;
            if (num_steps(step) <= kMostSteps) {
                return {step, step * num_steps(step)};
            }
        }
    }
}

}  // namespace limn::ui
