// SPDX-License-Identifier: MIT
#include "views/theme.h"

#include <gtest/gtest.h>

#include "views/label_draw.h"

#include <array>

namespace limn::views {
namespace {

constexpr float kText = 7.0F;
constexpr float kMuted = 4.5F;

class ThemeContrast : public testing::TestWithParam<bool> {
  protected:
    Theme theme = Theme::make(GetParam(), 1.0F);
};

TEST_P(ThemeContrast, TextCanBeReadOnEverythingItStandsOn) {
    for (const Rgba8 ground :
         {theme.ground, theme.panel, theme.raised, theme.hover, theme.select}) {
        EXPECT_GE(contrast_ratio(theme.text, ground), kText) << to_hex(ground);
    }
}

TEST_P(ThemeContrast, MutedTextCanBeReadOnPanels) {
    for (const Rgba8 ground : {theme.ground, theme.panel, theme.raised}) {
        EXPECT_GE(contrast_ratio(theme.muted, ground), kMuted) << to_hex(ground);
    }
}

TEST_P(ThemeContrast, MutedTextOfRowsCanBeReadOnHoveredAndSelectedOnes) {
    for (const Rgba8 ground : {theme.hover, theme.select}) {
        EXPECT_GE(contrast_ratio(theme.muted_on_raised, ground), kMuted) << to_hex(ground);
    }
}

TEST_P(ThemeContrast, BadgesCanBeRead) {
    EXPECT_GE(contrast_ratio(theme.warn_text, theme.warn_fill), kText);
    EXPECT_GE(contrast_ratio(theme.error_text, theme.error_fill), kText);
}

INSTANTIATE_TEST_SUITE_P(DarkAndLight, ThemeContrast, testing::Bool());

TEST(LabelTextColor, CanBeReadOnThePlateWhateverTheClass) {
    for (const Rgba8 color :
         {Rgba8{0, 0, 0, 255}, Rgba8{0, 0, 255, 255}, Rgba8{80, 0, 0, 255}, Rgba8{9, 9, 9, 0}}) {
        EXPECT_GE(contrast_ratio(label_text_color(color), kLabelPlate), kMuted) << to_hex(color);
    }
}

TEST(LabelTextColor, LeavesBrightColorsAlone) {
    const Rgba8 yellow{250, 230, 40, 255};

    EXPECT_EQ(label_text_color(yellow), yellow);
}

TEST(SwatchHalo, OnlyAColorThatHardlyDiffersFromThePanelHasOne) {
    const Theme dark = Theme::make(true, 1.0F);
    const Theme light = Theme::make(false, 1.0F);
    constexpr Rgba8 kNavy{0, 0, 128, 255};
    constexpr Rgba8 kMaroon{128, 0, 0, 255};
    constexpr Rgba8 kRed{255, 0, 0, 255};
    constexpr Rgba8 kWhite{255, 255, 255, 255};

    EXPECT_TRUE(swatch_halo(dark, kNavy));
    EXPECT_TRUE(swatch_halo(dark, kMaroon));
    EXPECT_FALSE(swatch_halo(dark, kRed));
    EXPECT_FALSE(swatch_halo(dark, kWhite));
    EXPECT_TRUE(swatch_halo(light, kWhite));
    EXPECT_FALSE(swatch_halo(light, kNavy));
    EXPECT_GE(contrast_ratio(*swatch_halo(dark, kNavy), dark.panel), 3.0F);
}

TEST(ContrastRatio, OfBlackAndWhiteIsTwentyOne) {
    EXPECT_NEAR(contrast_ratio({0, 0, 0, 255}, {255, 255, 255, 255}), 21.0F, 0.01F);
}

TEST(ImColor, MultipliesAlpha) {
    EXPECT_EQ(im_color({1, 2, 3, 200}, 0.5F), 0x64030201U);
}

TEST(Theme, KeepsScaleInItsBounds) {
    EXPECT_FLOAT_EQ(Theme::make(true, 9.0F).scale, 3.0F);
    EXPECT_FLOAT_EQ(Theme::make(true, 0.1F).scale, 0.5F);
}

TEST(Theme, TextOnAColorIsBlackOrWhite) {
    EXPECT_EQ(text_on({255, 255, 0, 255}), (Rgba8{0, 0, 0, 255}));
    EXPECT_EQ(text_on({0, 0, 128, 255}), (Rgba8{255, 255, 255, 255}));
    EXPECT_EQ(text_on({255, 255, 255, 0}), (Rgba8{0, 0, 0, 255})) << "a tab is opaque";
}

}  // namespace
}  // namespace limn::views
