// SPDX-License-Identifier: MIT
#include "scene/skeleton_lines.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace limn::scene {
namespace {

constexpr std::uint32_t kNoPoint = 0xFFFFFFFFU;

/// Which point of the current skeleton has a keypoint id; emptied in constant time.
class JointIndex {
  public:
    JointIndex()
        : points_(std::size_t{kMaxTableClass} + 1)
        , stamps_(points_.size(), 0) {}

    void clear() { ++stamp_; }

    void set(KeypointId keypoint, std::uint32_t point) {
        points_[keypoint] = point;
        stamps_[keypoint] = stamp_;
    }

    [[nodiscard]] std::uint32_t find(KeypointId keypoint) const {
        return stamps_[keypoint] == stamp_ ? points_[keypoint] : kNoPoint;
    }

  private:
    std::vector<std::uint32_t> points_;
    std::vector<std::uint32_t> stamps_;
    std::uint32_t stamp_ = 1;
};

/// Point indices, those of one skeleton side by side, each skeleton in logged order.
std::vector<std::uint32_t> group_by_skeleton(std::span<const std::uint32_t> skeleton_of_point) {
    std::vector<std::uint32_t> order(skeleton_of_point.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!std::is_sorted(skeleton_of_point.begin(), skeleton_of_point.end())) {
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return skeleton_of_point[a] < skeleton_of_point[b];
        });
    }
    return order;
}

}  // namespace

draw::LineBatch make_bones(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceIds& ids,
    const InstanceStyles& styles,
    std::span<const glm::vec3> positions,
    const Placement& placement
) {
    draw::LineBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    if (ids.keypoint_ids.empty() || positions.empty()) {
        return batch;
    }
    const std::size_t count = positions.size();
    const std::vector<std::uint32_t>& skeleton_of_point = input.instances.skeletons.of_point;
    const std::vector<std::uint32_t> order = group_by_skeleton(skeleton_of_point);
    JointIndex joints;
    std::uint64_t missing = 0;
    for (std::size_t begin = 0; begin < count;) {
        const std::uint32_t skeleton = skeleton_of_point[order[begin]];
        joints.clear();
        std::size_t end = begin;
        for (; end < count && skeleton_of_point[order[end]] == skeleton; ++end) {
            const std::uint32_t point = order[end];
            if (is_finite(positions[point])) {
                joints.set(clamped_at(ids.keypoint_ids, point, KeypointId{0}), point);
            }
        }
        const std::uint16_t class_id = clamped_at(ids.class_ids, order[begin], std::uint16_t{0});
        begin = end;
        const annotation::ClassStyle* style = input.context->find(class_id);
        if (style == nullptr) {
            continue;
        }
        for (const KeypointPair& bone : style->connections) {
            const std::uint32_t from = joints.find(bone.from);
            const std::uint32_t to = joints.find(bone.to);
            if (from == kNoPoint || to == kNoPoint) {
                ++missing;
                continue;
            }
            draw::LineSegment segment;
            segment.radius = kDefaultRadius;
            segment.style_index = class_id;
            segment.joint_from = styles.style_at(from);
            segment.joint_to = styles.style_at(to);
            segment.point_from = from;
            segment.point_to = to;
            segment.skeleton = skeleton;
            add_segment(batch, placement, segment, positions[from], positions[to]);
        }
    }
    if (missing > 0) {
        builder.note(input, "connections whose joints are not all logged are not drawn", missing);
    }
    return batch;
}

}  // namespace limn::scene
