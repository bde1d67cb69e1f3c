// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "annotation/class_history.h"
#include "annotation/context.h"
#include "annotation/entity_counter.h"
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
    CountedEntity entity;
    bool has_tensor = false;
    std::vector<TimeInt> changes;
};

std::vector<Work> find_work(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& subtree,
    TimeInt first
) {
    const ContextTimes context_times(recording, timeline);
    std::vector<Work> all;
    for (CountedEntity& entity : counted_entities(recording, subtree)) {
        Work work;
        work.changes.push_back(first);
        for (const std::string& component : counted_components(recording, entity)) {
            context_times.add_rows(entity.entity, component, work.changes);
        }
        work.has_tensor = std::ranges::any_of(entity.archetypes, [](const Archetype* archetype) {
            return archetype->required == component::kTensorData;
        });
        context_times.append(entity.entity, work.changes);
        make_distinct(work.changes);
        work.entity = std::move(entity);
        all.push_back(std::move(work));
    }
    return all;
}

/// A change of one count of a class; the count itself once they are summed.
struct Delta {
    TimeInt time = 0;
    CountKind kind = CountKind::Shapes;
    std::int64_t change = 0;
};

/// Collects the changes of all entities, by context and class.
class Deltas {
  public:
    using Key = std::optional<EntityPath>;

    /// Nothing for counts that stay.
    void add(
        const Key& context,
        TimeInt time,
        ClassId id,
        const ClassCounts& before,
        const ClassCounts& now
    ) {
        if (before == now) {
            return;
        }
        std::vector<Delta>& deltas = deltas_[context][id];
        for (std::size_t i = 0; i < kNumCountKinds; ++i) {
            const auto kind = static_cast<CountKind>(i);
            if (before[kind] != now[kind]) {
                const auto change = static_cast<std::int64_t>(now[kind] - before[kind]);
                deltas.push_back({time, kind, change});
                ++count_;
            }
        }
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
        ClassCounts counts;
        for (std::size_t i = 0; i < deltas.size(); ++i) {
            counts[deltas[i].kind] += static_cast<std::uint64_t>(deltas[i].change);
            if (i + 1 < deltas.size() && deltas[i + 1].time == deltas[i].time) {
                continue;
            }
            const ClassCounts last =
                series.steps.empty() ? ClassCounts() : series.steps.back().counts;
            if (counts != last) {
                series.steps.push_back({deltas[i].time, counts});
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
            std::optional<EntityPath> context = contexts_.find(query, work.entity.entity);
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
        EntityCounter counter(recording_, query, cache_, TallyDetail::CountsAlone);
        if (!work.has_tensor) {
            return counter.count(work.entity, {}, ResolvedContext());
        }
        const ContextPtr context = ContextMap(recording_, query).find(work.entity.entity);
        const auto choice = tensors_.find(work.entity.entity);
        return counter.count(
            work.entity,
            choice == tensors_.end() ? TensorChoice() : choice->second,
            *context
        );
    }

    void add_changes(
        TimeInt time,
        const std::optional<EntityPath>& context_before,
        const std::vector<ClassTally>& before,
        const std::optional<EntityPath>& context,
        const std::vector<ClassTally>& now
    ) {
        const bool is_same_context = context_before == context;
        const auto counts_in = [&](const std::vector<ClassTally>& tallies, ClassId id) {
            const auto found = std::ranges::lower_bound(tallies, id, {}, &ClassTally::id);
            const bool is_there = is_same_context && found != tallies.end() && found->id == id;
            return is_there ? std::optional(found->counts) : std::nullopt;
        };
        for (const ClassTally& tally : before) {
            if (!counts_in(now, tally.id)) {
                deltas_.add(context_before, time, tally.id, tally.counts, {});
            }
        }
        for (const ClassTally& tally : now) {
            const ClassCounts last = counts_in(before, tally.id).value_or(ClassCounts());
            deltas_.add(context, time, tally.id, last, tally.counts);
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
