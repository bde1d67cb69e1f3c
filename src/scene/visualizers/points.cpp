// SPDX-License-Identifier: MIT
#include "scene/visualizers/points.h"

#include <limits>
#include <numeric>
#include <utility>

#include "scene/instance_data.h"
#include "scene/skeleton_lines.h"

namespace limn::scene {
namespace {

constexpr std::uint64_t kPointsPart = 1;
constexpr std::uint64_t kBonesPart = 2;

/// Keypoints without a logged radius, in UI points: thicker than their bones, so that joints are seen on them.
constexpr float kJointRadius = -2.5F;

Bounds bounds_of(std::span<const glm::vec3> points, std::size_t& num_finite) {
    Bounds bounds;
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high(std::numeric_limits<float>::lowest());
    num_finite = 0;
    for (const glm::vec3& point : points) {
        if (is_finite(point)) {
            low = glm::min(low, point);
            high = glm::max(high, point);
            ++num_finite;
        }
    }
    if (num_finite > 0) {
        bounds.extend(low);
        bounds.extend(high);
    }
    return bounds;
}

/// Keeps the entries of a per-point array whose index is in `kept`.
template <typename T>
void keep(std::vector<T>& values, std::span<const std::uint32_t> kept) {
    if (values.size() <= 1) {
        return;
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        values[i] = values[kept[i]];
    }
    values.resize(kept.size());
}

struct PointData {
    std::vector<glm::vec3> positions;
    std::size_t num_finite = 0;
    Radii radii;
    InstanceStyles styles;
    std::vector<std::uint32_t> skeletons;  ///< Of each point; empty without keypoints.
};

std::vector<float> batch_radii(const PointData& data, const Placement& placement) {
    const std::size_t count = data.positions.size();
    if (placement.has_uniform_scale() && data.radii.size() <= 1) {
        return {placement.radius(data.radii.at(0), glm::vec3(0.0F))};
    }
    std::vector<float> radii(count);
    for (std::size_t i = 0; i < count; ++i) {
        radii[i] = placement.radius(data.radii.at(i), data.positions[i]);
    }
    return radii;
}

std::vector<Rgba8> batch_colors(const InstanceStyles& styles, std::size_t count) {
    std::vector<Rgba8> colors = styles.colors;
    if (colors.size() > 1 && colors.size() < count) {
        colors.resize(count, colors.back());
    }
    return colors;
}

draw::PointBatch make_batch(const PointData& data, const Placement& placement) {
    const std::size_t count = data.positions.size();
    draw::PointBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.positions = data.positions;
    batch.radii = batch_radii(data, placement);
    batch.colors = batch_colors(data.styles, count);
    batch.style_index = data.styles.style_index;
    batch.style_index.resize(count, draw::kNoStyle);
    batch.instance.resize(count);
    std::iota(batch.instance.begin(), batch.instance.end(), 0U);
    batch.group = data.skeletons;
    batch.style = data.styles.slot;
    batch.fallback_color = data.styles.entity_color;
    if (!placement.is_projected() && data.num_finite == count) {
        return batch;
    }
    std::vector<std::uint32_t> kept;
    kept.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto position = placement.to_batch(batch.positions[i]);
        if (position && is_finite(*position)) {
            batch.positions[i] = *position;
            kept.push_back(static_cast<std::uint32_t>(i));
        }
    }
    // Unlike the others these are never shared by all points, so they shrink even from one.
    for (std::size_t i = 0; i < kept.size(); ++i) {
        batch.positions[i] = batch.positions[kept[i]];
        batch.style_index[i] = batch.style_index[kept[i]];
        batch.instance[i] = batch.instance[kept[i]];
    }
    batch.positions.resize(kept.size());
    batch.style_index.resize(kept.size());
    batch.instance.resize(kept.size());
    if (!batch.group.empty()) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
            batch.group[i] = batch.group[kept[i]];
        }
        batch.group.resize(kept.size());
    }
    keep(batch.radii, kept);
    keep(batch.colors, kept);
    return batch;
}

}  // namespace

void visualize_points(
    SceneBuilder& builder,
    const EntityInput& input,
    std::vector<glm::vec3> positions,
    bool is_shaded
) {
    const std::size_t count = positions.size();
    if (count == 0) {
        return;
    }
    const InstanceIds ids = read_ids(builder, input);
    PointData data{
        .positions = std::move(positions),
        .num_finite = 0,
        .radii =
            read_radii(builder, input, ids.keypoint_ids.empty() ? kDefaultRadius : kJointRadius),
        .styles = read_styles(builder, input, ids, count),
        .skeletons = input.instances.skeletons.of_point,
    };
    LabelPlaces labels;
    labels.bounds = bounds_of(data.positions, data.num_finite);
    if (data.num_finite < count) {
        builder
            .report(input, "positions that are not finite are left out", count - data.num_finite);
    }
    const std::uint64_t context_part = ids.keypoint_ids.empty() ? 0 : input.context->key();
    for (const Placement& placement : input.placements) {
        draw::LineBatch bones =
            make_bones(builder, input, ids, data.styles, data.positions, placement);
        bones.key = input.batch_key(placement, kBonesPart ^ context_part);
        builder.add_lines(input, std::move(bones));
        draw::PointBatch batch = make_batch(data, placement);
        batch.is_shaded = is_shaded;
        batch.key = input.batch_key(placement, kPointsPart ^ context_part);
        builder.add_points(input, std::move(batch));
    }
    labels.anchor = [&](std::size_t i) {
        return is_finite(data.positions[i]) ? std::optional(data.positions[i]) : std::nullopt;
    };
    add_counts(builder, input, data.styles, labels.anchor);
    add_labels(builder, input, data.styles, count, labels);
}

}  // namespace limn::scene
