// SPDX-License-Identifier: MIT
#include "annotation/auto_color.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

#include "draw/style_table.h"

namespace limn::annotation {
namespace {

std::uint32_t rgb(Rgba8 color) {
    return color.to_rrggbbaa() >> 8U;
}

TEST(AutoColor, IsExactForAllTestVectors) {
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> vectors{
        {0, 0xBC4D4D},   {1, 0x4D7BBC},   {2, 0x9ABC4D},    {3, 0xBC4DB2},     {4, 0x4DBCAF},
        {5, 0xBC964D},   {6, 0x764DBC},   {7, 0x56BC4D},    {8, 0xBC4D80},     {9, 0x4D9EBC},
        {10, 0xB6BC4D},  {11, 0xAC4DBC},  {12, 0x4DBC92},   {13, 0xBC704D},    {14, 0x4D5EBC},
        {15, 0x85BC4D},  {16, 0xBC4DA2},  {17, 0x4DB9BC},   {18, 0xBCA84D},    {19, 0x8E4DBC},
        {20, 0x4DBC6A},  {21, 0xBC4D65},  {100, 0xAE4DBC},  {128, 0xBCA04D},   {129, 0x834DBC},
        {255, 0x4D89BC}, {256, 0xA4BC4D}, {1000, 0xBC704D}, {65535, 0xBC4DB0},
    };
    for (const auto& [id, expected] : vectors) {
        EXPECT_EQ(rgb(auto_color(id)), expected) << "id " << id;
        EXPECT_EQ(auto_color(id).a, 255);
    }
}

TEST(AutoColor, ChannelsOfAllSmallIdsLieInTheDocumentedRange) {
    for (std::uint32_t id = 0; id <= 65535; ++id) {
        const Rgba8 color = auto_color(id);
        for (const std::uint8_t channel : {color.r, color.g, color.b}) {
            ASSERT_GE(channel, 77) << "id " << id;
            ASSERT_LE(channel, 188) << "id " << id;
        }
    }
}

TEST(AutoColor, LargeIdsAreTheIntegerHash) {
    EXPECT_EQ(auto_color(65536), draw::large_id_color(65536));
    EXPECT_EQ(auto_color(0xFFFFFFFEU), draw::large_id_color(0xFFFFFFFEU));

    std::set<std::uint32_t> different;
    for (std::uint32_t id = 1'000'000; id < 1'000'256; ++id) {
        different.insert(rgb(auto_color(id)));
    }
    EXPECT_GT(different.size(), 200U);
}

TEST(EntityColor, DependsOnThePathAlone) {
    EXPECT_EQ(
        entity_color(EntityPath::parse("/a/b")),
        entity_color(EntityPath::from_parts({"a", "b"}))
    );
    EXPECT_NE(entity_color(EntityPath::parse("/a")), entity_color(EntityPath::parse("/b")));
}

}  // namespace
}  // namespace limn::annotation
