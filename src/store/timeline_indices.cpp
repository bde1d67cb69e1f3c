// SPDX-License-Identifier: MIT
#include "store/timeline_indices.h"

namespace limn::store {

const TimeIndex* TimelineIndices::find(std::optional<TimelineNumber> timeline) const {
    if (!timeline) {
        return nullptr;
    }
    for (const auto& [number, index] : indices_) {
        if (number == *timeline) {
            return &index;
        }
    }
    return nullptr;
}

TimeIndex& TimelineIndices::get_or_add(TimelineNumber timeline) {
    for (auto& [number, index] : indices_) {
        if (number == timeline) {
            return index;
        }
    }
    return indices_.emplace_back(timeline, TimeIndex{}).second;
}

}  // namespace limn::store
