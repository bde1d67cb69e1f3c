// SPDX-License-Identifier: MIT
/// Rgba8: the one color value of Limn.
///
/// Units     sRGB-encoded red, green, blue and linear, unmultiplied alpha; 0…255.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace limn {

struct Rgba8 {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    friend bool operator==(const Rgba8&, const Rgba8&) = default;

    /// From 0xRRGGBBAA, the form in which recordings store colors.
    [[nodiscard]] static constexpr Rgba8 from_rrggbbaa(std::uint32_t v) {
        return {
            static_cast<std::uint8_t>(v >> 24U),
            static_cast<std::uint8_t>(v >> 16U),
            static_cast<std::uint8_t>(v >> 8U),
            static_cast<std::uint8_t>(v),
        };
    }

    [[nodiscard]] constexpr std::uint32_t to_rrggbbaa() const {
        return (std::uint32_t{r} << 24U) | (std::uint32_t{g} << 16U) | (std::uint32_t{b} << 8U) | a;
    }

    /// Red in the lowest byte: memory order R, G, B, A, as the GPU reads it.
    [[nodiscard]] constexpr std::uint32_t to_gpu() const {
        return r | (std::uint32_t{g} << 8U) | (std::uint32_t{b} << 16U) | (std::uint32_t{a} << 24U);
    }

    [[nodiscard]] static constexpr Rgba8 from_gpu(std::uint32_t v) {
        return {
            static_cast<std::uint8_t>(v),
            static_cast<std::uint8_t>(v >> 8U),
            static_cast<std::uint8_t>(v >> 16U),
            static_cast<std::uint8_t>(v >> 24U),
        };
    }
};

/// "#RRGGBBAA".
[[nodiscard]] std::string to_hex(Rgba8 color);

/// Reads "#RRGGBB" or "#RRGGBBAA", upper or lower case.
[[nodiscard]] std::optional<Rgba8> parse_hex_color(std::string_view text);

/// sRGB byte to linear light 0…1.
[[nodiscard]] float srgb_to_linear(std::uint8_t encoded);

/// Linear light to sRGB byte, clamped and rounded.
[[nodiscard]] std::uint8_t linear_to_srgb(float linear);

}  // namespace limn
