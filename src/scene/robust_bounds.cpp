// SPDX-License-Identifier: MIT
#include "scene/robust_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <optional>
#include <span>

#include "scene/placement.h"

namespace limn::scene {
namespace {

/// Larger coordinates are no places but marks of what is missing (such as the largest float).
constexpr float kFarthest = 1.0e15F;

/// Quantiles are taken of about this many places.
constexpr std::size_t kSampleSize = 4096;

constexpr std::size_t kLeastForFence = 5;
/// How many times the spread. Of a few places it says little.
constexpr double kFenceReach = 20.0;
constexpr double kFenceReachOfFew = 100.0;
constexpr std::size_t kFew = 50;
constexpr double kMaxLeftOut = 0.02;

constexpr std::size_t kCloudSize = 1000;
constexpr double kCloudQuantile = 0.01;
constexpr float kCloudMargin = 0.1F;

/// Half the width of an arrow's head in radii of its line, as in shaders/line/segment.glsl.
constexpr float kHeadHalfWidth = 2.5F;

/// Discs of more UI points do not narrow a picture further.
constexpr float kMaxEdgePt = 100.0F;

bool is_place(const glm::vec3& v) {
    return std::abs(v.x) <= kFarthest && std::abs(v.y) <= kFarthest && std::abs(v.z) <= kFarthest;
}

/// A position and how far it reaches around itself, in batch coordinates.
struct Place {
    glm::vec3 position{0.0F};
    glm::vec3 reach{0.0F};
};

/// Coordinates of a sample, per axis.
template <typename Number>
class Quantiles {
  public:
    void add(const glm::vec<3, Number>& v) {
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            values_.at(static_cast<std::size_t>(axis)).push_back(v[axis]);
        }
    }

    [[nodiscard]] std::size_t size() const { return values_[0].size(); }

    /// The value below which `share` of the sample lies, on each axis.
    [[nodiscard]] glm::vec<3, Number> at(double share) {
        glm::vec<3, Number> result;
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            auto& values = values_.at(static_cast<std::size_t>(axis));
            const double rank = share * static_cast<double>(values.size() - 1);
            const auto place = values.begin() + std::lround(rank);
            std::nth_element(values.begin(), place, values.end());
            result[axis] = *place;
        }
        return result;
    }

  private:
    std::array<std::vector<Number>, 3> values_;
};

/// What is outside is far out.
template <typename Number>
struct Fence {
    glm::vec<3, Number> min{std::numeric_limits<Number>::lowest()};
    glm::vec<3, Number> max{std::numeric_limits<Number>::max()};

    [[nodiscard]] bool contains(const glm::vec<3, Number>& v) const {
        return v.x >= min.x && v.y >= min.y && v.z >= min.z && v.x <= max.x && v.y <= max.y &&
               v.z <= max.z;
    }
};

template <typename Number>
Number largest(const glm::vec<3, Number>& v) {
    return std::max({v.x, v.y, v.z});
}

/// Around the middle half of the sample; where that is one point, around the middle four fifths.
template <typename Number>
Fence<Number> fence_of(Quantiles<Number>& sample, Number least_spread, double reach) {
    if (sample.size() < kLeastForFence) {
        return {};
    }
    for (const double share : {0.25, 0.1}) {
        const auto low = sample.at(share);
        const auto high = sample.at(1.0 - share);
        const Number spread = std::max(largest(high - low), least_spread);
        if (spread > Number{0}) {
            const glm::vec<3, Number> room(spread * static_cast<Number>(reach));
            return {low - room, high + room};
        }
    }
    return {};
}

std::size_t most_left_out(std::size_t count) {
    return std::max<std::size_t>(
        1,
        static_cast<std::size_t>(kMaxLeftOut * static_cast<double>(count))
    );
}

/// Box of the places inside of the fence, their reach cut off there; how many are outside.
template <typename At>
Bounds
box_within(std::size_t count, const At& at, const Fence<float>& fence, std::size_t& outside) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high(std::numeric_limits<float>::lowest());
    outside = 0;
    std::size_t inside = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Place place = at(i);
        if (!is_place(place.position) || !fence.contains(place.position)) {
            ++outside;
            continue;
        }
        low = glm::min(low, glm::max(place.position - place.reach, fence.min));
        high = glm::max(high, glm::min(place.position + place.reach, fence.max));
        ++inside;
    }
    Bounds box;
    if (inside > 0) {
        box.extend(low);
        box.extend(high);
    }
    return box;
}

/// `at(i)` gives the i-th Place.
template <typename At>
Bounds robust_box(std::size_t count, bool is_cloud, const At& at) {
    const std::size_t stride = std::max<std::size_t>(1, count / kSampleSize);
    Quantiles<float> sample;
    for (std::size_t i = 0; i < count; i += stride) {
        const Place place = at(i);
        if (is_place(place.position)) {
            sample.add(place.position);
        }
    }
    if (sample.size() == 0) {
        return {};
    }
    const double reach = sample.size() < kFew ? kFenceReachOfFew : kFenceReach;
    std::size_t outside = 0;
    Bounds box = box_within(count, at, fence_of(sample, 0.0F, reach), outside);
    if (outside > most_left_out(count)) {
        box = box_within(count, at, Fence<float>(), outside);
    }
    if (is_cloud && count >= kCloudSize && !box.is_empty) {
        const glm::vec3 low = sample.at(kCloudQuantile);
        const glm::vec3 high = sample.at(1.0 - kCloudQuantile);
        const glm::vec3 room = (high - low) * kCloudMargin;
        box.min = glm::max(box.min, low - room);
        box.max = glm::min(box.max, high + room);
    }
    return box;
}

