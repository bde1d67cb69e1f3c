// SPDX-License-Identifier: MIT
/// EntityTally: how often each class occurs in the data of single entities at a cursor.
///
/// Threads   only reads the recording; one user at a time.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "annotation/statistics.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "store/recording.h"

namespace limn::annotation {

/// An archetype whose instances carry class ids.
struct Countable {
    std::string_view instances;  ///< The required component: as many instances as it has.
    std::string_view class_ids;
    std::string_view keypoint_ids;  ///< Empty if there are none.
};

/// Meshes are not among them: their class ids are per vertex.
[[nodiscard]] std::span<const Countable> countables();

/// Does the chunk have anything that counts depend on: instances with classes, masks, contexts, clears?
[[nodiscard]] bool says_of_classes(const ChunkOutline& chunk);

class EntityTally {
  public:
    EntityTally(const store::Recording& recording, const store::LatestAtQuery& query)
        : recording_(recording)
        , query_(query) {}

    void add_instances(const EntityPath& entity, const Countable& countable);
    void add_pixels(const EntityPath& entity, PixelCountCache& cache);

    /// Nothing for a tensor that is not shown as classes.
    void add_tensor(
        const EntityPath& entity,
        const TensorChoice& choice,
        const ResolvedContext& context,
        PixelCountCache& cache
    );

    /// Sorted by class id; only classes that occur.
    [[nodiscard]] std::vector<ClassTally> result() const;

  private:
    ClassTally& tally_of(ClassId id);

    bool add_skeletons(
        const EntityPath& entity,
        const Countable& countable,
        std::span<const std::uint16_t> class_ids,
        std::size_t num_points
    );

    const store::Recording& recording_;
    const store::LatestAtQuery& query_;
    std::map<ClassId, ClassTally> tallies_;
};

}  // namespace limn::annotation
