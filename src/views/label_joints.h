// SPDX-License-Identifier: MIT
/// Names of joints: whether a skeleton is large enough for them, and where those of the one that is pointed at stand.
///
/// Units     pixels of the view, y down.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "draw/camera.h"
#include "scene/scene.h"
#include "views/label_layout.h"

namespace limn::views {

/// Bones of a scene as they are seen.
class BoneLengths {
  public:
    BoneLengths(const scene::Scene& scene, const draw::ViewCamera& camera, glm::vec2 view_px);

    /// The length that half of the bones of a skeleton have; 0 if it has none that is seen.
    [[nodiscard]] float median_px(std::uint32_t entity, std::uint32_t skeleton) const;

  private:
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<float>> lengths_;
};

/// Around all anchors.
[[nodiscard]] LabelBox box_around(std::span<const LabelInput> joints);

/// Gives each joint a place beside the skeleton: in a column on its left or right, in the order of the joints, with lines to
/// them, so that nothing lies on the skeleton. A joint for which the view has no room keeps none.
void place_beside(
    std::span<LabelInput> joints,
    glm::vec2 view_px,
    float scale,
    const MeasureText& measure
);

}  // namespace limn::views
