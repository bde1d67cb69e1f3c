// SPDX-License-Identifier: MIT
/// Theme: the colors and measures of the program; neutral frame, the data has all the colors.
///
/// Units     measures in UI points: multiply by `scale` for pixels.
/// Threads   plain value.
#pragma once

#include <optional>

#include "base/color.h"

namespace limn::views {

struct Theme {
    bool dark = true;
    Rgba8 ground;  ///< Window and view surround.
    Rgba8 panel;
    Rgba8 raised;  ///< Buttons, headers.
    Rgba8 hover;   ///< The row under the mouse and what it lights elsewhere.
    Rgba8 line;    ///< 1 px between panels and sections.
    Rgba8 text;
    Rgba8 muted;
    Rgba8 muted_on_raised;  ///< Muted text on hovered and selected rows.
    Rgba8 faint;
    Rgba8 select;
    Rgba8 accent;
    Rgba8 warn_fill;
    Rgba8 warn_line;
    Rgba8 warn_text;
    Rgba8 error_fill;
    Rgba8 error_line;
    Rgba8 error_text;
    float scale = 1.0F;  ///< Pixels per UI point.

    [[nodiscard]] float px(float points) const { return points * scale; }

    [[nodiscard]] static Theme make(bool dark, float scale);
};

/// ABGR word for ImGui draw lists, alpha multiplied.
[[nodiscard]] unsigned int im_color(Rgba8 color, float alpha = 1.0F);

/// Contrast of two opaque colors by WCAG: 1 (equal) to 21 (black on white).
[[nodiscard]] float contrast_ratio(Rgba8 a, Rgba8 b);

/// A thin line around a swatch whose color hardly differs from what it stands on: navy on the dark theme.
[[nodiscard]] std::optional<Rgba8> swatch_halo(const Theme& theme, Rgba8 color);

/// A class color lightened until it can be read on the dark plate of a label.
[[nodiscard]] Rgba8 label_text_color(Rgba8 color);

/// What labels stand on; drawn translucent, dark in both themes as it lies on pictures.
inline constexpr Rgba8 kLabelPlate{0x12, 0x14, 0x18, 255};

/// Measures, in UI points.
namespace measure {
inline constexpr float kRow = 24.0F;
inline constexpr float kNestedRow = 22.0F;
inline constexpr float kHeader = 30.0F;
inline constexpr float kTopBar = 38.0F;
inline constexpr float kStatusBar = 26.0F;
inline constexpr float kPadding = 10.0F;
inline constexpr float kControlRadius = 4.0F;
inline constexpr float kFloatRadius = 6.0F;
inline constexpr float kSwatchRadius = 3.0F;
}  // namespace measure

}  // namespace limn::views
