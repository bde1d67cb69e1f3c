// SPDX-License-Identifier: MIT
#include "annotation/automatic_palettes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "annotation/auto_color.h"
#include "annotation/color_distance.h"
#include "annotation/palette_presets.h"

namespace limn::annotation {
namespace {

std::vector<std::uint32_t> ids(std::size_t count) {
    std::vector<std::uint32_t> out(count);
    std::iota(out.begin(), out.end(), 0U);
    return out;
}

float least_difference(const std::vector<Rgba8>& colors, Vision vision) {
    float least = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < colors.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            least = std::min(
                least,
                delta_e_2000(as_seen_with(vision, colors[i]), as_seen_with(vision, colors[j]))
            );
        }
    }
    return least;
}

struct Pair {
    Lab a;
    Lab b;
    float delta_e;
};

class DeltaE2000 : public ::testing::TestWithParam<Pair> {};

TEST_P(DeltaE2000, GivesThePublishedValuesBothWays) {
    EXPECT_NEAR(delta_e_2000(GetParam().a, GetParam().b), GetParam().delta_e, 1e-4F);
    EXPECT_NEAR(delta_e_2000(GetParam().b, GetParam().a), GetParam().delta_e, 1e-4F);
}

INSTANTIATE_TEST_SUITE_P(
    Sharma,
    DeltaE2000,
    ::testing::Values(
        Pair{{50.0F, 2.6772F, -79.7751F}, {50.0F, 0.0F, -82.7485F}, 2.0425F},
        Pair{{50.0F, -1.3802F, -84.2814F}, {50.0F, 0.0F, -82.7485F}, 1.0F},
        Pair{{50.0F, 0.0F, 0.0F}, {50.0F, -1.0F, 2.0F}, 2.3669F},
        Pair{{50.0F, 2.5F, 0.0F}, {50.0F, 0.0F, -2.5F}, 4.3065F},
        Pair{{50.0F, 2.5F, 0.0F}, {73.0F, 25.0F, -18.0F}, 27.1492F},
        Pair{{50.0F, 2.5F, 0.0F}, {61.0F, -5.0F, 29.0F}, 22.8977F},
        Pair{{50.0F, 2.5F, 0.0F}, {56.0F, -27.0F, -3.0F}, 31.9030F},
        Pair{{50.0F, 2.5F, 0.0F}, {58.0F, 24.0F, 15.0F}, 19.4535F},
        Pair{{60.2574F, -34.0099F, 36.2677F}, {60.4626F, -34.1751F, 39.4387F}, 1.2644F},
        Pair{{2.0776F, 0.0795F, -1.1350F}, {0.9033F, -0.0636F, -0.5514F}, 0.9082F}
    )
);

TEST(Lab, OfWhiteIsHundred) {
    const Lab white = to_lab({255, 255, 255, 255});

    EXPECT_NEAR(white.l, 100.0F, 0.01F);
    EXPECT_NEAR(white.a, 0.0F, 0.02F);
    EXPECT_NEAR(white.b, 0.0F, 0.02F);
}

TEST(AutomaticColors, OfTheFieldAreTheFields) {
    EXPECT_EQ(automatic_colors(AutomaticPalette::Field, ids(30))[13], auto_color(13));
}

TEST(AutomaticColors, ThatAreDistinctNeverLookAlike) {
    const auto colors = automatic_colors(AutomaticPalette::Distinct, ids(40));

    EXPECT_GT(least_difference(colors, Vision::Usual), 7.5F);
    EXPECT_LT(
        least_difference(automatic_colors(AutomaticPalette::Field, ids(40)), Vision::Usual),
        4.0F
    );
}

TEST(AutomaticColors, ThatAreSafeDifferForTheColorBlind) {
    const auto colors = automatic_colors(AutomaticPalette::ColorBlindSafe, ids(7));

    EXPECT_GT(least_difference(colors, Vision::Usual), 15.0F);
    EXPECT_GT(least_difference(colors, Vision::Protanopia), 7.0F);
    EXPECT_GT(least_difference(colors, Vision::Deuteranopia), 7.0F);
}

TEST(AutomaticColors, RepeatWhenNobodyCouldTellMoreApart) {
    const auto colors = automatic_colors(AutomaticPalette::Distinct, ids(65'536));

    ASSERT_EQ(colors.size(), 65'536U);
    EXPECT_EQ(colors[kMaxDistinct], colors[0]);
}

TEST(PalettePresets, AreAllReadable) {
    for (const PalettePreset& preset : palette_presets()) {
        const Palette palette = load_preset(preset);
        EXPECT_FALSE(palette.classes.empty()) << preset.id;
        EXPECT_FALSE(palette.name.empty()) << preset.id;
        EXPECT_FALSE(palette.source.empty()) << preset.id;
    }
    EXPECT_EQ(palette_presets().size(), 6U);
}

Palette preset(std::string_view id) {
    const auto presets = palette_presets();
    return load_preset(*std::ranges::find(presets, id, &PalettePreset::id));
}

TEST(PalettePresets, OfVocFollowItsFormula) {
    for (const PaletteClass& one : preset("voc").classes) {
        EXPECT_EQ(one.color, voc_color(one.id)) << one.id;
    }
}

TEST(PalettePresets, OfCocoPersonsHaveSeventeenJoints) {
    const Palette persons = preset("coco_persons");

    ASSERT_EQ(persons.classes.size(), 1U);
    EXPECT_EQ(persons.classes[0].keypoints.size(), 17U);
    EXPECT_EQ(persons.classes[0].connections.size(), 19U);
    EXPECT_EQ(persons.classes[0].keypoints[9].label, "left wrist");
}

TEST(PalettePresets, HaveTheClassesOfTheirDatasets) {
    EXPECT_EQ(preset("cityscapes").find(26)->label, "car");
    EXPECT_EQ(preset("cityscapes_train").find(13)->color, (Rgba8{0, 0, 142, 255}));
    EXPECT_EQ(preset("ade20k").classes.size(), 150U);
    EXPECT_EQ(preset("coco_panoptic").classes.size(), 133U);
    EXPECT_EQ(preset("coco_panoptic").find(3)->group, "vehicle");
}

}  // namespace
}  // namespace limn::annotation
