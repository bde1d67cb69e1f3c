// SPDX-License-Identifier: MIT
/// SceneMemory: what asking for a scene's key has found out, so that the next time only what changed is asked.
///
/// What      The jobs of a view and, per entity, the state (`store::Recording::state_at`) at which its part
///           of the key was made. Never changes an answer: it belongs to one view, and notices by itself
///           when it is asked about another one or another recording.
/// Threads   one user at a time (the UI thread).
/// Cost      a key is by the entities of the view, some tens of nanoseconds for each that did not change.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "scene/scene_input.h"
#include "scene/scene_jobs.h"
#include "store/recording.h"

namespace limn::scene {

class SceneMemory {
  public:
    /// Sum of the keys of all jobs.
    [[nodiscard]] std::uint64_t jobs_key(const SceneInput& input);

    /// Key of the transforms.
    [[nodiscard]] std::uint64_t transforms_key(const SceneInput& input);

  private:
    struct JobEntry {
        SceneJob job;
        store::EntityHandle entity;
        std::uint64_t state = 0;  ///< At which `key` was made; 0: it was not.
        std::uint64_t key = 0;    ///< 0 if there is nothing to show.
    };

    void refresh(const SceneInput& input);

    // What the lists below were made for.
    const store::Recording* recording_ = nullptr;
    StoreId recording_id_;
    std::uint64_t schema_generation_ = 0;
    ViewSpec view_;
    std::set<EntityPath> hidden_;
    annotation::TensorChoices tensors_;
    bool has_lists_ = false;

    std::vector<JobEntry> jobs_;
    std::uint64_t contexts_key_ = 0;
    std::vector<store::EntityHandle> linking_;  ///< Entities that transforms depend on.
    std::uint64_t linking_state_ = 0;
    std::optional<std::uint64_t> transforms_key_;
};

}  // namespace limn::scene
