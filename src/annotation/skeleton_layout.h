// SPDX-License-Identifier: MIT
/// Where the joints of a class stand in a small drawing of its skeleton.
///
/// What      Taken from the most complete skeleton of the class at the cursor, seen flat; without one, laid
///           out so that connected joints are near and others far.
/// Units     0…1 in both directions, y down, aspect kept; the drawing fills the longer side.
/// Cost      O(points) for an instance, O(joints²) a round without one; joints beyond kMaxJoints get no place.
/// Threads   pure functions that read the recording.
#pragma once

#include <cstddef>
#include <glm/vec2.hpp>
#include <map>
#include <optional>

#include "annotation/context.h"
#include "model/ids.h"
#include "store/recording.h"

namespace limn::annotation {

inline constexpr std::size_t kMaxJoints = 256;

using JointPlaces = std::map<KeypointId, glm::vec2>;

/// Of an instance at the cursor, in the entities whose context is this one: the one with most joints,
/// 2D before 3D. Nothing if no skeleton of the class has two joints or more.
[[nodiscard]] std::optional<JointPlaces> joints_of_instance(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& contexts,
    const ResolvedContext& context,
    ClassId id
);

/// From the connections alone; always the same.
[[nodiscard]] JointPlaces automatic_joints(const ClassStyle& style);

}  // namespace limn::annotation
