// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>

#include "draw/colormap.h"

namespace limn::draw {
namespace {

TEST(Colormap, BeginsAndEndsWithItsColors) {
    EXPECT_EQ(to_hex(colormap_color(Colormap::Grayscale, 0.0)), "#000000FF");
    EXPECT_EQ(to_hex(colormap_color(Colormap::Grayscale, 1.0)), "#FFFFFFFF");
    EXPECT_EQ(to_hex(colormap_color(Colormap::Turbo, 1.0)), "#900C00FF");
    EXPECT_EQ(to_hex(colormap_color(Colormap::RvizCostmap, 1.0)), "#FFFF00FF");
}

TEST(Colormap, ValuesOutsideAreClamped) {
    EXPECT_EQ(colormap_color(Colormap::Viridis, -1.0), colormap_color(Colormap::Viridis, 0.0));
    EXPECT_EQ(colormap_color(Colormap::Viridis, 7.0), colormap_color(Colormap::Viridis, 1.0));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(colormap_color(Colormap::Viridis, nan), colormap_color(Colormap::Viridis, 0.0));
}

TEST(Colormap, EveryMapHasItsOwnColors) {
    for (std::size_t a = 0; a < kNumColormaps; ++a) {
        for (std::size_t b = a + 1; b < kNumColormaps; ++b) {
            EXPECT_NE(
                colormap_colors(static_cast<Colormap>(a)),
                colormap_colors(static_cast<Colormap>(b))
            ) << a
              << " " << b;
        }
    }
}

}  // namespace
}  // namespace limn::draw
