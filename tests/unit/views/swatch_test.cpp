// SPDX-License-Identifier: MIT
#include "views/swatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limn::views {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Rgba8 kRed{255, 0, 0, 255};
constexpr Rgba8 kGreen{0, 255, 0, 255};
constexpr Rgba8 kBlue{0, 0, 255, 255};

annotation::ClassCounts count_of(CountKind kind, std::uint64_t count) {
    annotation::ClassCounts counts;
    counts[kind] = count;
    return counts;
}

annotation::OwnColors own_of(const annotation::ClassCounts& counts, Rgba8 color) {
    annotation::OwnColors own;
    own.counts = counts;
    own.add_example(color);
    return own;
}

TEST(ShownColor, IsOfBothAlphas) {
    EXPECT_EQ(shown_color({1, 2, 3, 255}, 255), (Rgba8{1, 2, 3, 255}));
    EXPECT_EQ(shown_color({1, 2, 3, 128}, 255), (Rgba8{1, 2, 3, 128}));
    EXPECT_EQ(shown_color({1, 2, 3, 255}, 51), (Rgba8{1, 2, 3, 51}));
    EXPECT_EQ(shown_color({1, 2, 3, 128}, 128), (Rgba8{1, 2, 3, 64}));
    EXPECT_EQ(shown_color({1, 2, 3, 255}, 0), (Rgba8{1, 2, 3, 0}));
}

TEST(ClassSwatch, WithoutOwnColorsIsThatOfTheClass) {
    const Swatch swatch = class_swatch(kRed, count_of(CountKind::Boxes, 5), {});

    EXPECT_EQ(swatch.color, kRed);
    EXPECT_THAT(swatch.own, IsEmpty());
    EXPECT_TRUE(swatch.is_color_seen);
    EXPECT_THAT(swatch_parts(swatch), SizeIs(1));
}

TEST(ClassSwatch, SomeOwnColorsHaveHalfOfIt) {
    const annotation::OwnColors own = own_of(count_of(CountKind::Boxes, 3), kGreen);

    const Swatch swatch = class_swatch(kRed, count_of(CountKind::Boxes, 5), own);

    EXPECT_TRUE(swatch.is_color_seen);
    const auto parts = swatch_parts(swatch);
    ASSERT_THAT(parts, SizeIs(2));
    EXPECT_EQ(parts[0].color, kRed);
    EXPECT_EQ(parts[1].color, kGreen);
    EXPECT_EQ(parts[1].from, 1.0F) << "along the diagonal";
}

TEST(ClassSwatch, WhereAllHaveOwnColorsTheClassKeepsACorner) {
    annotation::OwnColors own = own_of(count_of(CountKind::Boxes, 5), kGreen);
    own.add_example(kBlue);

    const Swatch swatch = class_swatch(kRed, count_of(CountKind::Boxes, 5), own);

    EXPECT_FALSE(swatch.is_color_seen);
    const auto parts = swatch_parts(swatch);
    ASSERT_THAT(parts, SizeIs(3));
    EXPECT_EQ(parts[1].color, kGreen);
    EXPECT_LT(parts[1].from, 1.0F);
    EXPECT_EQ(parts[2].color, kBlue);
    EXPECT_GT(parts[2].from, parts[1].from);
}

TEST(ClassSwatch, BonesAndMasksShowTheColorOfTheClass) {
    const annotation::OwnColors joints = own_of(count_of(CountKind::Skeletons, 2), kGreen);
    EXPECT_TRUE(class_swatch(kRed, joints.counts, joints).is_color_seen);

    const annotation::OwnColors boxes = own_of(count_of(CountKind::Boxes, 2), kGreen);
    annotation::ClassCounts with_mask = boxes.counts;
    with_mask[CountKind::Pixels] = 100;
    EXPECT_TRUE(class_swatch(kRed, with_mask, boxes).is_color_seen);
}

TEST(ClassSwatch, OpacityHoldsForOwnColorsToo) {
    const annotation::OwnColors own = own_of(count_of(CountKind::Boxes, 1), kGreen);

    const Swatch swatch = class_swatch(kRed, count_of(CountKind::Boxes, 2), own, 51);

    EXPECT_EQ(swatch.color, (Rgba8{255, 0, 0, 51}));
    EXPECT_THAT(swatch.own, ElementsAre(Rgba8{0, 255, 0, 51}));
}

TEST(OwnColorsText, TellsHowManyByKind) {
    annotation::ClassCounts counts = count_of(CountKind::Boxes, 5);
    counts[CountKind::Lines] = 2;
    annotation::ClassCounts own = count_of(CountKind::Boxes, 3);

    EXPECT_THAT(
        own_colors_text(counts, own_of(own, kGreen)),
        testing::StartsWith("3 of 5 boxes have logged colors of their own\n")
    );

    own[CountKind::Lines] = 2;
    EXPECT_THAT(
        own_colors_text(counts, own_of(own, kGreen)),
        testing::StartsWith("3 of 5 boxes, 2 lines have logged colors of their own")
    );
}

TEST(OwnColorsText, OfOneIsSingular) {
    const auto one = count_of(CountKind::Meshes, 1);

    EXPECT_THAT(
        own_colors_text(one, own_of(one, kGreen)),
        testing::StartsWith("1 mesh has a logged color of its own\n")
    );
}

TEST(OwnColorsText, IsEmptyWithoutThem) {
    EXPECT_EQ(own_colors_text(count_of(CountKind::Boxes, 5), {}), "");
}

}  // namespace
}  // namespace limn::views
