// SPDX-License-Identifier: MIT
#include <array>

#include "scene/instance_data.h"
#include "scene/visualizers/strips.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 7> kComponents{
    "LineStrips2D:strips",
    "LineStrips2D:radii",
    "LineStrips2D:colors",
    "LineStrips2D:labels",
    "LineStrips2D:show_labels",
    "LineStrips2D:draw_order",
    "LineStrips2D:class_ids",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto strips = read_field(builder, input, "strips", store::strips2_values);
    visualize_strokes(builder, input, strokes_of_strips(strips));
}

}  // namespace

const Visualizer kLineStrips2D{
    .name = "LineStrips2D",
    .space = DataSpace::Flat,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 20.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
