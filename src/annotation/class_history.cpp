// SPDX-License-Identifier: MIT
#include "annotation/class_history.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace limn::annotation {
namespace {

/// The step that holds at a time; end if it is before the first.
auto step_at(const std::vector<ClassStep>& steps, TimeInt time) {
    const auto after = std::ranges::upper_bound(steps, time, {}, &ClassStep::time);
    return after == steps.begin() ? steps.end() : std::prev(after);
}

}  // namespace

ClassStep ClassSeries::at(TimeInt time) const {
    const auto step = step_at(steps, time);
    return step == steps.end() ? ClassStep{time, {}} : *step;
}

const ClassSeries* ContextHistory::find(ClassId id) const {
    const auto found = std::ranges::lower_bound(classes, id, {}, &ClassSeries::id);
    return found != classes.end() && found->id == id ? &*found : nullptr;
}

const ContextHistory* ClassHistory::find(const std::optional<EntityPath>& context) const {
    const auto found = std::ranges::find(contexts, context, &ContextHistory::context);
    return found != contexts.end() ? &*found : nullptr;
}

TimeRange ClassHistory::seen(const ClassSeries& series) const {
    const auto first = next_with(series, kStaticTime);
    const auto last = previous_with(series, kMaxTime);
    if (!first || !last) {
        return {};
    }
    // kMaxTime itself is a time, too.
    const bool at_end = times.back() == kMaxTime && series.at(kMaxTime).is_present();
    return {*first, at_end ? kMaxTime : *last};
}

std::optional<TimeInt> ClassHistory::next_with(const ClassSeries& series, TimeInt after) const {
    const auto next = std::ranges::upper_bound(times, after);
    if (next == times.end()) {
        return std::nullopt;
    }
    if (series.at(*next).is_present()) {
        return *next;
    }
    const auto begin = std::ranges::upper_bound(series.steps, *next, {}, &ClassStep::time);
    const auto step = std::find_if(begin, series.steps.end(), [](const ClassStep& one) {
        return one.is_present();
    });
    return step != series.steps.end() ? std::optional(step->time) : std::nullopt;
}

std::optional<TimeInt> ClassHistory::previous_with(const ClassSeries& series, TimeInt before)
    const {
    const auto next = std::ranges::lower_bound(times, before);
    if (next == times.begin()) {
        return std::nullopt;
    }
    const TimeInt previous = *std::prev(next);
    auto step = step_at(series.steps, previous);
    if (step == series.steps.end()) {
        return std::nullopt;
    }
    if (step->is_present()) {
        return previous;
    }
    while (step != series.steps.begin()) {
        const TimeInt gone = step->time;
        --step;
        if (step->is_present()) {
            return *std::prev(std::ranges::lower_bound(times, gone));
        }
    }
    return std::nullopt;
}

std::vector<ClassSeries>
follow_contexts(const ClassHistory& history, const std::vector<ContextStep>& steps) {
    std::map<ClassId, std::vector<ClassStep>> found;
    const auto add = [&](ClassId id, ClassStep step, TimeInt time) {
        step.time = time;
        std::vector<ClassStep>& series = found[id];
        const ClassStep last = series.empty() ? ClassStep{} : series.back();
        if (step.counts != last.counts) {
            series.push_back(step);
        }
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const TimeInt begin = steps[i].time;
        const ContextHistory* context = history.find(steps[i].context);
        for (const auto& [id, series] : found) {
            if (context == nullptr || context->find(id) == nullptr) {
                add(id, {}, begin);
            }
        }
        if (context == nullptr) {
            continue;
        }
        for (const ClassSeries& series : context->classes) {
            add(series.id, series.at(begin), begin);
            for (const ClassStep& step : series.steps) {
                const bool is_inside =
                    step.time > begin && (i + 1 == steps.size() || step.time < steps[i + 1].time);
                if (is_inside) {
                    add(series.id, step, step.time);
                }
            }
        }
    }
    std::vector<ClassSeries> result;
    for (auto& [id, series] : found) {
        if (!series.empty()) {
            result.push_back({id, std::move(series)});
        }
    }
    return result;
}

}  // namespace limn::annotation
