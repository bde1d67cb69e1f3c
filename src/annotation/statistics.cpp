// SPDX-License-Identifier: MIT
#include "annotation/statistics.h"

#include <utility>

#include "annotation/entity_counter.h"

namespace limn::annotation {

std::vector<EntityTally> count_by_entity(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const TensorChoices& tensors
) {
    EntityCounter counter(recording, query, cache);
    std::vector<EntityTally> tallies;
    for (const CountedEntity& entity : counted_entities(recording, subtree)) {
        if (contexts.find(entity.entity)->key() != context.key()) {
            continue;
        }
        const auto choice = tensors.find(entity.entity);
        const bool is_chosen = choice != tensors.end();
        auto classes = counter.count(entity, is_chosen ? choice->second : TensorChoice(), context);
        if (!classes.empty()) {
            tallies.push_back({entity.entity, std::move(classes)});
        }
    }
    return tallies;
}

std::vector<ClassTally> sum_of(std::span<const EntityTally> tallies) {
    std::vector<ClassTally> sum;
    for (const EntityTally& tally : tallies) {
        merge_tallies(sum, tally.classes);
    }
    return sum;
}

std::vector<ClassTally> count_classes(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    const EntityPath& subtree,
    PixelCountCache& cache,
    const TensorChoices& tensors
) {
    return sum_of(count_by_entity(recording, query, contexts, context, subtree, cache, tensors));
}

}  // namespace limn::annotation
