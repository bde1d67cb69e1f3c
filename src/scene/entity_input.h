// SPDX-License-Identifier: MIT
/// EntityInput: what a visualizer gets of one entity.
///
/// What      The cells of one archetype at the cursor, the places at which to draw them, and the
///           annotation context that applies.
/// Threads   plain value; cells keep their chunks alive.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "model/entity_path.h"
#include "scene/placement.h"
#include "store/recording.h"

namespace limn::scene {

struct EntityInput {
    EntityPath path;
    std::uint32_t entity = 0;                       ///< Index into Scene::entities.
    std::span<const std::string_view> components;   ///< Of the archetype, the required one first.
    std::vector<std::optional<store::Cell>> cells;  ///< One per component.
    std::uint64_t source_key = 0;                   ///< Identity of the recording and the entity.
    std::uint64_t cells_key = 0;                    ///< Identity of the cells' contents.
    std::vector<annotation::InstanceIdCell> id_candidates;  ///< Which points are one skeleton.
    annotation::Instances instances;         ///< How many there are, and of which classes.
    std::vector<Placement> placements;       ///< One, or one per logged pose.
    std::vector<glm::dmat4> instance_poses;  ///< PoseUse::Pairs: of instance i, the last repeats.
    std::uint64_t poses_key = 0;             ///< Identity of `instance_poses`.
    annotation::ContextPtr context;          ///< Never null.
    float draw_order = 0.0F;

    /// The cell of "Points2D:colors" for "colors"; absent if nothing was logged.
    [[nodiscard]] const std::optional<store::Cell>& cell(std::string_view field) const;

    /// Content key of a batch made of these cells at one placement.
    [[nodiscard]] std::uint64_t batch_key(const Placement& placement, std::uint64_t part) const;
};

/// Identity of a cell's content: chunk and row. `seed` carries what else it depends on.
[[nodiscard]] std::uint64_t hash_cell(std::uint64_t seed, const std::optional<store::Cell>& cell);

}  // namespace limn::scene
