// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "scene/instance_data.h"
#include "scene/transform_values.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 10> kComponents{
    "Boxes3D:half_sizes",
    "Boxes3D:centers",
    "Boxes3D:rotation_axis_angles",
    "Boxes3D:quaternions",
    "Boxes3D:colors",
    "Boxes3D:radii",
    "Boxes3D:fill_mode",
    "Boxes3D:labels",
    "Boxes3D:show_labels",
    "Boxes3D:class_ids",
};

constexpr float kDefaultLineRadius = -0.5F;
constexpr float kTranslucent = 0.25F;

enum class FillMode : std::uint8_t { Major = 1, Dense = 2, Solid = 3, Translucent = 4 };

using Corners = std::array<glm::vec3, 8>;  ///< Bit 0: x high, bit 1: y high, bit 2: z high.

constexpr std::array<std::array<std::uint8_t, 2>, 12> kEdges{{
    {0, 1},
    {2, 3},
    {4, 5},
    {6, 7},  // along x
    {0, 2},
    {1, 3},
    {4, 6},
    {5, 7},  // along y
    {0, 4},
    {1, 5},
    {2, 6},
    {3, 7},  // along z
}};

/// Counter-clockwise seen from outside.
constexpr std::array<std::array<std::uint8_t, 3>, 12> kTriangles{{
    {0, 2, 3},
    {0, 3, 1},
    {4, 5, 7},
    {4, 7, 6},
    {0, 1, 5},
    {0, 5, 4},
    {2, 6, 7},
    {2, 7, 3},
    {0, 4, 6},
    {0, 6, 2},
    {1, 3, 7},
    {1, 7, 5},
}};

struct Boxes {
    std::vector<Corners> corners;
    std::vector<glm::vec3> centers;
    std::vector<bool> is_drawn;
    Bounds bounds;
};

/// Rotation of an instance; an invalid one is none and counted.
glm::mat3 rotation_of(
    std::span<const store::AxisAngle> axis_angles,
    std::span<const glm::vec4> quaternions,
    std::size_t index,
    std::uint64_t& num_invalid
) {
    glm::dmat3 rotation(1.0);
    const auto turn = [&](const std::optional<glm::dmat3>& matrix) {
        if (matrix) {
            rotation *= *matrix;
        } else {
            ++num_invalid;
        }
    };
    if (!axis_angles.empty()) {
        turn(rotation_matrix(clamped_at(axis_angles, index, store::AxisAngle{})));
    }
    if (!quaternions.empty()) {
        turn(rotation_matrix(clamped_at(quaternions, index, glm::vec4(0.0F))));
    }
    return glm::mat3(rotation);
}

Boxes read_boxes(SceneBuilder& builder, const EntityInput& input) {
    const auto half_sizes = read_field(builder, input, "half_sizes", store::vec3_values);
    const auto centers = read_field(builder, input, "centers", store::vec3_values);
    const auto axis_angles =
        read_field(builder, input, "rotation_axis_angles", store::axis_angle_values);
    const auto quaternions = read_field(builder, input, "quaternions", store::vec4_values);
    Boxes boxes;
    boxes.corners.resize(half_sizes.size());
    boxes.centers.resize(half_sizes.size());
    boxes.is_drawn.resize(half_sizes.size());
    std::uint64_t num_invalid = 0;
    std::uint64_t num_left_out = 0;
    for (std::size_t i = 0; i < half_sizes.size(); ++i) {
        const glm::vec3 center = clamped_at(centers, i, glm::vec3(0.0F));
        const glm::mat3 rotation = rotation_of(axis_angles, quaternions, i, num_invalid);
        bool all_finite = true;
        for (unsigned k = 0; k < 8; ++k) {
            const glm::vec3 sign(
                (k & 1U) != 0U ? 1.0F : -1.0F,
                (k & 2U) != 0U ? 1.0F : -1.0F,
                (k & 4U) != 0U ? 1.0F : -1.0F
            );
            boxes.corners[i].at(k) = center + rotation * (sign * half_sizes[i]);
            all_finite = all_finite && is_finite(boxes.corners[i].at(k));
        }
        boxes.centers[i] = center;
        boxes.is_drawn[i] = all_finite;
        num_left_out += all_finite ? 0 : 1;
        for (const glm::vec3& corner : boxes.corners[i]) {
            if (all_finite) {
                boxes.bounds.extend(corner);
            }
        }
    }
    if (num_invalid > 0) {
        builder.report(input, "boxes with an invalid rotation are drawn unrotated", num_invalid);
    }
    if (num_left_out > 0) {
        builder.report(input, "boxes that are not finite are left out", num_left_out);
    }
    return boxes;
}

