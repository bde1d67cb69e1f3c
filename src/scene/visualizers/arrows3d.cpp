// SPDX-License-Identifier: MIT
#include <array>
#include <vector>

#include "scene/instance_data.h"
#include "scene/local_origin.h"
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
    const auto logged = read_field(builder, input, "origins", store::vec3_values);
    const glm::vec3 origin = local_origin(clamped_at(logged, 0, glm::vec3(0.0F)));
    std::vector<glm::vec3> origins;
    origins.reserve(logged.size());
    for (const glm::vec3& place : logged) {
        origins.push_back(place - origin);
    }
    visualize_strokes(builder, relative_to(origin, input), strokes_of_arrows(vectors, origins));
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
