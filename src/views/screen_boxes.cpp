// SPDX-License-Identifier: MIT
#include "views/screen_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <limits>

#include "views/camera_control.h"

namespace limn::views {
namespace {

/// Of an entity; with more there would be no end of labels anyway.
constexpr std::size_t kMostPrimitives = 400'000;

constexpr float kUprightPx = 0.5F;

std::optional<glm::vec2> on_screen(
    const draw::ViewCamera& camera,
    glm::vec2 view_px,
    const glm::dmat4& world_from_batch,
    const glm::vec3& point
) {
    const auto place = project(camera, world_from_batch, point, view_px);
    return place ? std::optional(place->pixel) : std::nullopt;
}

void extend(LabelBox& box, bool is_first, glm::vec2 pixel) {
    box.min = is_first ? pixel : glm::min(box.min, pixel);
    box.max = is_first ? pixel : glm::max(box.max, pixel);
}

/// The place of an instance in a batch of points.
std::optional<std::size_t> index_of(const draw::PointBatch& batch, std::uint32_t instance) {
    const auto found = std::ranges::lower_bound(batch.instance, instance);
    return found != batch.instance.end() && *found == instance
               ? std::optional(static_cast<std::size_t>(found - batch.instance.begin()))
               : std::nullopt;
}

}  // namespace

void ScreenBoxes::add_lines(const draw::LineBatch& batch, Instances& instances) const {
    for (const draw::LineSegment& segment : batch.segments) {
        if (segment.joint_from != draw::kNoStyle) {
            continue;
        }
        const auto from = on_screen(camera_, view_px_, batch.world_from_batch, segment.from);
        const auto to = on_screen(camera_, view_px_, batch.world_from_batch, segment.to);
        if (!from || !to) {
            continue;
        }
        const auto [found, is_new] = instances.try_emplace(segment.instance);
        Growing& thing = found->second;
        extend(thing.box, is_new, *from);
        extend(thing.box, false, *to);
        const glm::vec2 along = glm::abs(*to - *from);
        ++thing.num_edges;
        thing.num_upright += std::min(along.x, along.y) <= kUprightPx ? 1U : 0U;
    }
}

void ScreenBoxes::add_faces(const draw::MeshBatch& batch, Instances& instances) const {
    for (const draw::MeshVertex& vertex : batch.vertices) {
        const auto at = on_screen(camera_, view_px_, batch.world_from_batch, vertex.position);
        if (!at) {
            continue;
        }
        const auto [found, is_new] = instances.try_emplace(vertex.instance);
        extend(found->second.box, is_new, *at);
        found->second.has_faces = true;
    }
}

ScreenBoxes::Instances ScreenBoxes::collect(std::uint32_t entity) const {
    std::size_t num_primitives = 0;
    for (const draw::LineBatch& batch : scene_.list.lines) {
        num_primitives += batch.entity == entity ? batch.segments.size() : 0;
    }
    for (const draw::MeshBatch& batch : scene_.list.meshes) {
        num_primitives += batch.entity == entity ? batch.vertices.size() : 0;
    }
    Instances instances;
    if (num_primitives > kMostPrimitives) {
        return instances;
    }
    for (const draw::LineBatch& batch : scene_.list.lines) {
        if (batch.entity == entity) {
            add_lines(batch, instances);
        }
    }
    for (const draw::MeshBatch& batch : scene_.list.meshes) {
        if (batch.entity == entity) {
            add_faces(batch, instances);
        }
    }
    return instances;
}

std::optional<ScreenBoxes::Thing> ScreenBoxes::find(std::uint32_t entity, std::uint32_t instance) {
    auto known = entities_.find(entity);
    if (known == entities_.end()) {
        known = entities_.emplace(entity, collect(entity)).first;
    }
    const auto found = known->second.find(instance);
    if (found == known->second.end()) {
        return std::nullopt;
    }
    const Growing& thing = found->second;
    const bool is_rectangle = !thing.has_faces && thing.num_edges == 4 && thing.num_upright == 4;
    return Thing{thing.box, is_rectangle};
}

std::optional<LabelBox> ScreenBoxes::find_points(std::uint32_t entity, std::uint32_t instance)
    const {
    std::optional<LabelBox> box;
    for (const draw::PointBatch& batch : scene_.list.points) {
        const auto index = batch.entity == entity ? index_of(batch, instance) : std::nullopt;
        if (!index) {
            continue;
        }
        for (std::size_t i = 0; i < batch.positions.size(); ++i) {
            const bool is_same =
                i == *index || (*index < batch.group.size() && i < batch.group.size() &&
                                batch.group[i] == batch.group[*index]);
            const auto at =
                is_same ? on_screen(camera_, view_px_, batch.world_from_batch, batch.positions[i])
                        : std::nullopt;
            if (at) {
                const bool is_first = !box.has_value();
                extend(is_first ? box.emplace() : *box, is_first, *at);
            }
        }
    }
    return box;
}

std::optional<std::uint32_t> ScreenBoxes::joint_near(std::uint32_t entity, glm::vec2 pixel) const {
    std::optional<std::uint32_t> joint;
    float nearest = std::numeric_limits<float>::max();
    for (const draw::LineBatch& batch : scene_.list.lines) {
        for (const draw::LineSegment& bone : batch.segments) {
            if (batch.entity != entity || bone.point_from == draw::kAllInstances) {
                continue;
            }
            const auto from = on_screen(camera_, view_px_, batch.world_from_batch, bone.from);
            const auto to = on_screen(camera_, view_px_, batch.world_from_batch, bone.to);
            if (!from || !to) {
                continue;
            }
            const glm::vec2 along = *to - *from;
            const float length = std::max(glm::dot(along, along), 1.0e-6F);
            const float part = std::clamp(glm::dot(pixel - *from, along) / length, 0.0F, 1.0F);
            const float away = glm::distance(pixel, *from + part * along);
            if (away < nearest) {
                nearest = away;
                joint = part < 0.5F ? bone.point_from : bone.point_to;
            }
        }
    }
    return joint;
}

std::uint32_t ScreenBoxes::skeleton_of(std::uint32_t entity, std::uint32_t instance) const {
    for (const draw::PointBatch& batch : scene_.list.points) {
        const auto index = batch.entity == entity ? index_of(batch, instance) : std::nullopt;
        if (index && *index < batch.group.size()) {
            return batch.group[*index];
        }
    }
    return kNoSkeleton;
}

}  // namespace limn::views
