// SPDX-License-Identifier: MIT
#include <cmath>
#include <glm/mat2x2.hpp>
#include <glm/matrix.hpp>

#include "model/ids.h"
#include "scene/scene.h"

namespace limn::scene {
namespace {

/// The pixel of an image at a world point, if it is on the image.
std::optional<glm::uvec2> pixel_at(const draw::ImageDraw& drawn, glm::vec2 world) {
    const glm::mat4& m = drawn.world_from_image;
    const glm::mat2 linear(m[0][0], m[0][1], m[1][0], m[1][1]);
    if (glm::determinant(linear) == 0.0F) {
        return std::nullopt;
    }
    const glm::vec2 at = glm::inverse(linear) * (world - glm::vec2(m[3]));
    const bool is_inside = at.x >= 0.0F && at.y >= 0.0F &&
                           at.x < static_cast<float>(drawn.image->width()) &&
                           at.y < static_cast<float>(drawn.image->height());
    return is_inside ? std::optional(glm::uvec2(at)) : std::nullopt;
}

}  // namespace

std::vector<ImageHit> images_at(
    const Scene& scene,
    glm::vec2 world,
    const std::function<bool(draw::StyleSlot, ClassId)>& visible
) {
    std::vector<ImageHit> hits;
    const auto& order = scene.list.order;
    for (auto item = order.rbegin(); item != order.rend(); ++item) {
        if (item->kind != draw::ItemKind::Image) {
            continue;
        }
        const draw::ImageDraw& drawn = scene.list.images[item->index];
        const auto pixel = pixel_at(drawn, world);
        if (!pixel) {
            continue;
        }
        if (drawn.has_class_ids()) {
            const auto id = drawn.image->class_at(pixel->x, pixel->y);
            if (!id || (visible && !visible(drawn.style, *id))) {
                continue;
            }
        }
        hits.push_back({item->index, *pixel});
    }
    return hits;
}

}  // namespace limn::scene
