// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "annotation/class_history.h"
#include "annotation/context.h"
#include "annotation/entity_tally.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

/// Times that may lie unsorted before equal ones are dropped.
constexpr std::size_t kManyTimes = std::size_t{1} << 20U;

void make_distinct(std::vector<TimeInt>& times) {
    std::ranges::sort(times);
    const auto rest = std::ranges::unique(times);
    times.erase(rest.begin(), rest.end());
}

/// What changes which context applies: rows of contexts, and clears.
class ContextTimes {
  public:
    ContextTimes(const store::Recording& recording, const std::string& timeline)
        : recording_(recording)
        , timeline_(timeline) {
        for (const auto component : {component::kAnnotationContext, component::kClearIsRecursive}) {
            for (const EntityPath& entity : recording.entities_with(component)) {
                add_rows(entity, component, times_[entity]);
            }
        }
    }

    void add_rows(const EntityPath& entity, std::string_view component, std::vector<TimeInt>& times)
        const {
        for (const store::RowPlace& row :
             recording_.range(timeline_, {kMinTime, kMaxTime}, entity, component)) {
            if (!row.is_static()) {
                times.push_back(row.time);
            }
        }
    }

    /// Appends the times at which what applies to the entity may change.
    void append(const EntityPath& entity, std::vector<TimeInt>& times) const {
        if (times_.empty()) {
            return;
        }
        for (EntityPath at = entity;; at = at.parent()) {
            if (const auto found = times_.find(at); found != times_.end()) {
                times.insert(times.end(), found->second.begin(), found->second.end());
            }
            if (at.is_root()) {
                return;
            }
        }
    }

  private:
    const store::Recording& recording_;
    const std::string& timeline_;
    std::unordered_map<EntityPath, std::vector<TimeInt>> times_;
};

/// Finds the entity whose context applies. Whether a row holds a context is asked once.
class ContextFinder {
  public:
    explicit ContextFinder(const store::Recording& recording)
        : recording_(recording) {
        for (EntityPath& entity : recording.entities_with(component::kAnnotationContext)) {
            with_context_.insert(std::move(entity));
        }
    }

    [[nodiscard]] std::optional<EntityPath>
    find(const store::LatestAtQuery& query, const EntityPath& entity) {
        if (with_context_.empty()) {
            return std::nullopt;
        }
        for (EntityPath at = entity;; at = at.parent()) {
            if (with_context_.contains(at) && has_context(query, at)) {
                return at;
            }
            if (at.is_root()) {
                return std::nullopt;
            }
        }
    }

  private:
    bool has_context(const store::LatestAtQuery& query, const EntityPath& entity) {
        const auto cell = recording_.latest_at(query, entity, component::kAnnotationContext);
        if (!cell) {
            return false;
        }
        const auto [known, is_new] =
            is_context_.try_emplace(std::pair(cell->chunk->id(), cell->row));
        if (is_new) {
            known->second = store::annotation_context(*cell).has_value();
        }
        return known->second;
    }

    const store::Recording& recording_;
    std::unordered_set<EntityPath> with_context_;
    std::map<std::pair<ChunkId, std::size_t>, bool> is_context_;
};

/// What is counted of one entity, and when that may change.
struct Work {
    EntityPath entity;
    std::vector<const Countable*> countables;
    bool has_mask = false;
    bool has_tensor = false;
    std::vector<TimeInt> changes;
};

std::vector<Work> find_work(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& subtree,
    TimeInt first
) {
    std::map<EntityPath, Work> found;
    const auto add = [&](std::string_view component, auto&& change) {
        for (const EntityPath& entity : recording.entities_with(component)) {
            if (entity.is_in_subtree_of(subtree)) {
                change(found[entity]);
            }
        }
    };
    for (const Countable& countable : countables()) {
        add(countable.class_ids, [&](Work& work) { work.countables.push_back(&countable); });
    }
    add(component::kSegmentationBuffer, [](Work& work) { work.has_mask = true; });
    add(component::kTensorData, [](Work& work) { work.has_tensor = true; });
    const ContextTimes context_times(recording, timeline);
    std::vector<Work> all;
    all.reserve(found.size());
    for (auto& [entity, work] : found) {
        work.entity = entity;
        work.changes.push_back(first);
        for (const Countable* countable : work.countables) {
            for (const auto component :
                 {countable->instances, countable->class_ids, countable->keypoint_ids}) {
                context_times.add_rows(entity, component, work.changes);
            }
        }
        if (work.has_mask) {
            context_times.add_rows(entity, component::kSegmentationBuffer, work.changes);
            context_times.add_rows(entity, component::kSegmentationFormat, work.changes);
        }
        if (work.has_tensor) {
            context_times.add_rows(entity, component::kTensorData, work.changes);
        }
        context_times.append(entity, work.changes);
        make_distinct(work.changes);
        all.push_back(std::move(work));
    }
    return all;
}

