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
    const TimeRange& range,
    TimeInt end,
    std::size_t buckets
) {
    std::vector<float> shares(buckets, 0.0F);
    const std::uint64_t most = largest_amount(series, kind);
    if (most == 0 || buckets == 0 || range.is_empty() || range.min > end) {
        return shares;
    }
    const double span = static_cast<double>(range.max) - static_cast<double>(range.min) + 1.0;
    const auto bucket_of = [&](TimeInt time) {
        // Multiplied first: whole numbers stay whole, and as many buckets as times get one each.
        const double since = static_cast<double>(time) - static_cast<double>(range.min);
        const double bucket = std::max(since, 0.0) * static_cast<double>(buckets) / span;
        return std::min(static_cast<std::size_t>(bucket), buckets - 1);
    };
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
        for (std::size_t i = bucket_of(std::max(step->time, range.min)); i <= bucket_of(until);
             ++i) {
            shares[i] = std::max(shares[i], share);
        }
    }
    return shares;
}

}  // namespace limn::ui
