// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "scene/instance_data.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Boxes2D:half_sizes",
    "Boxes2D:centers",
    "Boxes2D:colors",
    "Boxes2D:radii",
    "Boxes2D:labels",
    "Boxes2D:show_labels",
    "Boxes2D:draw_order",
    "Boxes2D:class_ids",
};

struct Box {
    glm::vec3 center{0.0F};
    glm::vec3 half_size{0.0F};
};

bool is_drawn(const Box& box) {
    return is_finite(box.center - box.half_size) && is_finite(box.center + box.half_size);
}

std::vector<Box> read_boxes(SceneBuilder& builder, const EntityInput& input) {
    const auto half_sizes = read_field(builder, input, "half_sizes", store::vec2_values);
    const auto centers = read_field(builder, input, "centers", store::vec2_values);
    std::vector<Box> boxes;
    boxes.reserve(half_sizes.size());
    for (std::size_t i = 0; i < half_sizes.size(); ++i) {
        const glm::vec2 center = clamped_at(centers, i, glm::vec2(0.0F));
        boxes.push_back({glm::vec3(center, 0.0F), glm::vec3(glm::abs(half_sizes[i]), 0.0F)});
    }
    return boxes;
}

draw::LineBatch make_batch(
    const std::vector<Box>& boxes,
    const InstanceStyles& styles,
    const Radii& radii,
    const Placement& placement
) {
    draw::LineBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.segments.reserve(boxes.size() * 4);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!is_drawn(boxes[i])) {
            continue;
        }
        const glm::vec3 low = boxes[i].center - boxes[i].half_size;
        const glm::vec3 high = boxes[i].center + boxes[i].half_size;
        const std::array<glm::vec3, 4> corners{
            low,
            glm::vec3(high.x, low.y, 0.0F),
            high,
            glm::vec3(low.x, high.y, 0.0F),
        };
        draw::LineSegment segment;
        set_style(segment, styles, i);
        segment.radius = radii.at(i);
        for (std::size_t k = 0; k < 4; ++k) {
            add_segment(batch, placement, segment, corners.at(k), corners.at((k + 1) % 4));
        }
    }
    return batch;
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const std::vector<Box> boxes = read_boxes(builder, input);
    if (boxes.empty()) {
        return;
    }
    const InstanceStyles styles =
        read_styles(builder, input, read_ids(builder, input), boxes.size());
    const Radii radii = read_radii(builder, input);
    LabelPlaces labels;
    std::uint64_t left_out = 0;
    for (const Box& box : boxes) {
        if (is_drawn(box)) {
            labels.bounds.extend(box.center - box.half_size);
            labels.bounds.extend(box.center + box.half_size);
        } else {
            ++left_out;
        }
    }
    if (left_out > 0) {
        builder.report(input, "boxes that are not finite are left out", left_out);
    }
    for (const Placement& placement : input.placements) {
        draw::LineBatch batch = make_batch(boxes, styles, radii, placement);
        batch.key = input.batch_key(placement, 0);
        builder.extend_bounds(batch.world_from_batch, labels.bounds);
        builder.add_lines(input, std::move(batch));
    }
    labels.anchor = [&](std::size_t i) -> std::optional<glm::vec3> {
        const Box& box = boxes[i];
        const glm::vec3 bottom = box.center + glm::vec3(0.0F, box.half_size.y, 0.0F);
        return is_drawn(box) ? std::optional(bottom) : std::nullopt;
    };
    labels.wrap_width = [&](std::size_t i) { return boxes[i].half_size.x * 2.0F; };
    add_labels(builder, input, styles, boxes.size(), labels);
}

}  // namespace

const Visualizer kBoxes2D{
    .name = "Boxes2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
