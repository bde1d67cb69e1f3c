// SPDX-License-Identifier: MIT
#include "annotation/statistics.h"

#include <string_view>
#include <utility>

#include "annotation/entity_tally.h"
#include "model/component_names.h"

namespace limn::annotation {

const std::vector<media::ClassCount>* PixelCountCache::find(std::uint64_t key) const {
    const auto found = counts_.find(key);
    return found == counts_.end() ? nullptr : &found->second;
}

const std::vector<media::ClassCount>&
PixelCountCache::put(std::uint64_t key, std::vector<media::ClassCount> counts) {
    if (num_counts_ + counts.size() > kMaxCounts) {
        counts_.clear();
        num_counts_ = 0;
    }
    num_counts_ += counts.size() + 1;
    return counts_.insert_or_assign(key, std::move(counts)).first->second;
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
    EntityTally tally(recording, query);
    const auto for_each_entity = [&](std::string_view component, auto&& count) {
        for (const EntityPath& entity : recording.entities_with(component)) {
            if (entity.is_in_subtree_of(subtree) && contexts.find(entity)->key() == context.key()) {
                count(entity);
            }
        }
    };
    for (const Countable& countable : countables()) {
        for_each_entity(countable.class_ids, [&](const EntityPath& entity) {
            tally.add_instances(entity, countable);
        });
    }
    for_each_entity(component::kSegmentationBuffer, [&](const EntityPath& entity) {
        tally.add_pixels(entity, cache);
    });
    for_each_entity(component::kTensorData, [&](const EntityPath& entity) {
        const auto choice = tensors.find(entity);
        const bool is_chosen = choice != tensors.end();
        tally.add_tensor(entity, is_chosen ? choice->second : TensorChoice(), context, cache);
    });
    return tally.result();
}

}  // namespace limn::annotation
