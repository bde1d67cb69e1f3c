// SPDX-License-Identifier: MIT
#include "base/color.h"

#include <gtest/gtest.h>

namespace limn {
namespace {

TEST(Rgba8, RecordingsStoreRedInTheHighestByte) {
    const Rgba8 color = Rgba8::from_rrggbbaa(0x11223344);
    EXPECT_EQ(color, (Rgba8{0x11, 0x22, 0x33, 0x44}));
    EXPECT_EQ(color.to_rrggbbaa(), 0x11223344U);
}

TEST(Rgba8, TheGpuReadsRedFromTheLowestByte) {
    const Rgba8 color{0x11, 0x22, 0x33, 0x44};
    EXPECT_EQ(color.to_gpu(), 0x44332211U);
    EXPECT_EQ(Rgba8::from_gpu(color.to_gpu()), color);
}

TEST(Rgba8, HexTextGoesBothWays) {
    EXPECT_EQ(to_hex({0xAB, 0xCD, 0xEF, 0x01}), "#ABCDEF01");
    EXPECT_EQ(parse_hex_color("#abcdef01"), (Rgba8{0xAB, 0xCD, 0xEF, 0x01}));
    EXPECT_EQ(parse_hex_color("#ABCDEF"), (Rgba8{0xAB, 0xCD, 0xEF, 0xFF}));
}

TEST(Rgba8, HexTextThatIsNoneIsRefused) {
    for (const char* text :
         {"",
          "#",
          "ABCDEF",
          "#ABCDE",
          "#ABCDEFG",
          "#ABCDEF0",
          "#ABCDEF012",
          "#+12345",
          "# 12345"}) {
        EXPECT_EQ(parse_hex_color(text), std::nullopt) << text;
    }
}

TEST(Srgb, EveryByteComesBack) {
    for (int value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        EXPECT_EQ(linear_to_srgb(srgb_to_linear(byte)), byte);
    }
}

TEST(Srgb, EndsAndMiddleAreRight) {
    EXPECT_FLOAT_EQ(srgb_to_linear(0), 0.0F);
    EXPECT_FLOAT_EQ(srgb_to_linear(255), 1.0F);
    EXPECT_NEAR(srgb_to_linear(128), 0.2158F, 0.0005F);
    EXPECT_EQ(linear_to_srgb(-1.0F), 0);
    EXPECT_EQ(linear_to_srgb(2.0F), 255);
}

}  // namespace
}  // namespace limn
