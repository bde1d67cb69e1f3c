// SPDX-License-Identifier: MIT
#include "annotation/touching_classes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "annotation/color_distance.h"

namespace limn::annotation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

template <typename Id>
media::ImagePtr image(media::PixelType type, std::uint32_t width, const std::vector<Id>& pixels) {
    auto owner = std::make_shared<std::vector<std::byte>>(pixels.size() * sizeof(Id));
    std::memcpy(owner->data(), pixels.data(), owner->size());
    const auto height = static_cast<std::uint32_t>(pixels.size()) / width;
    return media::Image::create(media::ImageKind::ClassIds, type, width, height, *owner, owner)
        .value();
}

TEST(TouchingClasses, AreThoseBesideAndAboveEachOther) {
    TouchingClasses touching;
    add_touching(*image<std::uint8_t>(media::PixelType::U8, 3, {1, 1, 2, 3, 1, 1}), touching);

    EXPECT_THAT(touching, ElementsAre(Pair(std::pair(1U, 2U), 2U), Pair(std::pair(1U, 3U), 2U)));
}

TEST(TouchingClasses, NoClassTouchesNothing) {
    TouchingClasses touching;
    add_touching(*image<std::uint32_t>(media::PixelType::U32, 2, {kNoClass, 7}), touching);

    EXPECT_THAT(touching, IsEmpty());
}

TEST(TouchingClasses, OfSeveralMasksAddUp) {
    TouchingClasses touching;
    const auto mask = image<std::uint16_t>(media::PixelType::U16, 2, {300, 400});
    add_touching(*mask, touching);
    add_touching(*mask, touching);

    EXPECT_THAT(touching, ElementsAre(Pair(std::pair(300U, 400U), 2U)));
}

/// Four classes around a corner that all have one color.
const TouchingClasses kSquare{
    {{1, 2}, 10},
    {{1, 3}, 10},
    {{2, 4}, 5},
    {{3, 4}, 5},
};

TEST(MakeDistinguishable, MakesAllNeighboursDiffer) {
    std::map<ClassId, Rgba8> colors{
        {1, {200, 80, 60, 255}},
        {2, {200, 80, 60, 255}},
        {3, {202, 82, 60, 255}},
        {4, {200, 80, 60, 255}},
    };

    for (const Recolored& one :
         make_distinguishable(kSquare, [&](ClassId id) { return colors.at(id); })) {
        colors[one.id] = one.color;
        EXPECT_LT(one.delta_e_before, 20.0F);
        EXPECT_GE(one.delta_e_after, 20.0F);
    }

    for (const auto& [pair, edges] : kSquare) {
        EXPECT_GE(delta_e_2000(colors.at(pair.first), colors.at(pair.second)), 20.0F);
    }
}

TEST(MakeDistinguishable, LeavesTheClassWithTheLongestBorder) {
    const auto recolored = make_distinguishable(kSquare, [](ClassId) {
        return Rgba8{200, 80, 60, 255};
    });

    EXPECT_TRUE(std::ranges::none_of(recolored, [](const Recolored& one) { return one.id == 1; }));
}

TEST(MakeDistinguishable, KeepsAlpha) {
    const auto recolored = make_distinguishable(kSquare, [](ClassId) {
        return Rgba8{200, 80, 60, 99};
    });

    ASSERT_FALSE(recolored.empty());
    EXPECT_EQ(recolored.front().color.a, 99);
}

TEST(MakeDistinguishable, ChangesNothingThatDiffersAlready) {
    const std::map<ClassId, Rgba8> colors{
        {1, {255, 0, 0, 255}},
        {2, {0, 0, 255, 255}},
        {3, {0, 255, 0, 255}},
        {4, {255, 255, 0, 255}},
    };

    EXPECT_THAT(
        make_distinguishable(kSquare, [&](ClassId id) { return colors.at(id); }),
        IsEmpty()
    );
}

}  // namespace
}  // namespace limn::annotation
