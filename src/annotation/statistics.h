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
#include "media/stats.h"
#include "model/entity_path.h"
#include "model/image_format.h"
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

/// Class image of an entity at the cursor as the renderer takes it (any logged datatype; values that
/// are no ids become "no class"), or nothing. Errors name the entity and what is wrong with buffer or
/// format; an image without pixels is one, too. u8, u16, u32 and signed values without a negative one
/// are viewed, all else becomes u32, in which a value that does not occur stands for "no class".
struct ClassImage {
    media::ImagePtr image;
    std::uint64_t key = 0;  ///< Content identity (row ids of buffer and format); 0 alone.
    std::uint64_t invalid_pixels = 0;  ///< Negative, fractional, NaN, infinite or above 2^32−1.
};

[[nodiscard]] Result<std::optional<ClassImage>> class_image_at(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
);

/// Conversion alone.
[[nodiscard]] Result<ClassImage> to_class_image(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    std::shared_ptr<const void> owner
);

}  // namespace limn::annotation
