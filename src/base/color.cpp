// SPDX-License-Identifier: MIT
#include "base/color.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace limn {

std::string to_hex(Rgba8 color) {
    return fmt::format("#{:08X}", color.to_rrggbbaa());
}

std::optional<Rgba8> parse_hex_color(std::string_view text) {
    if (text.empty() || text.front() != '#' || (text.size() != 7 && text.size() != 9)) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, value, 16);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return Rgba8::from_rrggbbaa(text.size() == 7 ? (value << 8U) | 0xFFU : value);
}

float srgb_to_linear(std::uint8_t encoded) {
    const float s = static_cast<float>(encoded) / 255.0F;
    return s <= 0.04045F ? s / 12.92F : std::pow((s + 0.055F) / 1.055F, 2.4F);
}

std::uint8_t linear_to_srgb(float linear) {
    if (!(linear > 0.0F)) {
        return 0;
    }
    if (linear >= 1.0F) {
        return 255;
    }
    const float s =
        linear <= 0.0031308F ? 12.92F * linear : 1.055F * std::pow(linear, 1.0F / 2.4F) - 0.055F;
    return static_cast<std::uint8_t>(std::lround(s * 255.0F));
}

}  // namespace limn
