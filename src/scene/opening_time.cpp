// SPDX-License-Identifier: MIT
#include "scene/opening_time.h"

#include <algorithm>
#include <set>

#include "scene/scene_jobs.h"
#include "scene/view_spec.h"

namespace limn::scene {
namespace {

/// How far to look on where something that was there was cleared again.
constexpr int kMaxSteps = 1000;

/// Does the view show any data at the cursor? Cameras alone do not count.
bool shows_something(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const std::vector<SceneJob>& jobs
) {
    return std::any_of(jobs.begin(), jobs.end(), [&](const SceneJob& job) {
        const auto cell = recording.latest_at(query, job.entity, job.visualizer->required());
        return cell && !cell->values().empty();
    });
}

/// First time of a chunk at which the component has instances, if earlier than `before`.
TimeInt first_time(
    const ChunkOutline& chunk,
    const std::string& timeline,
    std::string_view component,
    TimeInt before
) {
    const ColumnOutline* column = chunk.find_column(component);
    if (column == nullptr) {
        return before;
    }
    const TimelineOutline* times = chunk.find_timeline(timeline);
    if (times == nullptr) {
        return chunk.is_static() ? kMinTime : before;
    }
    if (times->range.min >= before) {
        return before;
    }
    const auto row_times = chunk.times_on(*times);
    for (std::size_t row = 0; row < row_times.size(); ++row) {
        const TimeInt time = row_times[row];
        if (time < before && chunk.has_instances(*column, row)) {
            before = time;
        }
    }
    return before;
}

/// First time at which any job of each view has data; kMaxTime for a view that never has.
std::vector<TimeInt> first_times(
    const store::Recording& recording,
    const std::string& timeline,
    const std::vector<std::vector<SceneJob>>& jobs_of_views
) {
    std::vector<TimeInt> first(jobs_of_views.size(), kMaxTime);
    for (const OutlinePtr& chunk : recording.chunks()) {
        for (std::size_t view = 0; view < jobs_of_views.size(); ++view) {
            const auto& jobs = jobs_of_views[view];
            const auto [begin, end] = std::equal_range(
                jobs.begin(),
                jobs.end(),
                SceneJob{chunk->entity(), nullptr},
                [](const SceneJob& a, const SceneJob& b) { return a.entity < b.entity; }
            );
            for (auto job = begin; job != end; ++job) {
                first[view] =
                    first_time(*chunk, timeline, job->visualizer->required(), first[view]);
            }
        }
    }
    return first;
}

/// Were all times given by the logger itself, one after the other? Then things that were logged once are all there at the end.
bool has_log_times_only(const store::Recording& recording) {
    return std::ranges::all_of(recording.timelines(), [](const store::TimelineInfo& info) {
        return info.timeline.name == "log_time" || info.timeline.name == "log_tick";
    });
}

}  // namespace

TimeInt opening_time(
    const store::Recording& recording,
    const std::string& timeline,
    const std::vector<ViewSpec>& views
) {
    const store::TimelineInfo* info = recording.find_timeline(timeline);
    if (info == nullptr) {
        return kMaxTime;
    }
    if (has_log_times_only(recording)) {
        return info->range.max;
    }
    std::vector<std::vector<SceneJob>> jobs_of_views;
    for (const ViewSpec& view : views) {
        auto jobs = find_jobs(recording, view, {});
        std::erase_if(jobs, [](const SceneJob& job) {
            return job.visualizer->kind == DataKind::Camera;
        });
        jobs_of_views.push_back(std::move(jobs));
    }
    // A view of nothing but cameras holds nobody up.
    std::erase_if(jobs_of_views, [](const auto& jobs) { return jobs.empty(); });
    const auto first = first_times(recording, timeline, jobs_of_views);
    TimeInt time = info->range.min;
    for (const TimeInt view_time : first) {
        time = std::max(time, view_time);
    }
    for (int step = 0; step < kMaxSteps && time <= info->range.max; ++step) {
        const bool all_show =
            std::all_of(jobs_of_views.begin(), jobs_of_views.end(), [&](const auto& jobs) {
                return shows_something(recording, {timeline, time}, jobs);
            });
        if (all_show) {
            return time;
        }
        const auto next = recording.next_time(timeline, time);
        if (!next || *next <= time) {
            break;
        }
        time = *next;
    }
    return info->range.max;
}

}  // namespace limn::scene
