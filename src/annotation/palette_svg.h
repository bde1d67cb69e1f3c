// SPDX-License-Identifier: MIT
/// Links between keypoints out of the drawing that CVAT keeps of a skeleton.
///
/// Threads   pure function.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "annotation/palette.h"

namespace limn::annotation {

/// Lines of the drawing join nodes; a node is the keypoint whose name it carries, else the one at its number, from 1.
/// Lines that join anything else are left out.
[[nodiscard]] std::vector<KeypointPair>
svg_connections(std::string_view svg, std::span<const PaletteKeypoint> keypoints);

}  // namespace limn::annotation
