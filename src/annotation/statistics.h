// SPDX-License-Identifier: MIT
/// How often each class occurs at a cursor: instances and mask pixels.
///
/// What      Counts in the entities of a subtree whose context is the given one: instances by kind as
///           `instances.h` has them, and image pixels.
/// Threads   only read the recording; may run on a job while no insert runs (with a cache of its own).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "annotation/pixel_count_cache.h"
#include "annotation/tensor_choice.h"
#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::annotation {

/// What one entity adds to the counts.
struct EntityTally {
    EntityPath entity;
    std::vector<ClassTally> classes;  ///< Sorted by id; only those that occur.
};

/// In path order; only entities in which a class occurs. Tensors count where they are shown as classes.
[[nodiscard]] std::vector<EntityTally> count_by_entity(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const TensorChoices& tensors = {}
);

/// Sorted by class id.
[[nodiscard]] std::vector<ClassTally> sum_of(std::span<const EntityTally> tallies);

/// The sum of `count_by_entity`.
[[nodiscard]] std::vector<ClassTally> count_classes(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const TensorChoices& tensors = {}
);

}  // namespace limn::annotation
