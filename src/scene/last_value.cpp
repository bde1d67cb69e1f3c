// SPDX-License-Identifier: MIT
#include "scene/last_value.h"

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

}  // namespace limn::scene