/// A change of one class's counts; the counts themselves once they are summed.
struct Delta {
    TimeInt time = 0;
    std::int64_t instances = 0;
    std::int64_t pixels = 0;
};

/// Collects the changes of all entities, by context and class.
class Deltas {
  public:
    using Key = std::optional<EntityPath>;

    void add(const Key& context, TimeInt time, const ClassTally& tally, std::int64_t sign) {
        deltas_[context][tally.id].push_back(
            {time,
             sign * static_cast<std::int64_t>(tally.instances),
             sign * static_cast<std::int64_t>(tally.pixels)}
        );
        ++count_;
    }

    [[nodiscard]] std::size_t size() const { return count_; }

    /// Sums them up, and forgets them on the way.
    [[nodiscard]] std::vector<ContextHistory> sum_up() {
        std::vector<ContextHistory> contexts;
        for (auto& [context, classes] : deltas_) {
            ContextHistory& history = contexts.emplace_back();
            history.context = context;
            for (auto& [id, deltas] : classes) {
                ClassSeries series = sum_one(id, std::exchange(deltas, {}));
                if (!series.steps.empty()) {
                    history.classes.push_back(std::move(series));
                }
            }
        }
        std::erase_if(contexts, [](const ContextHistory& one) { return one.classes.empty(); });
        return contexts;
    }

  private:
    static ClassSeries sum_one(ClassId id, std::vector<Delta> deltas) {
        std::ranges::stable_sort(deltas, {}, &Delta::time);
        ClassSeries series{id, {}};
        std::int64_t instances = 0;
        std::int64_t pixels = 0;
        for (std::size_t i = 0; i < deltas.size(); ++i) {
            instances += deltas[i].instances;
            pixels += deltas[i].pixels;
            if (i + 1 < deltas.size() && deltas[i + 1].time == deltas[i].time) {
                continue;
            }
            const ClassStep step{
                deltas[i].time,
                static_cast<std::uint64_t>(instances),
                static_cast<std::uint64_t>(pixels)};
            const ClassStep last = series.steps.empty() ? ClassStep{} : series.steps.back();
            if (step.instances != last.instances || step.pixels != last.pixels) {
                series.steps.push_back(step);
            }
        }
        return series;
    }

    std::map<Key, std::map<ClassId, std::vector<Delta>>> deltas_;
    std::size_t count_ = 0;
};

/// Tells progress by the changes that are done, at most some hundred times.
class Progress {
  public:
    Progress(const HistoryControl& control, std::uint64_t total)
        : control_(control)
        , total_(std::max<std::uint64_t>(total, 1)) {}

    void step() {
        ++done_;
        if (control_.on_progress && done_ * 256 / total_ != told_) {
            told_ = done_ * 256 / total_;
            control_.on_progress(static_cast<float>(done_) / static_cast<float>(total_));
        }
    }

  private:
    const HistoryControl& control_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
    std::uint64_t told_ = 0;
};

class Historian {
  public:
    Historian(
        const store::Recording& recording,
        const std::string& timeline,
        PixelCountCache& cache,
        const HistoryControl& control,
        const TensorChoices& tensors
    )
        : recording_(recording)
        , timeline_(timeline)
        , cache_(cache)
        , control_(control)
        , tensors_(tensors)
        , contexts_(recording) {}

    Result<std::vector<ContextHistory>> count(const std::vector<Work>& all) {
        std::uint64_t total = 0;
        for (const Work& work : all) {
            total += work.changes.size();
        }
        Progress progress(control_, total);
        for (const Work& work : all) {
            LIMN_TRY_VOID(count_entity(work, progress));
        }
        return deltas_.sum_up();
    }

