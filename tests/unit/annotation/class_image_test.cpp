// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "annotation/class_image.h"
#include "model/component_names.h"
#include "support/chunk_builder.h"

namespace limn::annotation {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename T>
std::shared_ptr<std::vector<std::byte>> bytes_of(const std::vector<T>& values) {
    auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * sizeof(T));
    std::memcpy(bytes->data(), values.data(), bytes->size());
    return bytes;
}

ImageFormat format(ChannelType type, std::uint32_t width, std::uint32_t height = 1) {
    ImageFormat result;
    result.width = width;
    result.height = height;
    result.channel_type = type;
    return result;
}

template <typename T>
Result<ClassImage> convert(ChannelType type, const std::vector<T>& values) {
    const auto bytes = bytes_of(values);
    return to_class_image(format(type, static_cast<std::uint32_t>(values.size())), *bytes, bytes);
}

std::vector<std::uint32_t> ids_of(const ClassImage& image) {
    std::vector<std::uint32_t> result;
    for (std::uint32_t x = 0; x < image.image->width(); ++x) {
        result.push_back(image.image->class_at(x, 0).value_or(kNoClass));
    }
    return result;
}

TEST(ClassImage, UnsignedTypesAreViewedWhereTheyLie) {
    const auto bytes = bytes_of<std::uint16_t>({0, 300, 65535});
    const auto image = to_class_image(format(ChannelType::U16, 3), *bytes, bytes);

    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->bytes().data(), bytes->data());
    EXPECT_EQ(image->image->pixel_type(), media::PixelType::U16);
    EXPECT_THAT(ids_of(*image), ElementsAre(0, 300, 65535));
    EXPECT_EQ(convert<std::uint8_t>(ChannelType::U8, {7})->image->class_at(0, 0), 7U);
}

TEST(ClassImage, UnalignedPixelsAreCopied) {
    auto bytes = std::make_shared<std::vector<std::byte>>(9);
    const std::uint32_t value = 70000;
    std::memcpy(bytes->data() + 1, &value, sizeof(value));
    std::memcpy(bytes->data() + 5, &value, sizeof(value));
    const auto image = to_class_image(
        format(ChannelType::U32, 2),
        std::span<const std::byte>(*bytes).subspan(1),
        bytes
    );

    ASSERT_TRUE(image);
    EXPECT_THAT(ids_of(*image), ElementsAre(70000, 70000));
}

TEST(ClassImage, LargestU32IsAClassLikeAnyOther) {
    const auto image = convert<std::uint32_t>(ChannelType::U32, {0, 0xFFFFFFFE, 0xFFFFFFFF});

    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->class_at(1, 0), 0xFFFFFFFEU);
    EXPECT_EQ(image->image->class_at(2, 0), 0xFFFFFFFFU);
    EXPECT_EQ(image->image->no_class(), std::nullopt);
    EXPECT_EQ(image->invalid_pixels, 0U);
}

TEST(ClassImage, NoClassTakesAValueThatIsNoPixelsId) {
    const auto image = convert<std::int64_t>(
        ChannelType::I64,
        {0xFFFFFFFFLL, -1, 0xFFFFFFFELL, 7, 0xFFFFFFFCLL, -9}
    );

    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->no_class(), 0xFFFFFFFDU);
    EXPECT_EQ(image->image->class_at(0, 0), 0xFFFFFFFFU);
    EXPECT_EQ(image->image->class_at(1, 0), std::nullopt);
    EXPECT_EQ(image->image->class_at(2, 0), 0xFFFFFFFEU);
    EXPECT_EQ(image->image->class_at(5, 0), std::nullopt);
    EXPECT_EQ(image->invalid_pixels, 2U);
}

TEST(ClassImage, SignedValuesWithoutANegativeOneAreViewed) {
    const auto bytes = bytes_of<std::int16_t>({0, 32767});
    const auto image = to_class_image(format(ChannelType::I16, 2), *bytes, bytes);

    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->bytes().data(), bytes->data());
    EXPECT_EQ(image->image->pixel_type(), media::PixelType::U16);
}

TEST(ClassImage, NegativeValuesAreNoClass) {
    for (const auto& image : {
             convert<std::int8_t>(ChannelType::I8, {-1, 5, -128}),
             convert<std::int16_t>(ChannelType::I16, {-1, 5, -300}),
             convert<std::int32_t>(ChannelType::I32, {-1, 5, -70000}),
             convert<std::int64_t>(ChannelType::I64, {-1, 5, 0x100000000LL}),
         }) {
        ASSERT_TRUE(image);
        EXPECT_THAT(ids_of(*image), ElementsAre(kNoClass, 5, kNoClass));
        EXPECT_EQ(image->invalid_pixels, 2U);
    }
}

TEST(ClassImage, U64BeyondThirtyTwoBitsIsNoClass) {
    const auto image =
        convert<std::uint64_t>(ChannelType::U64, {0xFFFFFFFEULL, 0x100000000ULL, 1ULL << 40U});

    ASSERT_TRUE(image);
    EXPECT_THAT(ids_of(*image), ElementsAre(0xFFFFFFFE, kNoClass, kNoClass));
}

