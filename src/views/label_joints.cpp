// SPDX-License-Identifier: MIT
#include "views/label_joints.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "views/camera_control.h"
#include "views/label_metrics.h"

namespace limn::views {
namespace {

constexpr float kColumnGapPt = 26.0F;  ///< Between the skeleton and a column.
constexpr float kLineGapPt = 2.0F;

glm::vec2 plate_size(const LabelInput& joint, float scale, const MeasureText& measure) {
    return glm::ceil(measure(joint.text) + 2.0F * scale * kLabelPaddingPt);
}

/// One side of the skeleton.
struct Column {
    std::vector<LabelInput*> joints;
    float width = 0.0F;
    float line = 0.0F;  ///< From one plate to the next.
};

Column make_column(
    std::span<LabelInput* const> joints,
    glm::vec2 view_px,
    float scale,
    const MeasureText& measure
) {
    Column column;
    for (LabelInput* joint : joints) {
        const glm::vec2 size = plate_size(*joint, scale, measure);
        column.width = std::max(column.width, size.x);
        column.line = std::max(column.line, size.y + kLineGapPt * scale);
        column.joints.push_back(joint);
    }
    const auto most = static_cast<std::size_t>(view_px.y / std::max(column.line, 1.0F));
    column.joints.resize(std::min(column.joints.size(), most));
    std::ranges::sort(column.joints, {}, [](const LabelInput* joint) { return joint->anchor.y; });
    return column;
}

/// As near to its joint's height as the plates above allow, and all of them in the view.
std::vector<float> heights(const Column& column, float view_height) {
    std::vector<float> tops;
    float free_from = 0.0F;
    for (const LabelInput* joint : column.joints) {
        tops.push_back(std::max(joint->anchor.y - column.line * 0.5F, free_from));
        free_from = tops.back() + column.line;
    }
    float end = view_height;
    for (auto top = tops.rbegin(); top != tops.rend(); ++top) {
        *top = std::round(std::min(*top, end - column.line));
        end = *top;
    }
    return tops;
}

enum class Side { Left, Right };

/// Whether the column has room between the skeleton and the edge of the view.
bool has_room(const Column& column, Side side, const LabelBox& box, float gap, float view_width) {
    return side == Side::Left ? box.min.x - gap - column.width >= 0.0F
                              : box.max.x + gap + column.width <= view_width;
}

}  // namespace

BoneLengths::BoneLengths(
    const scene::Scene& scene,
    const draw::ViewCamera& camera,
    glm::vec2 view_px
) {
    for (const draw::LineBatch& batch : scene.list.lines) {
        for (const draw::LineSegment& segment : batch.segments) {
            if (segment.joint_from == draw::kNoStyle) {
                continue;
            }
            const auto end = [&](const glm::vec3& point) {
                return project(camera, batch.world_from_batch, point, view_px);
            };
            const auto from = end(segment.from);
            const auto to = end(segment.to);
            if (from && to) {
                lengths_[{batch.entity, segment.skeleton}].push_back(
                    glm::distance(from->pixel, to->pixel)
                );
            }
        }
    }
    for (auto& [key, lengths] : lengths_) {
        std::ranges::sort(lengths);
    }
}

float BoneLengths::median_px(std::uint32_t entity, std::uint32_t skeleton) const {
    const auto found = lengths_.find({entity, skeleton});
    return found == lengths_.end() ? 0.0F : found->second[found->second.size() / 2];
}

LabelBox box_around(std::span<const LabelInput> joints) {
    LabelBox box{joints.front().anchor, joints.front().anchor};
    for (const LabelInput& joint : joints) {
        box.min = glm::min(box.min, joint.anchor);
        box.max = glm::max(box.max, joint.anchor);
    }
    return box;
}

void place_beside(
    std::span<LabelInput> joints,
    glm::vec2 view_px,
    float scale,
    const MeasureText& measure
) {
    if (joints.empty()) {
        return;
    }
    const LabelBox box = box_around(joints);
    const float gap = kColumnGapPt * scale;
    std::vector<LabelInput*> order;
    for (LabelInput& joint : joints) {
        order.push_back(&joint);
    }
    std::ranges::stable_sort(order, {}, [](const LabelInput* joint) { return joint->anchor.x; });
    const auto room_for = [&](std::span<LabelInput* const> side, Side where) {
        const Column column = make_column(side, view_px, scale, measure);
        return has_room(column, where, box, gap, view_px.x);
    };
    const std::span<LabelInput* const> all(order);
    std::size_t num_left = order.size() / 2;
    const bool left_fits = room_for(all.first(num_left), Side::Left);
    const bool right_fits = room_for(all.subspan(num_left), Side::Right);
    if (!left_fits && !right_fits) {
        return;
    }
    num_left = !left_fits ? 0 : !right_fits ? order.size() : num_left;
    for (const Side side : {Side::Left, Side::Right}) {
        const auto part = side == Side::Left ? all.first(num_left) : all.subspan(num_left);
        const Column column = make_column(part, view_px, scale, measure);
        const std::vector<float> tops = heights(column, view_px.y);
        for (std::size_t i = 0; i < column.joints.size(); ++i) {
            const glm::vec2 size = plate_size(*column.joints[i], scale, measure);
            const float left =
                std::round(side == Side::Left ? box.min.x - gap - size.x : box.max.x + gap);
            const glm::vec2 at{left, tops[i]};
            if (at.x >= 0.0F && at.x + size.x <= view_px.x) {
                column.joints[i]->place = LabelBox{at, at + size};
            }
        }
    }
}

}  // namespace limn::views
