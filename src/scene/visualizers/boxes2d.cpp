// SPDX-License-Identifier: MIT
#include <array>

#include "scene/visualizers/outlines2d.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Boxes2D:half_sizes",
    "Boxes2D:centers",
    "Boxes2D:colors",
    "Boxes2D:radii",
    "Boxes2D:labels",
    "Boxes2D:show_labels",
    "Boxes2D:draw_order",
    "Boxes2D:class_ids",
};

constexpr std::array<glm::vec2, 4> kCorners{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    visualize_outlines(builder, input, {"boxes", kCorners, "radii"});
}

}  // namespace

const Visualizer kBoxes2D{
    .name = "Boxes2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
