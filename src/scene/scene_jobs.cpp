// SPDX-License-Identifier: MIT
#include "scene/scene_jobs.h"

#include <algorithm>

#include "base/hash.h"
#include "scene/subtrees.h"
#include "scene/transform_values.h"

namespace limn::scene {

std::vector<SceneJob> find_jobs(
    const store::Recording& recording,
    const ViewSpec& view,
    const std::set<EntityPath>& hidden
) {
    const ViewContents contents(view);
    const SubtreeSet hidden_set(hidden);
    const auto is_shown = [&](const EntityPath& entity) {
        return contents.contains(entity) && !hidden_set.contains(entity) &&
               (!entity.is_reserved() || view.origin.is_reserved());
    };
    std::vector<SceneJob> jobs;
    for (const Visualizer* visualizer : all_visualizers()) {
        if (places_itself(visualizer->kind) && view.kind != ViewKind::Spatial3D) {
            continue;
        }
        const auto middle = static_cast<std::ptrdiff_t>(jobs.size());
        for (EntityPath& entity : recording.entities_with(visualizer->required())) {
            if (is_shown(entity)) {
                jobs.push_back({std::move(entity), visualizer});
            }
        }
        std::inplace_merge(
            jobs.begin(),
            jobs.begin() + middle,
            jobs.end(),
            [](const SceneJob& a, const SceneJob& b) { return a.entity < b.entity; }
        );
    }
    return jobs;
}

std::uint64_t job_key(const SceneInput& input, const SceneJob& job, const EntityInput& cells) {
    std::uint64_t key = hash_combine(cells.cells_key, cells.context->key());
    if (const auto tensor = input.tensors.find(job.entity); tensor != input.tensors.end()) {
        key = hash_combine(key, tensor->second.as_classes ? *tensor->second.as_classes + 1U : 0U);
        for (const std::uint64_t index : tensor->second.index) {
            key = hash_combine(key, index);
        }
    }
    if (job.visualizer->space == DataSpace::Spatial) {
        for (const auto& cell :
             input.recording->latest_row(input.query, job.entity, pose_components())) {
            key = hash_cell(key, cell);
        }
    }
    return key;
}

bool read_cells(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const SceneJob& job,
    EntityInput& input
) {
    input.path = job.entity;
    input.components = job.visualizer->components;
    input.cells.clear();
    const StoreId& store = recording.id();
    input.source_key = hash_combine(hash_text(store.application_id), hash_text(store.recording_id));
    input.source_key = hash_combine(input.source_key, job.entity.hash());
    input.cells_key = hash_combine(input.source_key, hash_text(job.visualizer->name));
    for (const std::string_view component : input.components) {
        const bool is_first = input.cells.empty();
        input.cells.push_back(recording.latest_at(query, job.entity, component));
        if (is_first && !input.cells.front()) {
            return false;
        }
        input.cells_key = hash_cell(input.cells_key, input.cells.back());
    }
    input.id_candidates.clear();
    if (input.cell("keypoint_ids")) {
        input.id_candidates = annotation::instance_id_cells(recording, query, job.entity);
        for (const annotation::InstanceIdCell& candidate : input.id_candidates) {
            input.cells_key = hash_cell(input.cells_key, candidate.cell);
        }
    }
    return true;
}

}  // namespace limn::scene
