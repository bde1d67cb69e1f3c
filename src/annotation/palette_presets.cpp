// SPDX-License-Identifier: MIT
#include "annotation/palette_presets.h"

#include <utility>

#include "annotation/palette_formats.h"
#include "annotation/palette_read.h"

namespace limn::annotation {

Palette load_preset(const PalettePreset& preset) {
    Result<PaletteFile> file = read_palette("preset.json", preset.json);
    return file ? std::move(file->palette) : Palette{};
}

Rgba8 voc_color(std::uint32_t id) {
    Rgba8 color{0, 0, 0, 255};
    for (int bit = 7; bit >= 0; --bit, id >>= 3U) {
        color.r = static_cast<std::uint8_t>(color.r | ((id & 1U) << bit));
        color.g = static_cast<std::uint8_t>(color.g | (((id >> 1U) & 1U) << bit));
        color.b = static_cast<std::uint8_t>(color.b | (((id >> 2U) & 1U) << bit));
    }
    return color;
}

}  // namespace limn::annotation
