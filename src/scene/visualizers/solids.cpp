// SPDX-License-Identifier: MIT
#include "scene/visualizers/solids.h"

#include <algorithm>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <optional>
#include <string>
#include <utility>

#include "scene/instance_data.h"
#include "scene/local_origin.h"
#include "scene/transform_values.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr float kDefaultLineRadius = -0.5F;
constexpr float kTranslucent = 0.25F;

enum class FillMode : std::uint8_t { Major = 1, Dense = 2, Solid = 3, Translucent = 4 };

/// Corners of all instances in entity space.
struct PlacedSolids {
    std::vector<glm::vec3> corners;  ///< As many as the shape has, per instance.
    std::vector<glm::vec3> middles;
    std::vector<bool> is_drawn;
    std::vector<float> radius_scale;  ///< Of the poses; empty without.
    Bounds bounds;
    std::size_t per_instance = 0;

    [[nodiscard]] const glm::vec3& corner(std::size_t instance, std::uint16_t k) const {
        return corners[instance * per_instance + k];
    }
};

/// Rotations of instances; an invalid one is none and counted.
class Rotations {
  public:
    Rotations(SceneBuilder& builder, const EntityInput& input)
        : axis_angles_(read_field(builder, input, "rotation_axis_angles", store::axis_angle_values))
        , quaternions_(read_field(builder, input, "quaternions", store::vec4_values)) {}

    [[nodiscard]] glm::mat3 at(std::size_t instance) {
        glm::dmat3 rotation(1.0);
        if (!axis_angles_.empty()) {
            const std::span<const store::AxisAngle> values(axis_angles_);
            turn(rotation, rotation_matrix(clamped_at(values, instance, store::AxisAngle{})));
        }
        if (!quaternions_.empty()) {
            turn(rotation, rotation_matrix(clamped_at(quaternions_, instance, glm::vec4(0.0F))));
        }
        return glm::mat3(rotation);
    }

    [[nodiscard]] std::uint64_t num_invalid() const { return num_invalid_; }

  private:
    void turn(glm::dmat3& rotation, const std::optional<glm::dmat3>& by) {
        if (by) {
            rotation *= *by;
        } else {
            ++num_invalid_;
        }
    }

    std::vector<store::AxisAngle> axis_angles_;
    std::span<const glm::vec4> quaternions_;
    std::uint64_t num_invalid_ = 0;
};

/// What corners are relative to, so that shapes far away are as round as near ones: the first center.
glm::vec3 origin_of(const Solids& solids, std::span<const glm::dmat4> poses) {
    const glm::dvec3 center(clamped_at(solids.centers, 0, glm::vec3(0.0F)));
    const glm::dmat4 pose = clamped_at(poses, 0, glm::dmat4(1.0));
    return local_origin(glm::vec3(glm::dvec3(pose * glm::dvec4(center, 1.0))));
}

PlacedSolids place(
    SceneBuilder& builder,
    const EntityInput& input,
    const Solids& solids,
    const glm::vec3& origin
) {
    const std::size_t count = solids.instances.size();
    const std::vector<glm::vec4>& shape = solids.shape.corners;
    const std::span<const glm::dmat4> poses(input.instance_poses);
    Rotations rotations(builder, input);
    PlacedSolids placed;
    placed.per_instance = shape.size();
    placed.corners.reserve(count * shape.size());
    placed.middles.reserve(count);
    placed.is_drawn.resize(count);
    std::uint64_t num_left_out = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const SolidInstance& instance = solids.instances[i];
        const glm::vec3 center = clamped_at(solids.centers, i, glm::vec3(0.0F));
        const glm::mat3 rotation = rotations.at(i);
        const glm::vec3 along = rotation[2] * instance.length;
        const glm::dmat4 pose = clamped_at(poses, i, glm::dmat4(1.0));
        const auto to_place = [&](const glm::vec3& from_center) {
            if (poses.empty()) {
                return (center - origin) + from_center;
            }
            const glm::dvec3 unposed = glm::dvec3(center) + glm::dvec3(from_center);
            const glm::dvec3 posed(pose * glm::dvec4(unposed, 1.0));
            return glm::vec3(posed - glm::dvec3(origin));
        };
        if (!poses.empty()) {
            placed.radius_scale.push_back(static_cast<float>(length_scale(pose)));
        }
        Bounds bounds;
        bool all_finite = true;
        for (const glm::vec4& unit : shape) {
            const glm::vec3 corner =
                to_place(rotation * (glm::vec3(unit) * instance.size) + along * unit.w);
            all_finite = all_finite && is_finite(corner);
            bounds.extend(corner);
            placed.corners.push_back(corner);
        }
        placed.middles.push_back(to_place(along * 0.5F));
        placed.is_drawn[i] = all_finite;
        num_left_out += all_finite ? 0 : 1;
        if (all_finite) {
            placed.bounds.extend(bounds.min);
            placed.bounds.extend(bounds.max);
        }
    }
    if (rotations.num_invalid() > 0) {
        builder.report(
            input,
            std::string(solids.name) + " with an invalid rotation are drawn unrotated",
            rotations.num_invalid()
        );
    }
    if (num_left_out > 0) {
        builder.report(
            input,
            std::string(solids.name) + " that are not finite are left out",
            num_left_out
        );
    }
    return placed;
}

