// SPDX-License-Identifier: MIT
/// Palettes that come with the program: well-known tables of class names and colors (assets/palettes).
///
/// Threads   constants and pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "annotation/palette.h"
#include "base/color.h"

namespace limn::annotation {

struct PalettePreset {
    std::string_view id;    ///< "cityscapes", the name of its file.
    std::string_view json;  ///< As palette_from_json reads it.
};

[[nodiscard]] std::span<const PalettePreset> palette_presets();

/// The preset, read; its own tests keep it readable.
[[nodiscard]] Palette load_preset(const PalettePreset& preset);

/// Color of a Pascal VOC class: the bits of the id, three at a time, become the high bits of the channels.
[[nodiscard]] Rgba8 voc_color(std::uint32_t id);

}  // namespace limn::annotation