/// Several batches: the union of those that are not far out.
WorldBounds union_of(std::span<const WorldBounds> boxes) {
    Quantiles<double> middles;
    std::vector<double> sizes;
    for (const WorldBounds& box : boxes) {
        middles.add(box.min + (box.max - box.min) * 0.5);
        sizes.push_back(largest(box.max - box.min));
    }
    std::size_t outside = 0;
    const auto gather = [&](const Fence<double>& fence) {
        WorldBounds result;
        outside = 0;
        for (const WorldBounds& box : boxes) {
            // What reaches into the fence belongs to the rest.
            const glm::dvec3 nearest =
                glm::clamp((fence.min * 0.5 + fence.max * 0.5), box.min, box.max);
            if (fence.contains(nearest)) {
                result.extend(box.min);
                result.extend(box.max);
            } else {
                ++outside;
            }
        }
        return result;
    };
    if (boxes.size() < kLeastForFence) {
        return gather({});
    }
    std::nth_element(
        sizes.begin(),
        sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
        sizes.end()
    );
    const WorldBounds result = gather(fence_of(middles, sizes[sizes.size() / 2], kFenceReachOfFew));
    return outside > most_left_out(boxes.size()) ? gather({}) : result;
}

}  // namespace

float RobustBounds::local_per_world(const glm::dmat4& world_from_batch) const {
    const double scale = kind_ == ViewKind::Spatial2D
                             ? std::sqrt(std::abs(glm::determinant(glm::dmat2(world_from_batch))))
                             : double{length_scale(world_from_batch)};
    return scale > 0.0 ? static_cast<float>(1.0 / scale) : 0.0F;
}

void RobustBounds::add_box(const glm::dmat4& world_from_batch, const Bounds& local) {
    WorldBounds box;
    for (unsigned corner = 0; corner < 8 && !local.is_empty; ++corner) {
        const glm::dvec4 point(
            (corner & 1U) != 0U ? local.max.x : local.min.x,
            (corner & 2U) != 0U ? local.max.y : local.min.y,
            (corner & 4U) != 0U ? local.max.z : local.min.z,
            1.0
        );
        const glm::dvec3 world(world_from_batch * point);
        if (largest(glm::abs(world)) <= double{kFarthest}) {
            box.extend(world);
        }
    }
    if (!box.is_empty) {
        boxes_.push_back(box);
    }
}

void RobustBounds::add_ui_radius(float radius) {
    edge_pt_ = std::max(edge_pt_, std::min(-radius, kMaxEdgePt));
}

void RobustBounds::add(const draw::PointBatch& batch) {
    const float scale = local_per_world(batch.world_from_batch);
    const float depth = kind_ == ViewKind::Spatial2D ? 0.0F : 1.0F;
    const auto at = [&](std::size_t i) {
        const float radius = batch.radii[batch.radii.size() == 1 ? 0 : i];
        const float reach = std::signbit(radius) ? 0.0F : radius * scale;
        return Place{batch.positions[i], glm::vec3(reach, reach, reach * depth)};
    };
    add_box(
        batch.world_from_batch,
        robust_box(batch.positions.size(), kind_ == ViewKind::Spatial3D, at)
    );
    for (const float radius : batch.radii) {
        add_ui_radius(radius);
    }
}

void RobustBounds::add(const draw::LineBatch& batch) {
    const float scale = local_per_world(batch.world_from_batch);
    const float depth = kind_ == ViewKind::Spatial2D ? 0.0F : 1.0F;
    const auto at = [&](std::size_t i) {
        const draw::LineSegment& segment = batch.segments[i / 2];
        const float wide = segment.has_head && i % 2 == 1 ? kHeadHalfWidth : 1.0F;
        const float reach = std::signbit(segment.radius) ? 0.0F : segment.radius * scale * wide;
        return Place{
            i % 2 == 0 ? segment.from : segment.to,
            glm::vec3(reach, reach, reach * depth)};
    };
    add_box(batch.world_from_batch, robust_box(batch.segments.size() * 2, false, at));
    for (const draw::LineSegment& segment : batch.segments) {
        add_ui_radius(segment.radius * (segment.has_head ? kHeadHalfWidth : 1.0F));
    }
}

void RobustBounds::add(const draw::MeshBatch& batch) {
    const auto at = [&](std::size_t i) { return Place{batch.vertices[i].position, {}}; };
    add_box(batch.world_from_batch, robust_box(batch.vertices.size(), false, at));
}

void RobustBounds::add(const draw::ImageDraw& image) {
    Bounds local;
    local.extend(glm::vec3(0.0F));
    local.extend(glm::vec3(image.image->width(), image.image->height(), 0.0F));
    add_box(image.world_from_image, local);
}

WorldBounds RobustBounds::bounds() const {
    return boxes_.empty() ? WorldBounds() : union_of(boxes_);
}

}  // namespace limn::scene
