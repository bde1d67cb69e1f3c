// SPDX-License-Identifier: MIT
/// Links between keypoints out of the drawing that CVAT keeps of a skeleton.
///
/// Threads   pure function.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "annotation/palette.h"

namespace limn::annotation {

struct SvgLinks {
    std::vector<KeypointPair> pairs;
    std::size_t unknown = 0;  ///< Lines that join anything else.
};

/// Lines of the drawing join nodes; a node is the keypoint whose name it carries, else the one at its number, from 1.
[[nodiscard]] SvgLinks svg_links(std::string_view svg, std::span<const PaletteKeypoint> keypoints);

}  // namespace limn::annotation
