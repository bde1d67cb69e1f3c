// SPDX-License-Identifier: MIT
#include "annotation/skeletons.h"

#include <algorithm>
#include <unordered_map>

namespace limn::annotation {
namespace {

/// 1 + the number of a skeleton; 0 for none yet.
using SkeletonMark = std::uint32_t;

}  // namespace

SkeletonSplit split_skeletons(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points
) {
    SkeletonSplit split;
    if (class_ids.empty() || keypoint_ids.empty()) {
        return split;
    }
    split.of_point.reserve(num_points);
    std::unordered_map<std::uint32_t, SkeletonMark> open;  // By class: its unfinished skeleton.
    std::unordered_map<std::uint32_t, SkeletonMark> last;  // By class and keypoint: where it is.
    SkeletonMark* open_of_class = nullptr;
    std::uint32_t previous_class = 0;
    for (std::size_t i = 0; i < num_points; ++i) {
        const std::uint32_t class_id = class_ids[std::min(i, class_ids.size() - 1)];
        const std::uint32_t keypoint = keypoint_ids[std::min(i, keypoint_ids.size() - 1)];
        if (open_of_class == nullptr || class_id != previous_class) {
            open_of_class = &open[class_id];
            previous_class = class_id;
        }
        SkeletonMark& skeleton = *open_of_class;
        SkeletonMark& seen_in = last[(class_id << 16U) | keypoint];
        if (skeleton == 0 || seen_in == skeleton) {
            split.classes.push_back(class_id);
            skeleton = static_cast<SkeletonMark>(split.classes.size());
        }
        seen_in = skeleton;
        split.of_point.push_back(skeleton - 1);
    }
    return split;
}

std::vector<std::uint32_t> skeleton_of_points(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points
) {
    std::vector<std::uint32_t> result =
        split_skeletons(class_ids, keypoint_ids, num_points).of_point;
    result.resize(num_points, 0);
    return result;
}

}  // namespace limn::annotation
