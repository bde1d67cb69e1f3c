// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/solids.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 10> kComponents{
    "Boxes3D:half_sizes",
    "Boxes3D:centers",
    "Boxes3D:rotation_axis_angles",
    "Boxes3D:quaternions",
    "Boxes3D:colors",
    "Boxes3D:radii",
    "Boxes3D:fill_mode",
    "Boxes3D:labels",
    "Boxes3D:show_labels",
    "Boxes3D:class_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    Solids solids;
    solids.name = "boxes";
    solids.shape = box_shape();
    const auto half_sizes = read_field(builder, input, "half_sizes", store::vec3_values);
    for (std::size_t i = 0; i < input.instances.count && !half_sizes.empty(); ++i) {
        solids.instances.push_back({clamped_at(half_sizes, i, glm::vec3(0.0F)), 0.0F});
    }
    solids.centers = read_field(builder, input, "centers", store::vec3_values);
    solids.line_radii = "radii";
    visualize_solids(builder, input, solids);
}

}  // namespace

const Visualizer kBoxes3D{
    .name = "Boxes3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
