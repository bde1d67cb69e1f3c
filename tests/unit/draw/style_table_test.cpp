// SPDX-License-Identifier: MIT
#include "draw/style_table.h"

#include <gtest/gtest.h>

#include <set>

namespace limn::draw {
namespace {

StyleEntry visible(Rgba8 color) {
    return {color, 0, 255, kStyleVisible};
}

TEST(StyleTable, IsPaddedToWholeRowsWithInvisibleEntries) {
    const StyleTable table(std::vector<StyleEntry>(300, visible({1, 2, 3, 255})), {visible({})});
    EXPECT_EQ(table.classes().size(), 512U);
    EXPECT_EQ(table.pairs().size(), 256U);
    EXPECT_EQ(table.classes()[299].flags, kStyleVisible);
    EXPECT_EQ(table.classes()[300].flags, 0);
    EXPECT_EQ(StyleTable({}, {}).classes().size(), 0U);
}

TEST(StyleTable, FindsClassesAndPairsAndNothingElse) {
    const StyleTable table({visible({1, 0, 0, 255})}, {visible({2, 0, 0, 255})});
    ASSERT_NE(table.find(0), nullptr);
    EXPECT_EQ(table.find(0)->color.r, 1);
    ASSERT_NE(table.find(kPairBase), nullptr);
    EXPECT_EQ(table.find(kPairBase)->color.r, 2);
    EXPECT_EQ(table.find(256), nullptr);
    EXPECT_EQ(table.find(kPairBase + 256), nullptr);
    EXPECT_EQ(table.find(kNoStyle), nullptr);
}

TEST(StyleTable, GenerationCountsChangesOnly) {
    StyleTable table({visible({1, 0, 0, 255})}, {});
    const auto before = table.generation();
    EXPECT_TRUE(table.set(0, visible({1, 0, 0, 255})));
    EXPECT_EQ(table.generation(), before);
    EXPECT_TRUE(table.set(0, visible({9, 0, 0, 255})));
    EXPECT_GT(table.generation(), before);
    EXPECT_FALSE(table.set(5000, visible({})));
    EXPECT_EQ(table.find(0)->color.r, 9);
}

TEST(StyleTable, VisibilityFollowsFlagsAndSolo) {
    StyleEntry hidden = visible({});
    hidden.flags = 0;
    StyleEntry soloed = visible({});
    soloed.flags = kStyleVisible | kStyleSoloed;
    StyleEntry hidden_solo = visible({});
    hidden_solo.flags = kStyleSoloed;
    const StyleTable table({visible({}), hidden, soloed, hidden_solo}, {});
    const StyleMode all;
    const StyleMode solo{.solo_active = true};
    EXPECT_TRUE(is_visible(table, all, 0));
    EXPECT_FALSE(is_visible(table, all, 1));
    EXPECT_TRUE(is_visible(table, all, 2));
    EXPECT_FALSE(is_visible(table, solo, 0));
    EXPECT_TRUE(is_visible(table, solo, 2));
    EXPECT_FALSE(is_visible(table, solo, 3));
    EXPECT_TRUE(is_visible(table, solo, kNoStyle)) << "no class is always visible";
    EXPECT_TRUE(is_visible(table, all, 4000)) << "classes without entry are seen";
    EXPECT_FALSE(is_visible(table, solo, 4000)) << "but not under solo";
}

TEST(StyleTable, TexelsArePackedAsTheShaderReadsThem) {
    const StyleTexel texel = to_texel({{0x11, 0x22, 0x33, 0x44}, 0xABCD, 0x7F, 0x05});
    EXPECT_EQ(texel.rgba, 0x44332211U);
    EXPECT_EQ(texel.bits, 0xABCD7F05U);
}

TEST(LargeIdColor, NeighboursDifferAndAreOpaque) {
    std::set<std::uint32_t> seen;
    for (std::uint32_t id = 65536; id < 65536 + 200; ++id) {
        const Rgba8 color = large_id_color(id);
        EXPECT_EQ(color.a, 255);
        seen.insert(color.to_rrggbbaa());
    }
    EXPECT_GT(seen.size(), 190U);
}

}  // namespace
}  // namespace limn::draw