draw::LineBatch make_wires(
    const Boxes& boxes,
    const InstanceStyles& styles,
    const Radii& radii,
    const Placement& placement
) {
    draw::LineBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.segments.reserve(boxes.corners.size() * kEdges.size());
    for (std::size_t i = 0; i < boxes.corners.size(); ++i) {
        if (!boxes.is_drawn[i]) {
            continue;
        }
        draw::LineSegment segment;
        set_style(segment, styles, i);
        segment.radius = radii.at(i);
        for (const auto& edge : kEdges) {
            const Corners& corners = boxes.corners[i];
            add_segment(batch, placement, segment, corners.at(edge[0]), corners.at(edge[1]));
        }
    }
    return batch;
}

draw::MeshBatch make_fill(
    const Boxes& boxes,
    const InstanceStyles& styles,
    FillMode mode,
    const Placement& placement
) {
    draw::MeshBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.opacity = mode == FillMode::Solid ? 1.0F : kTranslucent;
    batch.vertices.reserve(boxes.corners.size() * kTriangles.size() * 3);
    for (std::size_t i = 0; i < boxes.corners.size(); ++i) {
        if (!boxes.is_drawn[i]) {
            continue;
        }
        draw::MeshVertex vertex;
        set_style(vertex, styles, i);
        for (const auto& triangle : kTriangles) {
            const Corners& corners = boxes.corners[i];
            const ClippedTriangle clipped = placement.clip_triangle(
                {corners.at(triangle[0]), corners.at(triangle[1]), corners.at(triangle[2])}
            );
            for (std::size_t k = 2; k < clipped.count; ++k) {
                for (const std::size_t corner : {std::size_t{0}, k - 1, k}) {
                    vertex.position = clipped.corners.at(corner);
                    batch.vertices.push_back(vertex);
                }
            }
        }
    }
    return batch;
}

FillMode read_fill_mode(SceneBuilder& builder, const EntityInput& input) {
    const auto mode = read_field(builder, input, "fill_mode", store::first_u8);
    const bool is_known = mode && *mode >= 1 && *mode <= 4;
    return is_known ? static_cast<FillMode>(*mode) : FillMode::Translucent;
}

/// Bounds of the pixels that a projected batch covers.
Bounds segment_bounds(const draw::LineBatch& batch) {
    Bounds bounds;
    for (const draw::LineSegment& segment : batch.segments) {
        bounds.extend(segment.from);
        bounds.extend(segment.to);
    }
    return bounds;
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const Boxes boxes = read_boxes(builder, input);
    const std::size_t count = boxes.corners.size();
    if (count == 0) {
        return;
    }
    const InstanceStyles styles = read_styles(builder, input, read_ids(builder, input), count);
    const Radii radii = read_radii(builder, input, kDefaultLineRadius);
    const FillMode mode = read_fill_mode(builder, input);
    for (const Placement& placement : input.placements) {
        draw::LineBatch wires = make_wires(boxes, styles, radii, placement);
        wires.key = input.batch_key(placement, 0);
        builder.extend_bounds(
            wires.world_from_batch,
            placement.is_projected() ? segment_bounds(wires) : boxes.bounds
        );
        if (mode == FillMode::Solid || mode == FillMode::Translucent) {
            draw::MeshBatch fill = make_fill(boxes, styles, mode, placement);
            fill.key = input.batch_key(placement, 1);
            builder.add_mesh(input, std::move(fill));
        }
        if (mode != FillMode::Solid) {
            builder.add_lines(input, std::move(wires));
        }
    }
    LabelPlaces labels;
    labels.bounds = boxes.bounds;
    labels.below = false;
    labels.anchor = [&](std::size_t i) {
        return boxes.is_drawn[i] ? std::optional(boxes.centers[i]) : std::nullopt;
    };
    add_labels(builder, input, styles, count, labels);
}

}  // namespace

const Visualizer kBoxes3D{
    .name = "Boxes3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
