// SPDX-License-Identifier: MIT
#include "annotation/instance_ids.h"

#include <algorithm>
#include <array>
#include <utility>

#include "store/component_view.h"

namespace limn::annotation {
namespace {

/// In order of preference.
constexpr std::array<std::string_view, 3> kNames{"track_ids", "instance_ids", "person_ids"};

std::string_view bare_name(std::string_view component) {
    const std::size_t colon = component.rfind(':');
    return colon == std::string_view::npos ? component : component.substr(colon + 1);
}

}  // namespace

bool is_instance_id_component(std::string_view component) {
    return std::ranges::find(kNames, bare_name(component)) != kNames.end();
}

std::vector<std::string>
instance_id_components(const store::Recording& recording, const EntityPath& entity) {
    std::vector<std::string> candidates;
    for (store::ComponentInfo& component : recording.components(entity)) {
        if (is_instance_id_component(component.name)) {
            candidates.push_back(std::move(component.name));
        }
    }
    std::ranges::sort(candidates, {}, [](const std::string& component) {
        return std::pair(std::ranges::find(kNames, bare_name(component)), component);
    });
    return candidates;
}

std::vector<InstanceIdCell> instance_id_cells(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
) {
    std::vector<InstanceIdCell> candidates;
    for (std::string& component : instance_id_components(recording, entity)) {
        if (auto cell = recording.latest_at(query, entity, component)) {
            candidates.push_back({std::move(component), *std::move(cell)});
        }
    }
    return candidates;
}

InstanceIds read_instance_ids(std::span<const InstanceIdCell> candidates, std::size_t num_points) {
    InstanceIds ids;
    for (const InstanceIdCell& candidate : candidates) {
        const arrow::Array values = candidate.cell.values();
        if (values.empty()) {
            continue;
        }
        ids.of_point = store::integer_values(candidate.cell);
        if (!ids.of_point.empty() && ids.of_point.size() == num_points) {
            return ids;
        }
        ids.ignored.push_back(
            candidate.component + (ids.of_point.empty()
                                       ? " is ignored: its values are not all integers"
                                       : " is ignored: it has not one value for each point")
        );
        ids.of_point.clear();
    }
    return ids;
}

}  // namespace limn::annotation
