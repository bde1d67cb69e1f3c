// SPDX-License-Identifier: MIT
/// How different two colors look.
///
/// What      CIE L*a*b* (D65) of sRGB colors and the CIEDE2000 difference: about 2.3 is just noticeable,
///           beyond 20 nobody mixes two classes up. Alpha does not count.
/// Source    CIE 142-2001; Sharma, Wu, Dalal 2005 (whose test pairs the tests have). Simulation of
///           color vision deficiency: Viénot, Brettel, Mollon 1999.
/// Threads   pure functions.
#pragma once

#include <cstdint>

#include "base/color.h"

namespace limn::annotation {

struct Lab {
    float l = 0.0F;
    float a = 0.0F;
    float b = 0.0F;
};

[[nodiscard]] Lab to_lab(Rgba8 color);

[[nodiscard]] float delta_e_2000(const Lab& a, const Lab& b);
[[nodiscard]] float delta_e_2000(Rgba8 a, Rgba8 b);

/// Straight distance in L*a*b* (CIE 1976): coarser, and fast enough for searches.
[[nodiscard]] float delta_e_76(const Lab& a, const Lab& b);

enum class Vision : std::uint8_t { Usual, Protanopia, Deuteranopia };

/// What the color looks like to people who lack one kind of cone.
[[nodiscard]] Rgba8 as_seen_with(Vision vision, Rgba8 color);

}  // namespace limn::annotation
