// SPDX-License-Identifier: MIT
/// Which points of a batch make up one skeleton.
///
/// What      Several people of one class may lie in one batch, also with unseen joints left out. Per
///           class, in row order:
///           1. an explicit instance id per point decides, if there is one;
///           2. a keypoint id that repeats starts the next skeleton: without a repeat there is one;
///           3. else the order of the joints tells where a person ends (see keypoint_order.h).
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
/// no skeletons: both vectors are empty. `instance_ids` are used where there is one per point.
[[nodiscard]] SkeletonSplit split_skeletons(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points,
    std::span<const std::int64_t> instance_ids = {}
);

}  // namespace limn::annotation