draw::LineBatch make_wires(
    const PlacedSolids& placed,
    std::span<const SolidShape::Edge> edges,
    const InstanceStyles& styles,
    const Radii& radii,
    const Placement& placement
) {
    draw::LineBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.segments.reserve(placed.is_drawn.size() * edges.size());
    for (std::size_t i = 0; i < placed.is_drawn.size(); ++i) {
        if (!placed.is_drawn[i]) {
            continue;
        }
        draw::LineSegment segment;
        set_style(segment, styles, i);
        segment.radius = radii.at(i);
        if (!placed.radius_scale.empty() && segment.radius > 0.0F) {
            segment.radius *= placed.radius_scale[i];
        }
        for (const auto& [from, to] : edges) {
            add_segment(batch, placement, segment, placed.corner(i, from), placed.corner(i, to));
        }
    }
    return batch;
}

draw::MeshBatch make_fill(
    const PlacedSolids& placed,
    const SolidShape& shape,
    const InstanceStyles& styles,
    const Placement& placement
) {
    draw::MeshBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.vertices.reserve(placed.is_drawn.size() * shape.faces.size() * 3);
    for (std::size_t i = 0; i < placed.is_drawn.size(); ++i) {
        if (!placed.is_drawn[i]) {
            continue;
        }
        draw::MeshVertex vertex;
        set_style(vertex, styles, i);
        for (const auto& [a, b, c] : shape.faces) {
            add_triangle(
                batch,
                placement,
                vertex,
                {placed.corner(i, a), placed.corner(i, b), placed.corner(i, c)}
            );
        }
    }
    return batch;
}

FillMode read_fill_mode(SceneBuilder& builder, const EntityInput& input) {
    const auto mode = read_field(builder, input, "fill_mode", store::first_u8);
    const bool is_known = mode && *mode >= 1 && *mode <= 4;
    return is_known ? static_cast<FillMode>(*mode) : FillMode::Translucent;
}

void add_batches(
    SceneBuilder& builder,
    const EntityInput& input,
    const Solids& solids,
    const PlacedSolids& placed,
    const InstanceStyles& styles
) {
    const Radii radii = read_radii(builder, input, kDefaultLineRadius, solids.line_radii);
    const FillMode mode = read_fill_mode(builder, input);
    const std::span<const SolidShape::Edge> edges =
        mode == FillMode::Dense ? solids.shape.dense_edges : solids.shape.edges;
    for (const Placement& placement : input.placements) {
        draw::LineBatch wires = make_wires(placed, edges, styles, radii, placement);
        wires.key = input.batch_key(placement, 0);
        if (mode == FillMode::Solid || mode == FillMode::Translucent) {
            draw::MeshBatch fill = make_fill(placed, solids.shape, styles, placement);
            fill.opacity = mode == FillMode::Solid ? 1.0F : kTranslucent;
            fill.is_shaded = true;
            fill.key = input.batch_key(placement, 1);
            builder.add_mesh(input, std::move(fill));
        }
        if (mode != FillMode::Solid) {
            builder.add_lines(input, std::move(wires));
        }
    }
}

}  // namespace

std::size_t limit_round_solids(SceneBuilder& builder, const EntityInput& input, std::size_t count) {
    if (count > kMaxRoundSolids) {
        builder.report(input, "only the first 100000 are drawn, left out", count - kMaxRoundSolids);
    }
    return std::min(count, kMaxRoundSolids);
}

void visualize_solids(SceneBuilder& builder, const EntityInput& input, const Solids& solids) {
    const std::size_t count = solids.instances.size();
    if (count == 0) {
        return;
    }
    const glm::vec3 origin = origin_of(solids, input.instance_poses);
    const EntityInput local = relative_to(origin, input);
    const PlacedSolids placed = place(builder, local, solids, origin);
    const InstanceStyles styles = read_styles(builder, local, read_ids(builder, local), count);
    add_batches(builder, local, solids, placed, styles);
    LabelPlaces labels;
    labels.bounds = placed.bounds;
    labels.below = false;
    labels.extent = [&](std::size_t i) {
        return 2.0F * glm::distance(placed.middles[i], placed.corner(i, 0));
    };
    labels.anchor = [&](std::size_t i) {
        const bool is_drawn = i < placed.is_drawn.size() && placed.is_drawn[i];
        return is_drawn ? std::optional(placed.middles[i]) : std::nullopt;
    };
    add_counts(builder, local, styles, labels.anchor);
    add_labels(builder, local, styles, count, labels);
}

}  // namespace limn::scene
