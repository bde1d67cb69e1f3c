// SPDX-License-Identifier: MIT
#include "scene/scene_memory.h"

#include "base/hash.h"
#include "model/component_names.h"
#include "scene/frame_links.h"
#include "scene/subtrees.h"
#include "scene/transform_tree.h"

namespace limn::scene {

void SceneMemory::refresh(const SceneInput& input) {
    const store::Recording& recording = *input.recording;
    if (has_lists_ && recording_ == &recording && recording_id_ == recording.id() &&
        schema_generation_ == recording.schema_generation() && view_ == input.view &&
        hidden_ == input.hidden && tensors_ == input.tensors) {
        return;
    }
    recording_ = &recording;
    recording_id_ = recording.id();
    schema_generation_ = recording.schema_generation();
    view_ = input.view;
    hidden_ = input.hidden;
    tensors_ = input.tensors;
    has_lists_ = true;
    jobs_.clear();
    for (SceneJob& job : find_jobs(recording, view_, hidden_)) {
        const store::EntityHandle entity = recording.handle(job.entity);
        jobs_.push_back({std::move(job), entity, 0, 0});
    }
    linking_.clear();
    for (const EntityPath& entity : linking_entities(recording, top_of(view_))) {
        linking_.push_back(recording.handle(entity));
    }
    for (const EntityPath& entity : recording.entities_with(component::kCoordinateFrame)) {
        linking_.push_back(recording.handle(entity));
    }
    transforms_key_.reset();
}

std::uint64_t SceneMemory::jobs_key(const SceneInput& input) {
    refresh(input);
    const store::Recording& recording = *input.recording;
    const store::Cursor cursor = recording.cursor(input.query);
    const bool same_contexts = contexts_key_ == input.contexts->key();
    contexts_key_ = input.contexts->key();
    EntityInput cells;
    std::uint64_t key = 0;
    store::EntityHandle entity;
    std::uint64_t state = 0;
    for (JobEntry& entry : jobs_) {
        if (!(entry.entity == entity)) {
            entity = entry.entity;
            state = recording.state_at(entity, cursor);
        }
        if (!same_contexts || entry.state != state) {
            entry.state = state;
            entry.key = 0;
            if (read_cells(recording, input.query, entry.job, cells)) {
                cells.context = input.contexts->find(entry.job.entity);
                entry.key = job_key(input, entry.job, cells);
            }
        }
        key += entry.key;
    }
    return key;
}

std::uint64_t SceneMemory::transforms_key(const SceneInput& input) {
    refresh(input);
    const store::Recording& recording = *input.recording;
    const store::Cursor cursor = recording.cursor(input.query);
    std::uint64_t state = recording.has_named_frames() ? 1U : 0U;
    for (const store::EntityHandle& entity : linking_) {
        state = hash_combine(state, recording.state_at(entity, cursor));
    }
    if (!transforms_key_ || linking_state_ != state) {
        Diagnostics ignored;
        transforms_key_ = TransformTree(recording, input.query, input.view, ignored).key();
        linking_state_ = state;
    }
    return *transforms_key_;
}

}  // namespace limn::scene
