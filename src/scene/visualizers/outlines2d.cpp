// SPDX-License-Identifier: MIT
#include "scene/visualizers/outlines2d.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "scene/instance_data.h"
#include "scene/local_origin.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

/// Relative to the entity's local origin.
struct Extent {
    glm::vec3 center{0.0F};
    glm::vec3 half_size{0.0F};
};

struct Extents {
    std::vector<Extent> of_instance;
    glm::vec3 origin{0.0F};  ///< What the centers are relative to.
};

bool is_drawn(const Extent& extent) {
    return is_finite(extent.center - extent.half_size) &&
           is_finite(extent.center + extent.half_size);
}

Extents read_extents(SceneBuilder& builder, const EntityInput& input) {
    const auto half_sizes = read_field(builder, input, "half_sizes", store::vec2_values);
    const auto centers = read_field(builder, input, "centers", store::vec2_values);
    Extents extents;
    extents.origin = local_origin(glm::vec3(clamped_at(centers, 0, glm::vec2(0.0F)), 0.0F));
    extents.of_instance.reserve(half_sizes.size());
    for (std::size_t i = 0; i < half_sizes.size(); ++i) {
        const glm::vec3 center(clamped_at(centers, i, glm::vec2(0.0F)), 0.0F);
        extents.of_instance.push_back(
            {center - extents.origin, glm::vec3(glm::abs(half_sizes[i]), 0.0F)}
        );
    }
    return extents;
}

draw::LineBatch make_batch(
    const std::vector<Extent>& extents,
    std::span<const glm::vec2> corners,
    const InstanceStyles& styles,
    const Radii& radii,
    const Placement& placement
) {
    draw::LineBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.segments.reserve(extents.size() * corners.size());
    for (std::size_t i = 0; i < extents.size(); ++i) {
        if (!is_drawn(extents[i])) {
            continue;
        }
        const auto corner = [&](std::size_t k) {
            return extents[i].center + glm::vec3(corners[k], 0.0F) * extents[i].half_size;
        };
        draw::LineSegment segment;
        set_style(segment, styles, i);
        segment.radius = radii.at(i);
        for (std::size_t k = 0; k < corners.size(); ++k) {
            add_segment(batch, placement, segment, corner(k), corner((k + 1) % corners.size()));
        }
    }
    return batch;
}

Bounds bounds_of(
    SceneBuilder& builder,
    const EntityInput& input,
    std::string_view name,
    const std::vector<Extent>& extents
) {
    Bounds bounds;
    std::uint64_t left_out = 0;
    for (const Extent& extent : extents) {
        if (is_drawn(extent)) {
            bounds.extend(extent.center - extent.half_size);
            bounds.extend(extent.center + extent.half_size);
        } else {
            ++left_out;
        }
    }
    if (left_out > 0) {
        builder.report(input, std::string(name) + " that are not finite are left out", left_out);
    }
    return bounds;
}

}  // namespace

void visualize_outlines(
    SceneBuilder& builder,
    const EntityInput& logged,
    const Outlines& outlines
) {
    const auto [extents, origin] = read_extents(builder, logged);
    if (extents.empty()) {
        return;
    }
    const EntityInput input = relative_to(origin, logged);
    const InstanceStyles styles =
        read_styles(builder, input, read_ids(builder, input), extents.size());
    const Radii radii = read_radii(builder, input, kDefaultRadius, outlines.line_radii);
    LabelPlaces labels;
    labels.bounds = bounds_of(builder, input, outlines.name, extents);
    for (const Placement& placement : input.placements) {
        draw::LineBatch batch = make_batch(extents, outlines.corners, styles, radii, placement);
        batch.key = input.batch_key(placement, 0);
        builder.add_lines(input, std::move(batch));
    }
    labels.anchor = [&](std::size_t i) -> std::optional<glm::vec3> {
        const Extent& extent = extents[i];
        const glm::vec3 bottom = extent.center + glm::vec3(0.0F, extent.half_size.y, 0.0F);
        return is_drawn(extent) ? std::optional(bottom) : std::nullopt;
    };
    labels.extent = [&](std::size_t i) { return 2.0F * glm::length(extents[i].half_size); };
    labels.wrap_width = [&](std::size_t i) { return extents[i].half_size.x * 2.0F; };
    add_counts(builder, input, styles, labels.anchor);
    add_labels(builder, input, styles, extents.size(), labels);
}

}  // namespace limn::scene
