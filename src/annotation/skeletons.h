// SPDX-License-Identifier: MIT
/// Which points of a batch make up one skeleton.
///
/// What      Points of one class belong together until a keypoint id repeats: that point starts the
///           next skeleton of its class. So several people of one class may lie in one batch.
/// Threads   pure function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/ids.h"

namespace limn::annotation {

struct SkeletonSplit {
    std::vector<std::uint32_t> of_point;  ///< Skeleton number of each point.
    std::vector<ClassId> classes;         ///< Class of each skeleton, in order of its first point.

    [[nodiscard]] std::size_t num_skeletons() const { return classes.size(); }
};

/// Ids are repeated (the last one) or cut to `num_points`. Without class or keypoint ids there are
/// no skeletons: both vectors are empty.
[[nodiscard]] SkeletonSplit split_skeletons(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points
);

/// Skeleton number of each point alone: always `num_points` of them, 0 where there are no ids.
[[nodiscard]] std::vector<std::uint32_t> skeleton_of_points(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points
);

}  // namespace limn::annotation
