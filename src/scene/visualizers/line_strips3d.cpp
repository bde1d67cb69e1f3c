// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/strips.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 6> kComponents{
    "LineStrips3D:strips",
    "LineStrips3D:radii",
    "LineStrips3D:colors",
    "LineStrips3D:labels",
    "LineStrips3D:show_labels",
    "LineStrips3D:class_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto strips = read_field(builder, input, "strips", store::strips3_values);
    visualize_strokes(builder, input, strokes_of_strips(strips));
}

}  // namespace

const Visualizer kLineStrips3D{
    .name = "LineStrips3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 20.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
