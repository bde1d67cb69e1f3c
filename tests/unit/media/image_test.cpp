// SPDX-License-Identifier: MIT
#include "media/image.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

namespace limn::media {
namespace {

template <typename T>
Result<ImagePtr> make(
    ImageKind kind,
    PixelType type,
    std::uint32_t w,
    std::uint32_t h,
    std::vector<T> pixels,
    std::optional<std::uint32_t> no_class = std::nullopt
) {
    auto owner = std::make_shared<std::vector<T>>(std::move(pixels));
    return Image::create(kind, type, w, h, std::as_bytes(std::span(*owner)), owner, no_class);
}

TEST(Image, ReadsPixelsOfEveryType) {
    const auto ids =
        make<std::uint32_t>(ImageKind::ClassIds, PixelType::U32, 2, 1, {7, 0xFFFFFFFF});
    ASSERT_TRUE(ids);
    EXPECT_EQ((*ids)->class_at(0, 0), 7U);
    EXPECT_EQ((*ids)->class_at(1, 0), 0xFFFFFFFFU);
    const auto small = make<std::uint8_t>(ImageKind::ClassIds, PixelType::U8, 1, 2, {3, 255});
    ASSERT_TRUE(small);
    EXPECT_EQ((*small)->class_at(0, 1), 255U);
    const auto depth = make<float>(ImageKind::Value, PixelType::F32, 1, 1, {1.5F});
    ASSERT_TRUE(depth);
    EXPECT_EQ((*depth)->value_at(0, 0), 1.5);
}

TEST(Image, PixelsOfTheNamedValueHaveNoClass) {
    const auto ids = make<std::uint32_t>(ImageKind::ClassIds, PixelType::U32, 2, 1, {7, 9}, 9U);
    ASSERT_TRUE(ids);
    EXPECT_EQ((*ids)->class_at(0, 0), 7U);
    EXPECT_EQ((*ids)->class_at(1, 0), std::nullopt);
}

TEST(Image, OnlyWideClassIdsCanNameAValueForNone) {
    const auto narrow = make<std::uint8_t>(ImageKind::ClassIds, PixelType::U8, 1, 1, {7}, 9U);
    ASSERT_FALSE(narrow);
    EXPECT_EQ(narrow.error().code, ErrorCode::InvalidArgument);
}

TEST(Image, KeepsItsOwnerAlive) {
    auto owner = std::make_shared<std::vector<std::uint16_t>>(4, std::uint16_t{500});
    const auto image = Image::create(
        ImageKind::ClassIds,
        PixelType::U16,
        2,
        2,
        std::as_bytes(std::span(*owner)),
        owner
    );
    const std::weak_ptr<std::vector<std::uint16_t>> watch = owner;
    owner.reset();
    ASSERT_TRUE(image);
    EXPECT_FALSE(watch.expired());
    EXPECT_EQ((*image)->class_at(1, 1), 500U);
}

TEST(Image, RefusesBytesThatAreNotItsPixels) {
    const std::vector<std::uint8_t> bytes(12);
    const auto span = std::as_bytes(std::span(bytes));
    const auto create = [&](std::uint32_t w, std::uint32_t h) {
        return Image::create(ImageKind::ClassIds, PixelType::U8, w, h, span, nullptr);
    };
    EXPECT_TRUE(create(4, 3));
    EXPECT_EQ(create(4, 4).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(create(0, 0).error().code, ErrorCode::Corrupt);
    const std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    EXPECT_EQ(create(most, most).error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(Image::create(ImageKind::Value, PixelType::F32, most, most, span, nullptr));
}

TEST(Image, RefusesTypesThatDoNotFitTheKind) {
    const std::array<float, 1> value{};
    const auto bytes = std::as_bytes(std::span(value));
    EXPECT_FALSE(Image::create(ImageKind::ClassIds, PixelType::F32, 1, 1, bytes, nullptr));
    EXPECT_FALSE(Image::create(ImageKind::Color, PixelType::U32, 1, 1, bytes, nullptr));
    EXPECT_FALSE(Image::create(ImageKind::Value, PixelType::Rgba8, 1, 1, bytes, nullptr));
}

TEST(Image, RefusesPixelsThatAreNotAligned) {
    alignas(8) const std::array<std::byte, 16> bytes{};
    const auto shifted = std::span(bytes).subspan(1, 4);
    EXPECT_FALSE(Image::create(ImageKind::Value, PixelType::F32, 1, 1, shifted, nullptr));
    EXPECT_TRUE(Image::create(ImageKind::Color, PixelType::Rgba8, 1, 1, shifted, nullptr));
}

}  // namespace
}  // namespace limn::media
