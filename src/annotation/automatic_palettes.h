// SPDX-License-Identifier: MIT
/// Automatic colors to choose instead of the field's, which only turn the hue and repeat soon.
///
/// What      `Distinct`: each next color is the one farthest from all before it, so that no two classes
///           look alike. `ColorBlindSafe`: the same, judged also as people with protanopia and
///           deuteranopia see it, and starting with the well-known eight of Okabe and Ito.
/// Cost      O(n · candidates) for the first kMaxDistinct colors; from then on they repeat.
/// Threads   pure functions; always the same colors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/color.h"

namespace limn::annotation {

enum class AutomaticPalette : std::uint8_t { Field, Distinct, ColorBlindSafe };

/// More colors than this nobody tells apart; they repeat.
inline constexpr std::size_t kMaxDistinct = 256;

/// One color per class, in the order of `ids`. `Field` gives auto_color of each id.
[[nodiscard]] std::vector<Rgba8>
automatic_colors(AutomaticPalette kind, std::span<const std::uint32_t> ids);

/// Opaque colors that a class may be given: bright and saturated enough to be seen on a picture.
[[nodiscard]] const std::vector<Rgba8>& color_candidates();

}  // namespace limn::annotation
