// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/points.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Points2D:positions",
    "Points2D:radii",
    "Points2D:colors",
    "Points2D:labels",
    "Points2D:show_labels",
    "Points2D:draw_order",
    "Points2D:class_ids",
    "Points2D:keypoint_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_field(builder, input, "positions", store::vec2_values);
    std::vector<glm::vec3> positions;
    positions.reserve(logged.size());
    for (const glm::vec2& position : logged) {
        positions.emplace_back(position, 0.0F);
    }
    visualize_points(builder, input, std::move(positions), false);
}

}  // namespace

const Visualizer kPoints2D{
    .name = "Points2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 30.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
