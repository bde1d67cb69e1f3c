// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "scene/instance_data.h"
#include "scene/visualizers/solids.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 11> kComponents{
    "Cylinders3D:lengths",
    "Cylinders3D:radii",
    "Cylinders3D:centers",
    "Cylinders3D:rotation_axis_angles",
    "Cylinders3D:quaternions",
    "Cylinders3D:colors",
    "Cylinders3D:line_radii",
    "Cylinders3D:fill_mode",
    "Cylinders3D:labels",
    "Cylinders3D:show_labels",
    "Cylinders3D:class_ids",
};

constexpr float kDefaultRadius = 1.0F;

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto lengths = read_field(builder, input, "lengths", store::f32_values);
    const auto radii = read_field(builder, input, "radii", store::f32_values);
    const std::size_t count =
        lengths.empty() ? 0 : limit_round_solids(builder, input, input.instances.count);
    Solids solids;
    solids.name = "cylinders";
    solids.shape = cylinder_shape(segments_for(count * input.placements.size()));
    for (std::size_t i = 0; i < count; ++i) {
        const float radius = std::abs(clamped_at(radii, i, kDefaultRadius));
        solids.instances.push_back(
            {{radius, radius, std::abs(clamped_at(lengths, i, 0.0F)) * 0.5F}, 0.0F}
        );
    }
    solids.centers = read_field(builder, input, "centers", store::vec3_values);
    solids.line_radii = "line_radii";
    visualize_solids(builder, input, solids);
}

}  // namespace

const Visualizer kCylinders3D{
    .name = "Cylinders3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
    .max_posed_instances = kMaxRoundSolids,
};

}  // namespace limn::scene
