// SPDX-License-Identifier: MIT
#include "scene/image_hits.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <glm/geometric.hpp>
#include <glm/mat2x2.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

#include "model/ids.h"
#include "scene/scene.h"

namespace limn::scene {
namespace {

/// Where an image is met: place on it in pixels, and how far away.
struct Meeting {
    glm::vec2 at{0.0F};
    float distance = 0.0F;
};

std::optional<Meeting> meeting_at(const draw::ImageDraw& drawn, glm::dvec2 world) {
    const glm::dmat4& m = drawn.world_from_image;
    const glm::dmat2 linear(m[0][0], m[0][1], m[1][0], m[1][1]);
    if (glm::determinant(linear) == 0.0) {
        return std::nullopt;
    }
    return Meeting{glm::vec2(glm::inverse(linear) * (world - glm::dvec2(m[3]))), 0.0F};
}

/// Solves origin + x·right + y·down = from + t·direction: an image may be far away and small.
std::optional<Meeting>
meeting_on(const draw::ImageDraw& drawn, const glm::dvec3& from, const glm::dvec3& direction) {
    const glm::dmat4& m = drawn.world_from_image;
    const glm::dmat3 axes{glm::dvec3(m[0]), glm::dvec3(m[1]), -direction};
    const double volume = glm::determinant(axes);
    const double scale = glm::length(axes[0]) * glm::length(axes[1]) * glm::length(direction);
    constexpr double kEdgeOn = 1.0e-9;
    if (!std::isfinite(volume) || std::abs(volume) <= scale * kEdgeOn) {
        return std::nullopt;
    }
    const glm::dvec3 solved = glm::inverse(axes) * (from - glm::dvec3(m[3]));
    if (!(solved.z > 0.0)) {
        return std::nullopt;
    }
    return Meeting{glm::vec2(solved), static_cast<float>(solved.z)};
}

/// The pixel that is met, unless it is hidden or beside the image.
std::optional<ImageHit> hit_of(
    const Scene& scene,
    std::uint32_t index,
    const Meeting& meeting,
    const IsClassVisible& visible
) {
    const draw::ImageDraw& drawn = scene.list.images[index];
    const glm::vec2 at = meeting.at;
    const bool is_inside = at.x >= 0.0F && at.y >= 0.0F &&
                           at.x < static_cast<float>(drawn.image->width()) &&
                           at.y < static_cast<float>(drawn.image->height());
    if (!is_inside) {
        return std::nullopt;
    }
    ImageHit hit{index, glm::uvec2(at), true, meeting.distance};
    if (drawn.has_class_ids()) {
        const auto id = drawn.image->class_at(hit.pixel.x, hit.pixel.y);
        hit.has_class = id.has_value();
        if (id && visible && !visible(drawn.style, *id)) {
            return std::nullopt;
        }
    }
    return hit;
}

/// From the topmost to the lowest image of the list.
template <typename Meet>
std::vector<ImageHit> hits_of(const Scene& scene, const IsClassVisible& visible, Meet&& meet) {
    std::vector<ImageHit> hits;
    const auto& order = scene.list.order;
    for (auto item = order.rbegin(); item != order.rend(); ++item) {
        if (item->kind != draw::ItemKind::Image) {
            continue;
        }
        const std::optional<Meeting> meeting = meet(scene.list.images[item->index]);
        const auto hit = meeting ? hit_of(scene, item->index, *meeting, visible) : std::nullopt;
        if (hit) {
            hits.push_back(*hit);
        }
    }
    return hits;
}

/// Later in the order: drawn on top.
std::size_t rank_of(const Scene& scene, std::uint32_t image) {
    const auto found = std::ranges::find_if(scene.list.order, [&](const draw::DrawItem& item) {
        return item.kind == draw::ItemKind::Image && item.index == image;
    });
    return static_cast<std::size_t>(found - scene.list.order.begin());
}

}  // namespace

std::vector<ImageHit>
images_at(const Scene& scene, glm::dvec2 world, const IsClassVisible& visible) {
    return hits_of(scene, visible, [&](const draw::ImageDraw& drawn) {
        return meeting_at(drawn, world);
    });
}

std::vector<ImageHit> images_on_ray(
    const Scene& scene,
    const glm::dvec3& from,
    const glm::dvec3& direction,
    const IsClassVisible& visible
) {
    std::vector<ImageHit> hits = hits_of(scene, visible, [&](const draw::ImageDraw& drawn) {
        return meeting_on(drawn, from, direction);
    });
    std::ranges::stable_sort(hits, {}, &ImageHit::distance);
    // Pictures of one camera lie on one plane: what rounding makes of that is no order.
    constexpr float kSamePlane = 1.0001F;
    for (auto first = hits.begin(); first != hits.end();) {
        const auto is_same = [&](const ImageHit& hit) {
            return hit.distance <= first->distance * kSamePlane;
        };
        const auto last = std::find_if_not(first, hits.end(), is_same);
        std::ranges::sort(first, last, std::ranges::greater(), [&](const ImageHit& hit) {
            return rank_of(scene, hit.image);
        });
        first = last;
    }
    return hits;
}

}  // namespace limn::scene
