// SPDX-License-Identifier: MIT
/// Which entities a view shows, and with which visualizers.
///
/// What      Entities among the view's contents, without hidden subtrees, that ever logged what a
///           visualizer requires.
/// Cost      by the entities that have such data, not by all there are.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "model/entity_path.h"
#include "scene/scene_input.h"
#include "scene/visualizers/visualizer.h"
#include "store/recording.h"

namespace limn::scene {

struct SceneJob {
    EntityPath entity;
    const Visualizer* visualizer = nullptr;
};

/// In path order; of one entity in the order of the visualizers.
[[nodiscard]] std::vector<SceneJob> find_jobs(
    const store::Recording& recording,
    const ViewSpec& view,
    const std::set<EntityPath>& hidden
);

/// What a job adds to the scene's key, of the cells and the context that were read. Keys of jobs are
/// summed: their order does not matter.
[[nodiscard]] std::uint64_t
job_key(const SceneInput& input, const SceneJob& job, const EntityInput& cells);

/// Cells of a job at the cursor; false if the required one is absent.
[[nodiscard]] bool read_cells(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const SceneJob& job,
    EntityInput& input
);

}  // namespace limn::scene
