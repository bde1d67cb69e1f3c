// SPDX-License-Identifier: MIT
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

}  // namespace limn::scene