  private:
    Result<void> count_entity(const Work& work, Progress& progress) {
        std::vector<ClassTally> before;
        std::optional<EntityPath> context_before;
        for (const TimeInt time : work.changes) {
            if (control_.stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "counting the classes over time was stopped");
            }
            const store::LatestAtQuery query{timeline_, time};
            std::optional<EntityPath> context = contexts_.find(query, work.entity);
            std::vector<ClassTally> now = tally(query, work);
            add_changes(time, context_before, before, context, now);
            if (deltas_.size() > kMaxHistorySteps) {
                return fail(
                    ErrorCode::TooLarge,
                    "the classes change too often to be kept over time"
                );
            }
            before = std::move(now);
            context_before = std::move(context);
            progress.step();
        }
        return {};
    }

    std::vector<ClassTally> tally(const store::LatestAtQuery& query, const Work& work) {
        EntityTally tally(recording_, query);
        for (const Countable* countable : work.countables) {
            tally.add_instances(work.entity, *countable);
        }
        if (work.has_mask) {
            tally.add_pixels(work.entity, cache_);
        }
        if (work.has_tensor) {
            const ContextPtr context = ContextMap(recording_, query).find(work.entity);
            const auto choice = tensors_.find(work.entity);
            tally.add_tensor(
                work.entity,
                choice == tensors_.end() ? TensorChoice() : choice->second,
                *context,
                cache_
            );
        }
        return tally.result();
    }

    void add_changes(
        TimeInt time,
        const std::optional<EntityPath>& context_before,
        const std::vector<ClassTally>& before,
        const std::optional<EntityPath>& context,
        const std::vector<ClassTally>& now
    ) {
        const bool is_same_context = context_before == context;
        const auto differs = [&](const ClassTally& tally, const std::vector<ClassTally>& other) {
            const auto found = std::ranges::lower_bound(other, tally.id, {}, &ClassTally::id);
            return !is_same_context || found == other.end() || found->id != tally.id ||
                   found->instances != tally.instances || found->pixels != tally.pixels;
        };
        for (const ClassTally& tally : before) {
            if (differs(tally, now)) {
                deltas_.add(context_before, time, tally, -1);
            }
        }
        for (const ClassTally& tally : now) {
            if (differs(tally, before)) {
                deltas_.add(context, time, tally, 1);
            }
        }
    }

    const store::Recording& recording_;
    const std::string& timeline_;
    PixelCountCache& cache_;
    const HistoryControl& control_;
    const TensorChoices& tensors_;
    ContextFinder contexts_;
    Deltas deltas_;
};

}  // namespace

std::vector<TimeInt> times_of(std::span<const OutlinePtr> chunks, const std::string& timeline) {
    std::vector<TimeInt> times;
    std::size_t limit = kManyTimes;
    for (const OutlinePtr& chunk : chunks) {
        if (const TimelineOutline* column = chunk->find_timeline(timeline)) {
            for (const TimeInt time : chunk->times_on(*column)) {
                times.push_back(std::max(time, kMinTime));
            }
        }
        if (times.size() > limit) {
            make_distinct(times);
            limit = std::max(limit, times.size() * 2);
        }
    }
    make_distinct(times);
    return times;
}

Result<ClassHistory> make_class_history(
    const store::Recording& recording,
    const std::string& timeline,
    std::vector<TimeInt> times,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const HistoryControl& control,
    const TensorChoices& tensors
) {
    ClassHistory history;
    history.timeline = timeline;
    history.times = std::move(times);
    if (history.times.empty()) {
        return history;
    }
    const std::vector<Work> work = find_work(recording, timeline, subtree, history.times.front());
    Historian historian(recording, timeline, cache, control, tensors);
    LIMN_TRY(history.contexts, historian.count(work));
    return history;
}

std::vector<ContextStep> context_steps(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& entity
) {
    const std::vector<TimeInt> times = times_of(recording.chunks(), timeline);
    if (times.empty()) {
        return {};
    }
    std::vector<TimeInt> changes{times.front()};
    ContextTimes(recording, timeline).append(entity, changes);
    make_distinct(changes);
    ContextFinder contexts(recording);
    std::vector<ContextStep> steps;
    for (const TimeInt time : changes) {
        std::optional<EntityPath> context = contexts.find({timeline, time}, entity);
        if (steps.empty() || steps.back().context != context) {
            steps.push_back({time, std::move(context)});
        }
    }
    return steps;
}

}  // namespace limn::annotation
