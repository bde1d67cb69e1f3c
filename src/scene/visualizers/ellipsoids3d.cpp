// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/solids.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 10> kComponents{
    "Ellipsoids3D:half_sizes",
    "Ellipsoids3D:centers",
    "Ellipsoids3D:rotation_axis_angles",
    "Ellipsoids3D:quaternions",
    "Ellipsoids3D:colors",
    "Ellipsoids3D:line_radii",
    "Ellipsoids3D:fill_mode",
    "Ellipsoids3D:labels",
    "Ellipsoids3D:show_labels",
    "Ellipsoids3D:class_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto half_sizes = read_field(builder, input, "half_sizes", store::vec3_values);
    const std::size_t count =
        half_sizes.empty() ? 0 : limit_round_solids(builder, input, input.instances.count);
    Solids solids;
    solids.name = "ellipsoids";
    solids.shape = sphere_shape(segments_for(count * input.placements.size()));
    for (std::size_t i = 0; i < count; ++i) {
        solids.instances.push_back({glm::abs(clamped_at(half_sizes, i, glm::vec3(0.0F))), 0.0F});
    }
    solids.centers = read_field(builder, input, "centers", store::vec3_values);
    solids.line_radii = "line_radii";
    visualize_solids(builder, input, solids);
}

}  // namespace

const Visualizer kEllipsoids3D{
    .name = "Ellipsoids3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
    .max_posed_instances = kMaxRoundSolids,
};

}  // namespace limn::scene
