// SPDX-License-Identifier: MIT
/// Classes that touch in a mask, and colors by which neighbours can be told apart.
///
/// Shapes    ids of one class image; two classes touch where a pixel of one lies left of or above one of the other.
/// Cost      one pass over the pixels; the recoloring is O(touching pairs · candidates).
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/color.h"
#include "media/image.h"
#include "model/ids.h"

namespace limn::annotation {

/// Pairs (smaller id first) and along how many pixel edges they touch.
using TouchingClasses = std::map<std::pair<ClassId, ClassId>, std::uint64_t>;

/// Adds what touches in an image of u8, u16 or u32 ids; kNoClass touches nothing.
void add_touching(const media::Image& image, TouchingClasses& touching);

struct Recolored {
    ClassId id = 0;
    Rgba8 color;
    float delta_e_before = 0.0F;  ///< CIEDE2000 to the most similar neighbour.
    float delta_e_after = 0.0F;
};

/// Classes to recolor so that all that touch differ by `wanted` (CIEDE2000) where there are enough colors.
/// Of a pair that is too similar the one with the shorter border changes; its alpha stays.
[[nodiscard]] std::vector<Recolored> make_distinguishable(
    const TouchingClasses& touching,
    const std::function<Rgba8(ClassId)>& color_of,
    float wanted = 20.0F
);

}  // namespace limn::annotation
