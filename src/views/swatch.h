// SPDX-License-Identifier: MIT
/// Swatch: a small square or circle in the color that a class has on the screen.
///
/// What      Every swatch of the program is drawn here. Where a color is transparent a checkerboard shows
///           through; where instances have colors of their own, which win over the class's, it is divided.
/// Units     pixels.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <string>
#include <vector>

#include "annotation/instances.h"
#include "base/color.h"
#include "views/theme.h"

struct ImDrawList;

namespace limn::views {

struct Swatch {
    std::optional<Rgba8> color;  ///< With the alpha of the screen; nothing: a mere frame.
    std::vector<Rgba8> own;      ///< Of instances, in place of the class's color.
    bool is_color_seen = true;   ///< Some of the class is drawn in `color`, or nothing at all.
    bool is_round = false;       ///< A keypoint.
    float opacity = 1.0F;        ///< Dimmed where the class is hidden.
};

/// The alpha of the screen: that of the color, and what the user chose on top.
[[nodiscard]] Rgba8 shown_color(Rgba8 color, std::uint8_t opacity);

/// The swatch of a class: `color` is that of its description, `counts` is what is drawn of it, `own` how much of that
/// has a logged color.
[[nodiscard]] Swatch class_swatch(
    Rgba8 color,
    const annotation::ClassCounts& counts,
    const annotation::OwnColors& own,
    std::uint8_t opacity = 255
);

/// "3 of 5 boxes have logged colors of their own", and how to see the class's; empty if none has.
[[nodiscard]] std::string
own_colors_text(const annotation::ClassCounts& counts, const annotation::OwnColors& own);

/// A part of a divided swatch; each covers the end of the one before.
struct SwatchPart {
    float from = 0.0F;  ///< x + y at which it begins; the swatch is the unit square.
    Rgba8 color;
};

[[nodiscard]] std::vector<SwatchPart> swatch_parts(const Swatch& swatch);

/// `corner` is the upper left one; on whole pixels it is crisp.
void draw_swatch(
    ImDrawList& list,
    glm::vec2 corner,
    float size,
    const Swatch& swatch,
    const Theme& theme
);

}  // namespace limn::views
