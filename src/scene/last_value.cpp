// SPDX-License-Identifier: MIT
#include "scene/last_value.h"

#include "annotation/context.h"
#include "model/component_names.h"
#include "store/tensor_value.h"

namespace limn::scene {

std::optional<store::Cell> last_value(
    const store::Recording& recording,
    const EntityPath& entity,
    std::string_view component
) {
    auto cell = recording.latest_at({recording.default_timeline(), kMaxTime}, entity, component);
    if (cell) {
        return cell;
    }
    for (const store::TimelineInfo& info : recording.timelines()) {
        const auto rows = recording.range(info.timeline.name, info.range, entity, component);
        if (!rows.empty()) {
            return recording.read(rows.front(), component);
        }
    }
    return std::nullopt;
}

bool is_shown_tensor(
    const store::Recording& recording,
    const EntityPath& entity,
    const annotation::TensorChoices& tensors
) {
    const auto chosen = tensors.find(entity);
    if (chosen != tensors.end() && chosen->second.as_classes) {
        return *chosen->second.as_classes;
    }
    const auto cell = last_value(recording, entity, component::kTensorData);
    const auto tensor = cell ? store::first_tensor(*cell) : std::nullopt;
    if (!tensor || !annotation::tensor_plane(*tensor)) {
        return false;
    }
    const store::LatestAtQuery last{recording.default_timeline(), kMaxTime};
    const annotation::ContextMap contexts(recording, last);
    return annotation::describes_every_id(*contexts.find(entity), *tensor);
}

}  // namespace limn::scene
