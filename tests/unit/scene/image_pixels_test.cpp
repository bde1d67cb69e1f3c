// SPDX-License-Identifier: MIT
#include "scene/image_pixels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <memory>

namespace limn::scene {
namespace {

using testing::ElementsAre;

template <typename T>
store::Blob blob_of(const std::vector<T>& values) {
    auto owner = std::make_shared<const std::vector<T>>(values);
    return {std::as_bytes(std::span(*owner)), owner};
}

media::ImagePtr picture(const ImageFormat& format, const store::Blob& blob) {
    auto image = to_picture(format, blob);
    EXPECT_TRUE(image.has_value()) << image.error().message;
    return image ? *image : nullptr;
}

std::vector<int> channels(const media::Image& image) {
    std::vector<int> values;
    for (const std::byte byte : image.bytes()) {
        values.push_back(std::to_integer<int>(byte));
    }
    return values;
}

TEST(ToPicture, PutsChannelsInTheOrderOfRgba) {
    const store::Blob three = blob_of<std::uint8_t>({1, 2, 3});
    const store::Blob four = blob_of<std::uint8_t>({1, 2, 3, 4});

    EXPECT_THAT(channels(*picture({1, 1, 0, ColorModel::Rgb}, three)), ElementsAre(1, 2, 3, 255));
    EXPECT_THAT(channels(*picture({1, 1, 0, ColorModel::Bgr}, three)), ElementsAre(3, 2, 1, 255));
    EXPECT_THAT(channels(*picture({1, 1, 0, ColorModel::Rgba}, four)), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(channels(*picture({1, 1, 0, ColorModel::Bgra}, four)), ElementsAre(3, 2, 1, 4));
}

TEST(ToPicture, ViewsPixelsThatFitInPlace) {
    const store::Blob gray = blob_of<std::uint8_t>({1, 2, 3, 4});
    const store::Blob deep = blob_of<std::uint16_t>({1, 60000});
    const store::Blob real = blob_of<float>({0.5F, 2});

    EXPECT_EQ(picture({2, 2, 0, ColorModel::L}, gray)->bytes().data(), gray.bytes.data());
    EXPECT_EQ(picture({1, 1, 0, ColorModel::Rgba}, gray)->bytes().data(), gray.bytes.data());
    EXPECT_EQ(
        picture({2, 1, 0, ColorModel::L, ChannelType::U16}, deep)->bytes().data(),
        deep.bytes.data()
    );
    EXPECT_EQ(picture({2, 1, 0, ColorModel::L, ChannelType::F32}, real)->value_at(1, 0), 2.0);
}

TEST(ToPicture, CopiesPixelsThatAreNotAligned) {
    const auto owner =
        std::make_shared<const std::vector<std::uint16_t>>(std::vector<std::uint16_t>{0, 0x0201, 3}
        );
    const store::Blob shifted{std::as_bytes(std::span(*owner)).subspan(1), owner};

    const auto image = picture({1, 1, 0, ColorModel::L, ChannelType::U16}, shifted);

    EXPECT_EQ(image->pixel_type(), media::PixelType::U16);
    EXPECT_EQ(image->value_at(0, 0), 0x0100);
}

TEST(ToPicture, TurnsOtherNumbersIntoFloats) {
    const auto value = [](ChannelType type, const store::Blob& blob) {
        const auto image = picture({1, 1, 0, ColorModel::L, type}, blob);
        EXPECT_EQ(image->pixel_type(), media::PixelType::F32);
        return image->value_at(0, 0);
    };

    EXPECT_EQ(value(ChannelType::I8, blob_of<std::int8_t>({-5})), -5.0);
    EXPECT_EQ(value(ChannelType::I16, blob_of<std::int16_t>({-500})), -500.0);
    EXPECT_EQ(value(ChannelType::U32, blob_of<std::uint32_t>({70000})), 70000.0);
    EXPECT_EQ(value(ChannelType::I32, blob_of<std::int32_t>({-70000})), -70000.0);
    EXPECT_EQ(value(ChannelType::U64, blob_of<std::uint64_t>({1ULL << 40U})), 1099511627776.0);
    EXPECT_EQ(value(ChannelType::I64, blob_of<std::int64_t>({-3})), -3.0);
    EXPECT_EQ(value(ChannelType::F16, blob_of<std::uint16_t>({0x3E00})), 1.5);
    EXPECT_EQ(value(ChannelType::F64, blob_of<double>({0.25})), 0.25);
}

TEST(ToPicture, KeepsSmallDifferencesOfLargeNumbers) {
    const ImageFormat format{4, 1, 0, ColorModel::L, ChannelType::F64};
    const double nan = std::numeric_limits<double>::quiet_NaN();

    const auto image = picture(format, blob_of<double>({1.0e9 - 1.0, 1.0e9, 1.0e9 + 1.0, nan}));

    EXPECT_EQ(image->value_at(0, 0), 1.0e9 - 1.0);
    EXPECT_EQ(image->value_at(1, 0), 1.0e9);
    EXPECT_EQ(image->value_at(2, 0), 1.0e9 + 1.0);
    EXPECT_TRUE(std::isnan(image->value_at(3, 0)));
    EXPECT_EQ(image->value_offset(), 1.0e9 - 1.0);
    EXPECT_EQ(default_range(*image).min, 1.0e9 - 1.0);
    EXPECT_EQ(default_range(*image).max, 1.0e9 + 1.0);
}

TEST(ToPicture, NumbersThatFitIntoFloatsHaveNoOffset) {
    const ImageFormat format{3, 1, 0, ColorModel::L, ChannelType::F64};

    EXPECT_EQ(picture(format, blob_of<double>({0.0, 0.5, 1.0}))->value_offset(), 0.0);
    EXPECT_EQ(picture(format, blob_of<double>({-1.0e9, 0.001, 2.0}))->value_offset(), 0.0);
    const double inf = std::numeric_limits<double>::infinity();
    EXPECT_EQ(picture(format, blob_of<double>({-inf, inf, inf}))->value_offset(), 0.0);
}

TEST(ToPicture, StretchesWideColorsTogether) {
    const auto wide = blob_of<std::uint16_t>({0, 32768, 65535});
    const auto real = blob_of<float>({0, 0.5F, std::numeric_limits<float>::quiet_NaN()});

    EXPECT_THAT(
        channels(*picture({1, 1, 0, ColorModel::Rgb, ChannelType::U16}, wide)),
        ElementsAre(0, 128, 255, 255)
    );
    EXPECT_THAT(
        channels(*picture({1, 1, 0, ColorModel::Rgb, ChannelType::F32}, real)),
        ElementsAre(0, 128, 0, 255)
    );
}

TEST(ToPicture, RefusesWhatIsNoPicture) {
    const store::Blob blob = blob_of<std::uint8_t>({1, 2, 3, 4});

    EXPECT_FALSE(to_picture({0, 8, 0, ColorModel::L}, blob).has_value());
    EXPECT_FALSE(to_picture({3, 2, 0, ColorModel::L}, blob).has_value());
    EXPECT_FALSE(to_picture({0xFFFFFFFFU, 0xFFFFFFFFU, 0, ColorModel::Rgba}, blob).has_value());
    EXPECT_FALSE(to_picture({2, 2, 26, ColorModel::L}, blob).has_value()) << "NV12";
    EXPECT_FALSE(to_picture({2, 2, 0, static_cast<ColorModel>(77)}, blob).has_value());
    EXPECT_FALSE(
        to_picture({1, 1, 0, ColorModel::L, static_cast<ChannelType>(77)}, blob).has_value()
    );
}

TEST(ToPicture, TakesOnlyWhatItNeedsOfALongerBuffer) {
    EXPECT_EQ(
        picture({2, 1, 0, ColorModel::L}, blob_of<std::uint8_t>({1, 2, 3}))->bytes().size(),
        2U
    );
}

TEST(DefaultRange, IsGuessedFromTheValues) {
    const auto range = [](const std::vector<float>& values) {
        const auto width = static_cast<std::uint32_t>(values.size());
        const auto image =
            picture({width, 1, 0, ColorModel::L, ChannelType::F32}, blob_of<float>(values));
        const media::ValueRange found = default_range(*image);
        return std::pair(found.min, found.max);
    };

    EXPECT_EQ(range({0.2F, 0.9F}), std::pair(0.0, 1.0));
    EXPECT_EQ(range({0, 200}), std::pair(0.0, 255.0));
    EXPECT_EQ(range({-1, 3}), std::pair(-1.0, 3.0));
    EXPECT_EQ(range({0, 1000}), std::pair(0.0, 1000.0));
    EXPECT_EQ(range({-7, -7}), std::pair(-8.0, -6.0));
}

TEST(DefaultRange, OfBytesIsThatOfBytes) {
    const auto dark = picture({2, 1, 0, ColorModel::L}, blob_of<std::uint8_t>({0, 1}));

    EXPECT_EQ(default_range(*dark).max, 255.0);
}

TEST(EncodedSize, IsReadFromTheHead) {
    std::vector<std::uint8_t>
        png{0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    png.insert(png.end(), {0, 0, 1, 2, 0, 0, 0, 7});
    const std::vector<std::uint8_t> jpeg{
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, 0, 240, 1, 64, 1, 1, 17, 0,
    };

    EXPECT_EQ(encoded_size(blob_of(png).bytes), (PictureSize{258, 7}));
    EXPECT_EQ(encoded_size(blob_of(jpeg).bytes), (PictureSize{320, 240}));
}

TEST(EncodedSize, OfACutOrForeignFileIsNothing) {
    const std::vector<std::uint8_t> endless{0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xE0, 0, 0, 0, 0};

    EXPECT_EQ(encoded_size({}), PictureSize{});
    EXPECT_EQ(encoded_size(blob_of<std::uint8_t>({0x89, 'P', 'N', 'G'}).bytes), PictureSize{});
    EXPECT_EQ(encoded_size(blob_of<std::uint8_t>({0xFF, 0xD8, 0xFF}).bytes), PictureSize{});
    EXPECT_EQ(encoded_size(blob_of(endless).bytes), PictureSize{});
}

TEST(ToPicture, AlphaOfWideChannelsIsScaledByTheData) {
    const auto alpha_of = [](ChannelType type, const store::Blob& blob) {
        const auto all = channels(*picture({2, 1, 0, ColorModel::Rgba, type}, blob));
        return std::vector<int>{all.at(3), all.at(7)};
    };
    // Color, color, color, alpha of two pixels; the second one is half as opaque.
    EXPECT_THAT(
        alpha_of(ChannelType::U16, blob_of<std::uint16_t>({9, 200, 0, 255, 9, 9, 9, 128})),
        ElementsAre(255, 128)
    ) << "bytes in a wider type";
    EXPECT_THAT(
        alpha_of(ChannelType::U16, blob_of<std::uint16_t>({0, 4000, 0, 4000, 0, 0, 0, 2000})),
        ElementsAre(255, 128)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::U16, blob_of<std::uint16_t>({0, 4095, 0, 65535, 0, 0, 0, 65535})),
        ElementsAre(255, 255)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::U16, blob_of<std::uint16_t>({0, 65535, 0, 255, 0, 0, 0, 255})),
        ElementsAre(255, 255)
    ) << "in doubt opaque";
    EXPECT_THAT(
        alpha_of(ChannelType::I16, blob_of<std::int16_t>({-5, 32767, 0, 32767, 0, 0, 0, 16384})),
        ElementsAre(255, 128)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::I8, blob_of<std::int8_t>({0, 127, 0, 127, 0, 0, 0, 64})),
        ElementsAre(255, 129)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::F32, blob_of<float>({0, 1, 0, 1, 0, 0, 0, 0.5F})),
        ElementsAre(255, 128)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::F32, blob_of<float>({0, 255, 0, 255, 0, 0, 0, 128})),
        ElementsAre(255, 128)
    );
    EXPECT_THAT(
        alpha_of(ChannelType::U32, blob_of<std::uint32_t>({0, 9, 0, 0, 0, 0, 0, 0})),
        ElementsAre(0, 0)
    ) << "nothing but zero is transparent";
}

}  // namespace
}  // namespace limn::scene
