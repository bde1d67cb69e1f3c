// SPDX-License-Identifier: MIT
#include "model/image_format.h"

#include <gtest/gtest.h>

#include <limits>

namespace limn {
namespace {

TEST(ImageFormat, RequiredBytesAreWidthTimesHeightTimesPixel) {
    EXPECT_EQ(required_bytes({12, 8, 0, ColorModel::L, ChannelType::U8}), 96U);
    EXPECT_EQ(required_bytes({12, 8, 0, ColorModel::Rgb, ChannelType::U16}), 576U);
    EXPECT_EQ(required_bytes({12, 8, 0, ColorModel::Bgra, ChannelType::F64}), 3072U);
    EXPECT_EQ(required_bytes({0, 8, 0, ColorModel::L, ChannelType::U8}), 0U);
}

TEST(ImageFormat, HugeImagesDoNotOverflow) {
    constexpr auto kMax = std::numeric_limits<std::uint32_t>::max();
    const auto bytes = required_bytes({kMax, kMax, 0, ColorModel::Rgba, ChannelType::F64});
    EXPECT_EQ(bytes, std::nullopt);
}

TEST(ImageFormat, UnknownEnumsHaveNoSize) {
    const auto model = static_cast<ColorModel>(99);
    const auto type = static_cast<ChannelType>(99);
    EXPECT_EQ(channel_count(model), 0U);
    EXPECT_EQ(channel_bytes(type), 0U);
    EXPECT_EQ(to_string(type), "?");
    EXPECT_EQ(required_bytes({2, 2, 0, model, ChannelType::U8}), std::nullopt);
    EXPECT_EQ(required_bytes({2, 2, 0, ColorModel::L, type}), std::nullopt);
}

TEST(ImageFormat, TextIsForPeople) {
    EXPECT_EQ(
        to_string(ImageFormat{640, 480, 0, ColorModel::Rgb, ChannelType::U8}),
        "640\u00D7480 RGB u8"
    );
}

}  // namespace
}  // namespace limn
