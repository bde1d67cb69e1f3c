// SPDX-License-Identifier: MIT
/// Scene: what one view shows at one cursor: a draw list and the meaning of its numbers.
///
/// What      Class choices, hover and selection are not in it: they act through the style tables when it is
///           drawn (build_scene.h makes it).
/// Threads   immutable once built.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "base/diagnostics.h"
#include "draw/draw_list.h"
#include "model/entity_path.h"
#include "scene/bounds.h"

namespace limn::scene {

/// A style slot: which context's table its indices refer to, and how far the table must reach.
struct StyleUse {
    annotation::ContextPtr context;
    ClassId max_class = 0;  ///< Largest id ≤ 65535 that occurs.
};

/// How often a class occurs in one entity of a view, in instances; masks are counted by their pixels.
struct SceneCount {
    std::uint32_t entity = 0;  ///< Index into Scene::entities.
    draw::StyleSlot style = 0;
    annotation::ClassTally tally;
};

struct Scene {
    draw::DrawList list;
    std::vector<EntityPath> entities;  ///< draw entity index → path.
    std::vector<StyleUse> styles;      ///< draw StyleSlot → context.
    WorldBounds bounds;                ///< Of the data, without what is far out (robust_bounds.h).
    FramedPlaces places;   ///< 3D: of the data within the bounds; null: the corners stand for it.
    float edge_pt = 0.0F;  ///< UI points by which what is sized in them reaches beyond the bounds.
    glm::vec2 image_size{
        0.0F};  ///< 2D: what a view frames (min is 0,0): pinhole resolution, else union of images; 0: none.
    glm::vec3 up{0.0F, 0.0F, 1.0F};  ///< 3D: from ViewCoordinates.
    std::vector<SceneCount> counts;  ///< Of what has a place in the view; not of pictures.
    bool is_left_handed = false;     ///< 3D: from ViewCoordinates.
    Diagnostics diagnostics;
    std::uint64_t key = 0;

    [[nodiscard]] bool is_empty() const { return list.order.empty(); }
};

using ScenePtr = std::shared_ptr<const Scene>;

}  // namespace limn::scene
