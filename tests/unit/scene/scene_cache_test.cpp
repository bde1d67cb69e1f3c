// SPDX-License-Identifier: MIT
#include "scene/scene_cache.h"

#include <gtest/gtest.h>

#include <memory>

namespace limn::scene {
namespace {

media::ImagePtr gray_image(std::uint32_t width) {
    const auto bytes = std::make_shared<const std::vector<std::byte>>(width);
    auto image = media::Image::create(
        media::ImageKind::Value,
        media::PixelType::U8,
        width,
        1,
        *bytes,
        bytes
    );
    return image ? *image : nullptr;
}

TEST(SceneCache, DropsTheOldestWhenItIsFull) {
    SceneCache cache(250);
    cache.put_image(1, gray_image(100));
    cache.put_image(2, gray_image(100));
    EXPECT_NE(cache.find_image(1), nullptr);

    cache.put_image(3, gray_image(100));

    EXPECT_NE(cache.find_image(1), nullptr) << "it was used after the second";
    EXPECT_EQ(cache.find_image(2), nullptr);
    EXPECT_NE(cache.find_image(3), nullptr);
    EXPECT_EQ(cache.byte_size(), 200U);
}

TEST(SceneCache, DoesNotKeepWhatIsLargerThanItself) {
    SceneCache cache(50);
    cache.put_image(1, gray_image(20));
    cache.put_image(2, gray_image(100));

    EXPECT_NE(cache.find_image(1), nullptr);
    EXPECT_EQ(cache.find_image(2), nullptr);
    EXPECT_EQ(cache.byte_size(), 20U);
}

TEST(SceneCache, ReplacesAnImageOfTheSameKey) {
    SceneCache cache(500);
    cache.put_image(1, gray_image(100));
    cache.put_image(1, gray_image(30));

    EXPECT_EQ(cache.byte_size(), 30U);
    EXPECT_EQ(cache.find_image(1)->width(), 30U);
}

}  // namespace
}  // namespace limn::scene
