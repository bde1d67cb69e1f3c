// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/strips.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 7> kComponents{
    "Arrows3D:vectors",
    "Arrows3D:origins",
    "Arrows3D:radii",
    "Arrows3D:colors",
    "Arrows3D:labels",
    "Arrows3D:show_labels",
    "Arrows3D:class_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto vectors = read_field(builder, input, "vectors", store::vec3_values);
    const auto origins = read_field(builder, input, "origins", store::vec3_values);
    visualize_arrows(builder, input, vectors, origins);
}

}  // namespace

const Visualizer kArrows3D{
    .name = "Arrows3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 20.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
