// SPDX-License-Identifier: MIT
/// ClassHistory: how often each class occurs at every time of a recording.
///
/// What      The same numbers as `count_classes` at each time of a timeline, kept as steps: a value holds
///           from its time until the next one's. Grouped by the entity whose context applies, since the
///           row of that context may change over time. An entity is counted anew only where its own
///           data, a context above it or a clear changes; a picture is decoded once.
/// Errors    TooLarge if more steps than `kMaxHistorySteps` were needed; Cancelled if asked to stop.
/// Threads   `make_class_history` only reads the recording; its result is immutable.
/// Cost      by the changes of entities with classes, and their pixels; memory by the steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "annotation/statistics.h"
#include "base/result.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/recording.h"

namespace limn::annotation {

/// About 350 MB at most: a hundred classes that change in each of 40 000 frames.
inline constexpr std::size_t kMaxHistorySteps = std::size_t{4} << 20U;

/// From this time on, until the next step.
struct ClassStep {
    TimeInt time = 0;
    ClassCounts counts;

    [[nodiscard]] bool is_present() const { return !counts.is_empty(); }

    friend bool operator==(const ClassStep&, const ClassStep&) = default;
};

/// One class over time. The first step has the class; equal steps do not follow each other.
struct ClassSeries {
    ClassId id = 0;
    std::vector<ClassStep> steps;

    /// The counts at a time; zeros before the first step.
    [[nodiscard]] ClassStep at(TimeInt time) const;
};

/// All classes that occur under one context.
struct ContextHistory {
    std::optional<EntityPath> context;  ///< Where it is logged; nothing where no context applies.
    std::vector<ClassSeries> classes;   ///< Sorted by id; only those that occur at some time.

    [[nodiscard]] const ClassSeries* find(ClassId id) const;
};

struct ClassHistory {
    std::string timeline;
    std::vector<TimeInt> times;  ///< All times with a row, sorted. Steps begin at some of them.
    std::vector<ContextHistory> contexts;  ///< Without a context first, then in path order.

    /// Nothing if no class ever occurred under it.
    [[nodiscard]] const ContextHistory* find(const std::optional<EntityPath>& context) const;

    /// First and last of `times` at which the class occurs.
    [[nodiscard]] TimeRange seen(const ClassSeries& series) const;

    /// The nearest of `times` after (before) this one at which the class occurs.
    [[nodiscard]] std::optional<TimeInt> next_with(const ClassSeries& series, TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt> previous_with(const ClassSeries& series, TimeInt before)
        const;
};

using ClassHistoryPtr = std::shared_ptr<const ClassHistory>;

/// Which entity's context applies to an entity, over time.
struct ContextStep {
    TimeInt time = 0;
    std::optional<EntityPath> context;
};

/// How a long count tells its progress (0…1) and is stopped.
struct HistoryControl {
    std::stop_token stop;
    std::function<void(float)> on_progress;  ///< May be empty.
};

/// All times of the timeline that rows have, sorted.
[[nodiscard]] std::vector<TimeInt>
times_of(std::span<const OutlinePtr> chunks, const std::string& timeline);

/// Counts the entities of a subtree at these times; none of their changes may lie between them.
[[nodiscard]] Result<ClassHistory> make_class_history(
    const store::Recording& recording,
    const std::string& timeline,
    std::vector<TimeInt> times,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const HistoryControl& control = {},
    const TensorChoices& tensors = {}
);

/// Steps of what `ContextMap::find` says of the entity at the times of the timeline.
[[nodiscard]] std::vector<ContextStep> context_steps(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& entity
);

/// The classes under whichever context applies at each time, as if it were one context.
[[nodiscard]] std::vector<ClassSeries>
follow_contexts(const ClassHistory& history, const std::vector<ContextStep>& steps);

}  // namespace limn::annotation
