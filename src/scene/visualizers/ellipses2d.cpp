// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <glm/gtc/constants.hpp>
#include <vector>

#include "scene/visualizers/outlines2d.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Ellipses2D:half_sizes",
    "Ellipses2D:centers",
    "Ellipses2D:colors",
    "Ellipses2D:line_radii",
    "Ellipses2D:labels",
    "Ellipses2D:show_labels",
    "Ellipses2D:draw_order",
    "Ellipses2D:class_ids",
};

constexpr std::size_t kSegments = 64;

void visualize(SceneBuilder& builder, const EntityInput& input) {
    std::vector<glm::vec2> circle(kSegments);
    for (std::size_t k = 0; k < kSegments; ++k) {
        const float angle = glm::two_pi<float>() * static_cast<float>(k) / float{kSegments};
        circle[k] = {std::cos(angle), std::sin(angle)};
    }
    visualize_outlines(builder, input, {"ellipses", circle, "line_radii"});
}

}  // namespace

const Visualizer kEllipses2D{
    .name = "Ellipses2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
    .max_posed_instances = 100'000,
};

}  // namespace limn::scene
