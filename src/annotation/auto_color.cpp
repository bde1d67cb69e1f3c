// SPDX-License-Identifier: MIT
#include "annotation/auto_color.h"

#include <array>
#include <cmath>

#include "draw/style_table.h"

namespace limn::annotation {
namespace {

constexpr float kSaturation = 0.85F;
constexpr float kValue = 0.5F;

/// (√5 − 1) / 2, every step rounded to float32.
float golden_ratio() {
    return (std::sqrt(5.0F) - 1.0F) / 2.0F;
}

/// The built-in colors are defined by this curve, whose constants are rounded to float32 after
/// scaling to 0…255; others round one level differently now and then.
std::uint8_t encode(float linear) {
    if (!(linear > 0.0F)) {
        return 0;
    }
    const float level = linear <= 0.0031308F ? 3294.6F * linear
                                             : 269.025F * std::pow(linear, 1.0F / 2.4F) - 14.025F;
    return static_cast<std::uint8_t>(std::lround(level));
}

}  // namespace

Rgba8 auto_color(std::uint32_t id) {
    if (id > 0xFFFFU) {
        return draw::large_id_color(id);
    }
    const float turns = static_cast<float>(id) * golden_ratio();
    const float hue = turns - std::floor(turns);
    const float h6 = hue * 6.0F;
    const float floor6 = std::floor(h6);
    const float f = h6 - floor6;
    const float p = kValue * (1.0F - kSaturation);
    const float q = kValue * (1.0F - f * kSaturation);
    const float t = kValue * (1.0F - (1.0F - f) * kSaturation);
    const std::array<std::array<float, 3>, 6> sectors{{
        {kValue, t, p},
        {q, kValue, p},
        {p, kValue, t},
        {p, q, kValue},
        {t, p, kValue},
        {kValue, p, q},
    }};
    const auto& rgb = sectors.at(static_cast<std::size_t>(floor6) % sectors.size());
    return {encode(rgb[0]), encode(rgb[1]), encode(rgb[2]), 255};
}

Rgba8 entity_color(const EntityPath& entity) {
    return auto_color(static_cast<std::uint32_t>(entity.hash() % 65535U));
}

}  // namespace limn::annotation