TEST(ClassImage, FloatsThatAreNoIntegersAreNoClass) {
    const float inf = std::numeric_limits<float>::infinity();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto image =
        convert<float>(ChannelType::F32, {3.0F, -0.0F, 1.5F, nan, inf, -inf, -2.0F, 4294967296.0F});

    ASSERT_TRUE(image);
    EXPECT_THAT(
        ids_of(*image),
        ElementsAre(3, 0, kNoClass, kNoClass, kNoClass, kNoClass, kNoClass, kNoClass)
    );
    EXPECT_EQ(image->invalid_pixels, 6U);
    EXPECT_THAT(
        ids_of(*convert<double>(ChannelType::F64, {4294967294.0, 4294967296.0, 0.1})),
        ElementsAre(0xFFFFFFFE, kNoClass, kNoClass)
    );
}

TEST(ClassImage, HalfFloatsAreDecoded) {
    // 0, 1, 2048, 65504 (largest), 0.5, smallest subnormal, inf, NaN, −1.
    const auto image = convert<std::uint16_t>(
        ChannelType::F16,
        {0x0000, 0x3C00, 0x6800, 0x7BFF, 0x3800, 0x0001, 0x7C00, 0x7E00, 0xBC00}
    );

    ASSERT_TRUE(image);
    EXPECT_THAT(
        ids_of(*image),
        ElementsAre(0, 1, 2048, 65504, kNoClass, kNoClass, kNoClass, kNoClass, kNoClass)
    );
}

std::string error_of(const ImageFormat& of, std::size_t num_bytes) {
    const std::vector<std::byte> bytes(num_bytes);
    const auto image = to_class_image(of, bytes, nullptr);
    return image ? "" : image.error().message;
}

TEST(ClassImage, ShortBufferIsAnErrorThatNamesTheSizes) {
    EXPECT_THAT(
        error_of(format(ChannelType::U16, 10, 10), 199),
        AllOf(HasSubstr("200 bytes"), HasSubstr("199"))
    );
    EXPECT_EQ(error_of(format(ChannelType::U16, 10, 10), 200), "");
    EXPECT_EQ(error_of(format(ChannelType::U16, 10, 10), 201), "");
}

TEST(ClassImage, AbsurdSizesDoNotOverflow) {
    const std::uint32_t max = 0xFFFFFFFFU;
    EXPECT_THAT(error_of(format(ChannelType::F64, max, max), 8), HasSubstr("needs"));
    EXPECT_THAT(error_of(format(ChannelType::U8, max, max), 8), HasSubstr("needs"));
}

TEST(ClassImage, EmptyImagesAndOtherFormatsAreErrors) {
    EXPECT_THAT(error_of(format(ChannelType::U8, 0, 8), 0), HasSubstr("no pixels"));
    EXPECT_THAT(error_of(format(static_cast<ChannelType>(99), 1), 8), HasSubstr("99"));
    ImageFormat color = format(ChannelType::U8, 1);
    color.color_model = ColorModel::Rgb;
    EXPECT_THAT(error_of(color, 8), HasSubstr("one channel"));
    ImageFormat yuv = format(ChannelType::U8, 1);
    yuv.pixel_format = 26;
    EXPECT_THAT(error_of(yuv, 8), HasSubstr("one channel"));
}

class ClassImageAt : public ::testing::Test {
  protected:
    void log(std::uint64_t row, TimeInt frame, test::Bytes bytes, std::uint32_t width) {
        recording.insert(
            test::ChunkBuilder("/mask")
                .row(row, {{"frame", frame}})
                .set(component::kSegmentationBuffer, test::blob(std::move(bytes)))
                .set(component::kSegmentationFormat, test::format(format(ChannelType::U8, width)))
                .build()
        );
    }

    Result<std::optional<ClassImage>> at(TimeInt frame) const {
        return class_image_at(recording, {"frame", frame}, EntityPath::parse("/mask"));
    }

    store::Recording recording{StoreId{}};
};

TEST_F(ClassImageAt, FindsTheImageAtTheCursor) {
    log(1, 1, {1, 2, 3}, 3);
    log(2, 2, {4, 5, 6}, 3);

    EXPECT_FALSE(at(0)->has_value());
    EXPECT_THAT(ids_of(**at(1)), ElementsAre(1, 2, 3));
    EXPECT_THAT(ids_of(**at(5)), ElementsAre(4, 5, 6));
    EXPECT_NE((*at(1))->key, (*at(2))->key);
    EXPECT_EQ((*at(2))->key, (*at(5))->key);
}

TEST_F(ClassImageAt, ErrorNamesTheEntity) {
    log(1, 1, {1, 2, 3}, 4);

    ASSERT_FALSE(at(1));
    EXPECT_THAT(at(1).error().message, AllOf(HasSubstr("/mask"), HasSubstr("3")));
}

TEST_F(ClassImageAt, BufferWithoutFormatIsAnError) {
    recording.insert(test::ChunkBuilder("/mask")
                         .row(1)
                         .set(component::kSegmentationBuffer, test::blob({1}))
                         .build());

    ASSERT_FALSE(at(1));
    EXPECT_THAT(at(1).error().message, HasSubstr("no format"));
}

TEST_F(ClassImageAt, BufferLoggedAsEmptyIsNoImage) {
    log(1, 1, {1, 2, 3}, 3);
    recording.insert(test::ChunkBuilder("/mask")
                         .row(2, {{"frame", 2}})
                         .set(component::kSegmentationBuffer, std::vector<test::Bytes>{})
                         .build());

    EXPECT_TRUE(at(1)->has_value());
    EXPECT_FALSE(at(2)->has_value());
}

}  // namespace
}  // namespace limn::annotation
