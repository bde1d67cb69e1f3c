// SPDX-License-Identifier: MIT
#include "views/theme.h"

#include <algorithm>
#include <cmath>

namespace limn::views {
namespace {

constexpr Rgba8 rgb(std::uint32_t value) {
    return Rgba8::from_rrggbbaa((value << 8U) | 0xFFU);
}

float luminance(Rgba8 color) {
    return 0.2126F * srgb_to_linear(color.r) + 0.7152F * srgb_to_linear(color.g) +
           0.0722F * srgb_to_linear(color.b);
}

Theme dark_theme() {
    Theme theme;
    theme.dark = true;
    theme.ground = rgb(0x121418);
    theme.panel = rgb(0x1A1D23);
    theme.raised = rgb(0x23272F);
    theme.hover = rgb(0x2A3039);
    theme.line = rgb(0x262B33);
    theme.text = rgb(0xD6DBE2);
    theme.muted = rgb(0x8A93A1);
    theme.muted_on_raised = rgb(0xB3BCC8);
    theme.faint = rgb(0x5D6673);
    theme.select = rgb(0x22405F);
    theme.accent = rgb(0x4C9FE8);
    theme.warn_fill = rgb(0x3A2E12);
    theme.warn_line = rgb(0x6A5318);
    theme.warn_text = rgb(0xF0CD78);
    theme.error_fill = rgb(0x3B1A1D);
    theme.error_line = rgb(0x74303A);
    theme.error_text = rgb(0xF5A9AD);
    return theme;
}

Theme light_theme() {
    Theme theme;
    theme.dark = false;
    theme.ground = rgb(0xE3E6EA);
    theme.panel = rgb(0xF5F6F8);
    theme.raised = rgb(0xFFFFFF);
    theme.hover = rgb(0xE4E9EF);
    theme.line = rgb(0xD2D7DE);
    theme.text = rgb(0x1A1F26);
    theme.muted = rgb(0x57606D);
    theme.muted_on_raised = rgb(0x434C58);
    theme.faint = rgb(0x98A1AD);
    theme.select = rgb(0xC9DFF6);
    theme.accent = rgb(0x1C6CB8);
    theme.warn_fill = rgb(0xFFF2CC);
    theme.warn_line = rgb(0xDDB84F);
    theme.warn_text = rgb(0x5E4300);
    theme.error_fill = rgb(0xFDE6E7);
    theme.error_line = rgb(0xE0A1A6);
    theme.error_text = rgb(0x7F1A22);
    return theme;
}

}  // namespace

Theme Theme::make(bool dark, float scale) {
    Theme theme = dark ? dark_theme() : light_theme();
    theme.scale = std::clamp(scale, 0.5F, 3.0F);
    return theme;
}

unsigned int im_color(Rgba8 color, float alpha) {
    Rgba8 faded = color;
    const float a = static_cast<float>(color.a) * std::clamp(alpha, 0.0F, 1.0F);
    faded.a = static_cast<std::uint8_t>(std::lround(a));
    return faded.to_gpu();
}

float contrast_ratio(Rgba8 a, Rgba8 b) {
    const float first = luminance(a) + 0.05F;
    const float second = luminance(b) + 0.05F;
    return std::max(first, second) / std::min(first, second);
}

std::optional<Rgba8> swatch_halo(const Theme& theme, Rgba8 color) {
    constexpr float kEnough = 2.0F;
    const bool is_clear = contrast_ratio(color, theme.panel) >= kEnough;
    return is_clear ? std::nullopt : std::optional(theme.muted);
}

Rgba8 label_text_color(Rgba8 color) {
    constexpr float kEnough = 7.0F;
    constexpr int kSteps = 20;
    Rgba8 lightened{color.r, color.g, color.b, 255};
    for (int step = 1; step <= kSteps; ++step) {
        if (contrast_ratio(lightened, kLabelPlate) >= kEnough) {
            break;
        }
        const auto mix = [&](std::uint8_t channel) {
            return static_cast<std::uint8_t>(channel + (255 - channel) * step / kSteps);
        };
        lightened = {mix(color.r), mix(color.g), mix(color.b), 255};
    }
    return lightened;
}

}  // namespace limn::views
