// SPDX-License-Identifier: MIT
/// EntityCounter: how often each class occurs in the data of single entities at a cursor.
///
/// Threads   only reads the recording; one user at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "annotation/pixel_count_cache.h"
#include "annotation/tensor_choice.h"
#include "model/archetypes.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::annotation {

/// An entity with data whose classes are counted.
struct CountedEntity {
    EntityPath entity;
    std::vector<const Archetype*> archetypes;  ///< Those of its data that are counted.
};

/// Entities at and below `subtree` that ever logged something to count, in path order.
[[nodiscard]] std::vector<CountedEntity>
counted_entities(const store::Recording& recording, const EntityPath& subtree);

/// All components on which the counts of the entity depend, but contexts and clears.
[[nodiscard]] std::vector<std::string>
counted_components(const store::Recording& recording, const CountedEntity& entity);

/// Does the chunk have anything that counts depend on: instances with classes, masks, contexts, clears?
[[nodiscard]] bool affects_counts(const ChunkOutline& chunk);

/// What is in a tally beside the counts.
enum class TallyDetail : std::uint8_t { CountsAlone, OwnColors };

/// How many instances of an archetype the entity has, of any class; those that are not finite are none.
[[nodiscard]] std::uint64_t num_instances(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const Archetype& archetype
);

class EntityCounter {
  public:
    EntityCounter(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        PixelCountCache& cache,
        TallyDetail detail = TallyDetail::OwnColors
    )
        : recording_(recording)
        , query_(query)
        , cache_(cache)
        , detail_(detail) {}

    /// Sorted by class id; only classes that occur. `choice` and `context` decide whether a tensor is
    /// shown as classes.
    [[nodiscard]] std::vector<ClassTally>
    count(const CountedEntity& entity, const TensorChoice& choice, const ResolvedContext& context);

  private:
    [[nodiscard]] std::vector<ClassTally>
    count_instances(const EntityPath& entity, const Archetype& archetype);
    [[nodiscard]] std::vector<ClassTally> count_pixels(const EntityPath& entity);
    [[nodiscard]] std::vector<ClassTally> count_tensor(
        const EntityPath& entity,
        const TensorChoice& choice,
        const ResolvedContext& context
    );

    const store::Recording& recording_;
    const store::LatestAtQuery& query_;
    PixelCountCache& cache_;
    TallyDetail detail_;
};

}  // namespace limn::annotation
