// SPDX-License-Identifier: MIT
/// How often each class occurs at a cursor: instances and mask pixels.
///
/// What      Counts in the entities of a subtree whose context is the given one. Points with keypoint
///           ids count one per skeleton (a keypoint id that repeats within a class starts the next
///           one), everything else one per instance; pixels are image pixels.
/// Threads   only read the recording; may run on a job while no insert runs (with a cache of its own).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "annotation/context.h"
#include "annotation/tensor_choice.h"
#include "media/stats.h"
#include "model/entity_path.h"
#include "model/image_format.h"
#include "store/recording.h"

namespace limn::annotation {

struct ClassTally {
    ClassId id = 0;
    std::uint64_t instances = 0;
    std::uint64_t pixels = 0;
};

/// Pixel counts per image key, so that a still mask is not counted again every frame. Bounded.
class PixelCountCache {
  public:
    [[nodiscard]] const std::vector<media::ClassCount>* find(std::uint64_t key) const;
    const std::vector<media::ClassCount>&
    put(std::uint64_t key, std::vector<media::ClassCount> counts);

  private:
    /// About 64 MB; beyond that all is counted anew.
    static constexpr std::size_t kMaxCounts = std::size_t{4} << 20U;

    std::unordered_map<std::uint64_t, std::vector<media::ClassCount>> counts_;
    std::size_t num_counts_ = 0;
};

/// Sorted by class id; only classes that occur. Tensors count where they are shown as classes.
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
