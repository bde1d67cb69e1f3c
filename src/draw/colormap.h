// SPDX-License-Identifier: MIT
/// Colormaps: how the values of a depth picture become colors.
///
/// What      The maps that the SDK knows, 256 colors each. The colors are measured: they are those that the
///           Rerun viewer 0.41 shows for the values 0 to 255.
/// Threads   constant data.
/// Source    docs/FORMATS.md, depth.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/color.h"

namespace limn::draw {

/// In the order of the SDK's numbers, which begin at 1.
enum class Colormap : std::uint8_t {
    Grayscale,
    Inferno,
    Magma,
    Plasma,
    Turbo,
    Viridis,
    CyanToYellow,
    Spectral,
    Twilight,
    RvizMap,
    RvizCostmap,
    Costmap,
};

inline constexpr std::size_t kNumColormaps = 12;
inline constexpr std::size_t kColormapSize = 256;

[[nodiscard]] std::array<Rgba8, kColormapSize> colormap_colors(Colormap map);

/// 0: the first color, 1: the last one.
[[nodiscard]] Rgba8 colormap_color(Colormap map, double part);

}  // namespace limn::draw
