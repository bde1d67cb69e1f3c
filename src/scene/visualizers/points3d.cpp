// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/points.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 8> kComponents{
    "Points3D:positions",
    "Points3D:radii",
    "Points3D:colors",
    "Points3D:labels",
    "Points3D:show_labels",
    "Points3D:class_ids",
    "Points3D:keypoint_ids",
    "Points3D:point_shading",
};

/// PointShading; the default is a gradient.
constexpr std::uint8_t kFlat = 2;

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_field(builder, input, "positions", store::vec3_values);
    const auto shading = read_field(builder, input, "point_shading", store::first_u8);
    visualize_points(builder, input, {logged.begin(), logged.end()}, shading != kFlat);
}

}  // namespace

const Visualizer kPoints3D{
    .name = "Points3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 30.0F,
    .visualize = visualize,
    .max_posed_instances = 16'000'000,
};

}  // namespace limn::scene
