// SPDX-License-Identifier: MIT
#include "views/font_atlas.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "views/icons.h"

namespace limn::views {
namespace {

unsigned int first_code_point(const char* utf8) {
    const auto bits = [&](std::size_t i, unsigned int mask) {
        return static_cast<unsigned char>(utf8[i]) & mask;
    };
    return bits(0, 0x0FU) << 12U | bits(1, 0x3FU) << 6U | bits(2, 0x3FU);
}

/// As icons.h says, so that an icon that is not listed there is noticed.
std::size_t icons_in_source() {
    std::ifstream file(std::filesystem::path(LIMN_TEST_SOURCE) / "../src/views/icons.h");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    constexpr std::string_view kDefinition = "inline constexpr const char* k";
    std::size_t count = 0;
    for (std::size_t at = text.find(kDefinition); at != std::string::npos;
         at = text.find(kDefinition, at + 1)) {
        ++count;
    }
    return count;
}

TEST(FontAtlas, HasEveryIconInEveryFont) {
    const auto built = FontAtlas::build(1.0F);
    ASSERT_TRUE(built) << built.error().message;
    EXPECT_EQ(icon::kAll.size(), icons_in_source());
    const Fonts& fonts = built->fonts();
    for (const ImFont* font : {fonts.body, fonts.row, fonts.header, fonts.tick, fonts.title}) {
        for (const char* icon : icon::kAll) {
            const unsigned int code_point = first_code_point(icon);
            EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(code_point)), nullptr)
                << font->GetDebugName() << ", U+" << std::hex << code_point;
        }
    }
}

TEST(FontAtlas, DigitsAreEquallyWide) {
    const auto built = FontAtlas::build(1.5F);
    ASSERT_TRUE(built) << built.error().message;
    const Fonts& fonts = built->fonts();
    for (const ImFont* font : {fonts.body, fonts.row, fonts.header, fonts.tick, fonts.title}) {
        const float width = font->GetCharAdvance('0');
        EXPECT_GT(width, 0.0F);
        EXPECT_EQ(width, std::round(width));
        for (ImWchar digit = '1'; digit <= '9'; ++digit) {
            EXPECT_EQ(font->GetCharAdvance(digit), width) << font->GetDebugName();
        }
    }
}

TEST(FontAtlas, FollowsTheScale) {
    auto built = FontAtlas::build(1.0F);
    ASSERT_TRUE(built) << built.error().message;
    const float usual = built->fonts().body->FontSize;
    ASSERT_TRUE(built->rebuild(2.0F));
    EXPECT_EQ(built->scale(), 2.0F);
    EXPECT_NEAR(built->fonts().body->FontSize, 2.0F * usual, 1.0F);
}

}  // namespace
}  // namespace limn::views
