// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "scene/visualizers/visualizer.h"

namespace limn::scene {

std::span<const Visualizer* const> all_visualizers() {
    // At equal draw order and entity, earlier ones are below later ones.
    static constexpr std::array<const Visualizer*, 21> kAll{
        &kDepthImage,   &kEncodedDepthImage, &kImage,
        &kEncodedImage, &kSegmentationImage, &kTensor,
        &kBoxes2D,      &kEllipses2D,        &kLineStrips2D,
        &kArrows2D,     &kPoints2D,          &kMesh3D,
        &kBoxes3D,      &kEllipsoids3D,      &kCapsules3D,
        &kCylinders3D,  &kLineStrips3D,      &kArrows3D,
        &kPoints3D,     &kPinhole,           &kTransformAxes3D,
    };
    return kAll;
}

bool is_known_column(const Visualizer& visualizer, std::string_view component) {
    const auto has = [&](std::span<const std::string_view> columns) {
        return std::ranges::find(columns, component) != columns.end();
    };
    return has(visualizer.components) || has(visualizer.other_columns) ||
           std::ranges::find(visualizer.undrawn_columns, component, &UndrawnColumn::component) !=
               visualizer.undrawn_columns.end();
}

}  // namespace limn::scene
