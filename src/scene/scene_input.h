// SPDX-License-Identifier: MIT
/// SceneInput: what a scene is made from.
///
/// Threads   plain value; refers to the recording, the contexts and the caches.
#pragma once

#include <optional>
#include <set>

#include "annotation/context.h"
#include "annotation/tensor_choice.h"
#include "model/entity_path.h"
#include "scene/view_spec.h"
#include "store/recording.h"

namespace limn::scene {

/// Keeps decoded pictures, and facts about them, between builds; bounded by bytes.
class SceneCache;

/// Remembers what `scene_key` has found out, from one call to the next.
class SceneMemory;

struct SceneInput {
    const store::Recording* recording = nullptr;
    store::LatestAtQuery query;
    const annotation::ContextMap* contexts = nullptr;
    ViewSpec view;
    std::set<EntityPath> hidden;      ///< Entities that the user switched off, with their subtrees.
    SceneCache* cache = nullptr;      ///< May be null.
    SceneMemory* memory = nullptr;    ///< Of this view; may be null.
    std::optional<bool> show_labels;  ///< Overrides what is logged: on or off.
    annotation::TensorChoices tensors;  ///< Which tensors are masks, and what of them is shown.
};

}  // namespace limn::scene
