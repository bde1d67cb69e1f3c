// SPDX-License-Identifier: MIT
#include "media/stats.h"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <vector>

namespace limn::media {
namespace {

template <typename T>
ImagePtr make(ImageKind kind, PixelType type, std::vector<T> pixels) {
    auto owner = std::make_shared<std::vector<T>>(std::move(pixels));
    auto image = Image::create(
        kind,
        type,
        static_cast<std::uint32_t>(owner->size()),
        1,
        std::as_bytes(std::span(*owner)),
        owner
    );
    EXPECT_TRUE(image);
    return *image;
}

/// Runs and noise of values below `limit`, in a length that is no multiple of a machine word.
template <typename T>
std::vector<T> noise(std::uint32_t limit) {
    std::vector<T> values;
    std::uint32_t state = 1;
    for (int i = 0; i < 10007; ++i) {
        state = (i / 100) % 2 == 0 ? state : state * 1664525U + 1013904223U;
        values.push_back(static_cast<T>((state >> 8U) % limit));
    }
    return values;
}

template <typename T>
std::vector<ClassCount> counted_one_by_one(const std::vector<T>& values) {
    std::map<std::uint32_t, std::uint64_t> counts;
    for (const T value : values) {
        ++counts[value];
    }
    std::vector<ClassCount> result;
    for (const auto& [id, pixels] : counts) {
        result.push_back({id, pixels});
    }
    return result;
}

TEST(CountClasses, AgreesWithCountingOneByOne) {
    const auto u8 = noise<std::uint8_t>(256);
    const auto u16 = noise<std::uint16_t>(65536);
    auto u32 = noise<std::uint32_t>(100000);
    u32[5000] = 0xFFFFFFFFU;
    u32[0] = 0xFFFFFFFFU;
    u32.back() = 0xFFFFFFFEU;
    EXPECT_EQ(count_classes(*make(ImageKind::ClassIds, PixelType::U8, u8)), counted_one_by_one(u8));
    EXPECT_EQ(
        count_classes(*make(ImageKind::ClassIds, PixelType::U16, u16)),
        counted_one_by_one(u16)
    );
    EXPECT_EQ(
        count_classes(*make(ImageKind::ClassIds, PixelType::U32, u32)),
        counted_one_by_one(u32)
    );
}

TEST(CountClasses, CountsRunsAndTails) {
    for (std::size_t size = 1; size < 40; ++size) {
        const auto counts = count_classes(
            *make(ImageKind::ClassIds, PixelType::U8, std::vector<std::uint8_t>(size, 9))
        );
        ASSERT_EQ(counts.size(), 1U);
        EXPECT_EQ(counts[0], (ClassCount{9, size}));
    }
}

TEST(CountClasses, AnImageOfNoClassHasNone) {
    const std::vector<std::uint32_t> none(10, 5U);
    const auto image = Image::create(
        ImageKind::ClassIds,
        PixelType::U32,
        10,
        1,
        std::as_bytes(std::span(none)),
        nullptr,
        5U
    );
    EXPECT_TRUE(count_classes(**image).empty());
    const auto all = count_classes(*make(ImageKind::ClassIds, PixelType::U32, none));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0], (ClassCount{5, 10}));
    const std::vector<std::uint16_t> largest(10, 0xFFFFU);
    EXPECT_EQ(count_classes(*make(ImageKind::ClassIds, PixelType::U16, largest)).size(), 1U);
}

TEST(ValueRange, LeavesOutWhatIsNotFinite) {
    const float inf = std::numeric_limits<float>::infinity();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto some =
        value_range(*make<float>(ImageKind::Value, PixelType::F32, {nan, -2.5F, inf, 7.0F, -inf}));
    EXPECT_EQ(some.min, -2.5);
    EXPECT_EQ(some.max, 7.0);
    const auto none = value_range(*make<float>(ImageKind::Value, PixelType::F32, {nan, inf}));
    EXPECT_EQ(none.min, 0.0);
    EXPECT_EQ(none.max, 1.0);
    const auto whole =
        value_range(*make<std::uint16_t>(ImageKind::Value, PixelType::U16, {40, 3, 65535}));
    EXPECT_EQ(whole.min, 3.0);
    EXPECT_EQ(whole.max, 65535.0);
}

}  // namespace
}  // namespace limn::media
