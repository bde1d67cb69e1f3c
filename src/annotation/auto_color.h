// SPDX-License-Identifier: MIT
/// The automatic color of an id: what a class without a color looks like.
///
/// What      hue = id · (√5 − 1)/2 in float32, saturation 0.85, value 0.5, taken as linear light and
///           encoded as sRGB. The default of the field's reference viewer; docs/FORMATS.md has vectors.
#pragma once

#include <cstdint>

#include "base/color.h"
#include "model/entity_path.h"

namespace limn::annotation {

/// Ids 0…65535 by the float32 formula, above by the integer hash (draw::large_id_color).
[[nodiscard]] Rgba8 auto_color(std::uint32_t id);

/// For instances without class and color: stable over runs, differs by path.
[[nodiscard]] Rgba8 entity_color(const EntityPath& entity);

}  // namespace limn::annotation
