// SPDX-License-Identifier: MIT
#include "annotation/skeleton_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>
#include <limits>
#include <numbers>
#include <set>
#include <string_view>
#include <vector>

#include "annotation/instances.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

constexpr int kLayoutRounds = 120;

using Joints = std::map<KeypointId, glm::vec3>;

bool is_3d(const Archetype& archetype) {
    return archetype.required == component::kPoints3DPositions;
}

std::vector<glm::vec3> positions_of(const store::Cell& cell, bool has_depth) {
    std::vector<glm::vec3> out;
    if (has_depth) {
        const auto values = store::vec3_values(cell);
        out.assign(values.begin(), values.end());
    } else {
        for (const glm::vec2 value : store::vec2_values(cell)) {
            out.emplace_back(value, 0.0F);
        }
    }
    return out;
}

/// The most complete skeleton of the class in one entity.
Joints joints_in_entity(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const Archetype& archetype,
    ClassId id
) {
    std::map<std::string_view, std::optional<store::Cell>> cells;
    const auto find_cell = [&](std::string_view component) -> const store::Cell* {
        const auto [cell, is_new] = cells.try_emplace(component);
        if (is_new) {
            cell->second = recording.latest_at(query, entity, component);
        }
        return cell->second ? &*cell->second : nullptr;
    };
    const store::Cell* points = find_cell(archetype.required);
    if (points == nullptr) {
        return {};
    }
    const Instances instances =
        read_instances(archetype, find_cell, instance_id_cells(recording, query, entity));
    const std::vector<glm::vec3> positions = positions_of(*points, is_3d(archetype));
    const SkeletonSplit& split = instances.skeletons;
    std::map<std::uint32_t, Joints> skeletons;
    for (std::size_t i = 0; i < std::min(split.of_point.size(), positions.size()); ++i) {
        if (instances.is_finite(i) && split.classes[split.of_point[i]] == id) {
            const std::size_t last = instances.keypoint_ids.size() - 1;
            skeletons[split.of_point[i]].try_emplace(
                instances.keypoint_ids[std::min(i, last)],
                positions[i]
            );
        }
    }
    const auto most = std::ranges::max_element(skeletons, {}, [](const auto& item) {
        return item.second.size();
    });
    return most == skeletons.end() ? Joints{} : most->second;
}

/// Seen flat from the side on which it is widest, z up.
glm::vec2 seen_flat(glm::vec3 at, bool has_depth, bool along_x) {
    if (!has_depth) {
        return {at.x, at.y};
    }
    return {along_x ? at.x : at.y, -at.z};
}

bool is_wider_in_x(const Joints& joints) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high(std::numeric_limits<float>::lowest());
    for (const auto& [id, at] : joints) {
        low = glm::min(low, at);
        high = glm::max(high, at);
    }
    return high.x - low.x >= high.y - low.y;
}

JointPlaces fit_in_square(JointPlaces places) {
    glm::vec2 low(std::numeric_limits<float>::max());
    glm::vec2 high(std::numeric_limits<float>::lowest());
    for (const auto& [id, at] : places) {
        low = glm::min(low, at);
        high = glm::max(high, at);
    }
    const glm::vec2 size = high - low;
    const float longest = std::max({size.x, size.y, std::numeric_limits<float>::min()});
    for (auto& [id, at] : places) {
        at = (at - low) / longest + (glm::vec2(1.0F) - size / longest) * 0.5F;
    }
    return places;
}

/// Bones between each two joints, by the shortest way; -1 where there is none.
std::vector<std::vector<int>>
distances_between(const std::vector<KeypointId>& ids, const ClassStyle& style) {
    const std::size_t count = ids.size();
    std::vector<std::vector<std::size_t>> neighbours(count);
    const auto place_of = [&](KeypointId id) {
        return static_cast<std::size_t>(std::ranges::lower_bound(ids, id) - ids.begin());
    };
    for (const KeypointPair& pair : style.connections) {
        const std::size_t a = place_of(pair.from);
        const std::size_t b = place_of(pair.to);
        if (a < count && b < count && ids[a] == pair.from && ids[b] == pair.to && a != b) {
            neighbours[a].push_back(b);
            neighbours[b].push_back(a);
        }
    }
    std::vector<std::vector<int>> distances(count, std::vector<int>(count, -1));
    for (std::size_t from = 0; from < count; ++from) {
        std::vector<std::size_t> queue{from};
        distances[from][from] = 0;
        for (std::size_t head = 0; head < queue.size(); ++head) {
            for (const std::size_t next : neighbours[queue[head]]) {
                if (distances[from][next] < 0) {
                    distances[from][next] = distances[from][queue[head]] + 1;
                    queue.push_back(next);
                }
            }
        }
    }
    return distances;
}

}  // namespace

std::optional<JointPlaces> joints_of_instance(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    ClassId id
) {
    for (const Archetype& archetype : archetypes()) {
        if (archetype.keypoint_ids.empty()) {
            continue;
        }
        Joints best;
        for (const EntityPath& entity : recording.entities_with(archetype.keypoint_ids)) {
            if (contexts.find(entity)->key() != context.key()) {
                continue;
            }
            Joints joints = joints_in_entity(recording, query, entity, archetype, id);
            if (joints.size() > best.size()) {
                best = std::move(joints);
            }
        }
        if (best.size() < 2) {
            continue;
        }
        const bool along_x = is_wider_in_x(best);
        JointPlaces places;
        for (const auto& [joint, at] : best) {
            places[joint] = seen_flat(at, is_3d(archetype), along_x);
        }
        return fit_in_square(std::move(places));
    }
    return std::nullopt;
}

JointPlaces automatic_joints(const ClassStyle& style) {
    std::vector<KeypointId> ids;
    for (const KeypointStyle& keypoint : style.keypoints) {
        if (ids.size() < kMaxJoints) {
            ids.push_back(keypoint.id);
        }
    }
    const std::size_t count = ids.size();
    const auto distances = distances_between(ids, style);
    std::vector<glm::vec2> at(count);
    for (std::size_t i = 0; i < count; ++i) {
        const float angle = 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) /
                            static_cast<float>(std::max<std::size_t>(count, 1));
        at[i] = {std::sin(angle), -std::cos(angle)};
    }
    // Each joint moves to where the others want it: as far away as there are bones between them.
    const float apart = static_cast<float>(count) * 0.5F + 1.0F;
    for (int round = 0; round < kLayoutRounds; ++round) {
        for (std::size_t i = 0; i < count; ++i) {
            glm::vec2 sum(0.0F);
            float weights = 0.0F;
            for (std::size_t j = 0; j < count; ++j) {
                if (i == j) {
                    continue;
                }
                const int bones = distances[i][j];
                const float wanted = bones < 0 ? apart : static_cast<float>(bones);
                const float weight = 1.0F / (wanted * wanted);
                const glm::vec2 away = at[i] - at[j];
                const float length = std::max(glm::length(away), 1e-4F);
                sum += weight * (at[j] + away * (wanted / length));
                weights += weight;
            }
            at[i] = weights > 0.0F ? sum / weights : at[i];
        }
    }
    JointPlaces places;
    for (std::size_t i = 0; i < count; ++i) {
        places[ids[i]] = at[i];
    }
    return fit_in_square(std::move(places));
}

}  // namespace limn::annotation
