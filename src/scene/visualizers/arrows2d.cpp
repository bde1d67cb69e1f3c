// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/strips.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Arrows2D:vectors",
    "Arrows2D:origins",
    "Arrows2D:radii",
    "Arrows2D:colors",
    "Arrows2D:labels",
    "Arrows2D:show_labels",
    "Arrows2D:draw_order",
    "Arrows2D:class_ids",
};

std::vector<glm::vec3> to_space(std::span<const glm::vec2> points) {
    std::vector<glm::vec3> result;
    result.reserve(points.size());
    for (const glm::vec2& point : points) {
        result.emplace_back(point, 0.0F);
    }
    return result;
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto vectors = to_space(read_field(builder, input, "vectors", store::vec2_values));
    const auto origins = to_space(read_field(builder, input, "origins", store::vec2_values));
    visualize_arrows(builder, input, vectors, origins);
}

}  // namespace

const Visualizer kArrows2D{
    .name = "Arrows2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 20.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
