// SPDX-License-Identifier: MIT
#include "annotation/skeletons.h"

#include <algorithm>
#include <map>
#include <utility>

#include "annotation/keypoint_order.h"

namespace limn::annotation {
namespace {

template <typename T>
T clamped(std::span<const T> values, std::size_t index) {
    return values[std::min(index, values.size() - 1)];
}

std::uint32_t add_skeleton(SkeletonSplit& split, ClassId class_id) {
    split.classes.push_back(class_id);
    return static_cast<std::uint32_t>(split.classes.size() - 1);
}

void split_by_instance_id(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::int64_t> instance_ids,
    SkeletonSplit& split
) {
    std::map<std::pair<ClassId, std::int64_t>, std::uint32_t> known;
    for (std::size_t i = 0; i < instance_ids.size(); ++i) {
        const ClassId class_id = clamped(class_ids, i);
        const auto [found, is_new] = known.try_emplace({class_id, instance_ids[i]}, 0);
        if (is_new) {
            found->second = add_skeleton(split, class_id);
        }
        split.of_point[i] = found->second;
    }
}

/// Points of one class, in row order.
struct ClassPoints {
    std::vector<std::uint32_t> points;
    std::vector<std::uint16_t> keypoints;
};

void split_by_order(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points,
    SkeletonSplit& split
) {
    std::map<ClassId, ClassPoints> classes;
    ClassPoints* of_class = nullptr;
    ClassId previous = 0;
    for (std::size_t i = 0; i < num_points; ++i) {
        const ClassId class_id = clamped(class_ids, i);
        if (of_class == nullptr || class_id != previous) {
            of_class = &classes[class_id];
            previous = class_id;
        }
        of_class->points.push_back(static_cast<std::uint32_t>(i));
        of_class->keypoints.push_back(clamped(keypoint_ids, i));
    }

    struct Skeleton {
        ClassId class_id = 0;
        std::span<const std::uint32_t> points;
    };

    std::vector<Skeleton> skeletons;
    for (const auto& [class_id, of] : classes) {
        const std::vector<std::size_t> begins = begins_of_skeletons(of.keypoints);
        for (std::size_t k = 0; k < begins.size(); ++k) {
            const std::size_t end = k + 1 < begins.size() ? begins[k + 1] : of.points.size();
            skeletons.push_back({class_id, std::span(of.points).subspan(begins[k], end - begins[k])}
            );
        }
    }
    std::ranges::sort(skeletons, {}, [](const Skeleton& one) { return one.points.front(); });
    for (const Skeleton& skeleton : skeletons) {
        const std::uint32_t number = add_skeleton(split, skeleton.class_id);
        for (const std::uint32_t point : skeleton.points) {
            split.of_point[point] = number;
        }
    }
}

}  // namespace

SkeletonSplit split_skeletons(
    std::span<const std::uint16_t> class_ids,
    std::span<const std::uint16_t> keypoint_ids,
    std::size_t num_points,
    std::span<const std::int64_t> instance_ids
) {
    SkeletonSplit split;
    if (class_ids.empty() || keypoint_ids.empty() || num_points == 0) {
        return split;
    }
    split.of_point.resize(num_points);
    if (instance_ids.size() == num_points) {
        split_by_instance_id(class_ids, instance_ids, split);
    } else {
        split_by_order(class_ids, keypoint_ids, num_points, split);
    }
    return split;
}

}  // namespace limn::annotation
