// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "annotation/tensor_classes.h"
#include "support/contexts.h"

namespace limn::annotation {
namespace {

using ::testing::ElementsAre;

template <typename T>
store::Tensor tensor_of(
    ChannelType type,
    std::vector<std::uint64_t> shape,
    std::vector<std::string> names,
    const std::vector<T>& values
) {
    auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * sizeof(T));
    std::memcpy(bytes->data(), values.data(), bytes->size());
    names.resize(shape.size());
    return {std::move(shape), std::move(names), type, *bytes, bytes};
}

store::Tensor shaped(std::vector<std::uint64_t> shape, std::vector<std::string> names = {}) {
    std::size_t count = 1;
    for (const std::uint64_t size : shape) {
        count *= size;
    }
    std::vector<std::uint8_t> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<std::uint8_t>(i);
    }
    return tensor_of(ChannelType::U8, std::move(shape), std::move(names), values);
}

std::vector<std::uint32_t> pixels_of(const ClassImage& image) {
    std::vector<std::uint32_t> ids;
    for (std::uint32_t y = 0; y < image.image->height(); ++y) {
        for (std::uint32_t x = 0; x < image.image->width(); ++x) {
            ids.push_back(image.image->class_at(x, y).value_or(kNoClass));
        }
    }
    return ids;
}

TEST(TensorPlane, IsTheLastTwoDimensions) {
    const auto plane = tensor_plane(shaped({5, 3, 4}));
    ASSERT_TRUE(plane);
    EXPECT_EQ(plane->rows, 1U);
    EXPECT_EQ(plane->columns, 2U);
    ASSERT_EQ(plane->sliders.size(), 1U);
    EXPECT_EQ(plane->sliders[0].name, "dimension 0");
    EXPECT_EQ(plane->sliders[0].size, 5U);
}

TEST(TensorPlane, IsNamedHeightAndWidthWhereverTheyAre) {
    const auto plane = tensor_plane(shaped({4, 2, 3}, {"Width", "time", "height"}));
    ASSERT_TRUE(plane);
    EXPECT_EQ(plane->rows, 2U);
    EXPECT_EQ(plane->columns, 0U);
    EXPECT_EQ(plane->sliders[0].name, "time");
}

TEST(TensorPlane, PassesOverDimensionsOfOne) {
    const auto plane = tensor_plane(shaped({3, 4, 1}));
    ASSERT_TRUE(plane);
    EXPECT_EQ(plane->rows, 0U);
    EXPECT_EQ(plane->columns, 1U);
    EXPECT_TRUE(plane->sliders.empty());
}

TEST(TensorPlane, NeedsTwoDimensions) {
    EXPECT_FALSE(tensor_plane(shaped({7})));
    EXPECT_TRUE(tensor_plane(shaped({1, 1})));
}

TEST(TensorImage, OfATensorWithoutSlidersIsViewedWhereItLies) {
    const store::Tensor tensor = shaped({2, 3});
    const auto image = tensor_class_image(tensor, *tensor_plane(tensor), {});
    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->bytes().data(), tensor.bytes.data());
    EXPECT_EQ(image->image->width(), 3U);
}

TEST(TensorImage, IsTheSliceOfTheSliderClampedToItsEnd) {
    const store::Tensor tensor = shaped({3, 2, 2});
    const auto plane = tensor_plane(tensor);
    EXPECT_THAT(pixels_of(*tensor_class_image(tensor, *plane, {})), ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(pixels_of(*tensor_class_image(tensor, *plane, {1})), ElementsAre(4, 5, 6, 7));
    EXPECT_THAT(pixels_of(*tensor_class_image(tensor, *plane, {99})), ElementsAre(8, 9, 10, 11));
}

TEST(TensorImage, GathersDimensionsThatDoNotLieSideBySide) {
    // [width 2][time 2][height 3]
    const store::Tensor tensor = shaped({2, 2, 3}, {"w", "t", "h"});
    const auto image = tensor_class_image(tensor, *tensor_plane(tensor), {1});
    ASSERT_TRUE(image);
    EXPECT_EQ(image->image->width(), 2U);
    EXPECT_EQ(image->image->height(), 3U);
    EXPECT_THAT(pixels_of(*image), ElementsAre(3, 9, 4, 10, 5, 11));
}

TEST(TensorImage, CountsValuesThatAreNoIds) {
    const store::Tensor tensor =
        tensor_of<float>(ChannelType::F32, {1, 3}, {}, {1.0F, -1.0F, 0.5F});
    const auto image = tensor_class_image(tensor, *tensor_plane(tensor), {});
    ASSERT_TRUE(image);
    EXPECT_EQ(image->invalid_pixels, 2U);
}

class DescribesEveryId : public ::testing::Test {
  protected:
    ResolvedContext context{
        EntityPath(),
        RowId{{1, 1}},
        kStaticTime,
        test::classes({test::info(0), test::info(2)})};
};

TEST_F(DescribesEveryId, OnlyIfNoneIsUnknown) {
    const auto of = [](std::vector<std::uint16_t> values) {
        return tensor_of(ChannelType::U16, {1, values.size()}, {}, values);
    };
    EXPECT_TRUE(describes_every_id(context, of({0, 2, 2, 0})));
    EXPECT_FALSE(describes_every_id(context, of({0, 2, 1})));
    EXPECT_FALSE(describes_every_id(ResolvedContext(), of({0, 2})));
}

TEST_F(DescribesEveryId, NotOfValuesThatAreNoIds) {
    EXPECT_FALSE(
        describes_every_id(context, tensor_of<float>(ChannelType::F32, {1, 2}, {}, {0.0F, 0.5F}))
    );
    EXPECT_FALSE(
        describes_every_id(context, tensor_of<std::int8_t>(ChannelType::I8, {1, 2}, {}, {0, -1}))
    );
}

TEST_F(DescribesEveryId, LooksAtTheEndOfALargeTensorToo) {
    std::vector<std::uint8_t> values(200'000, 2);
    EXPECT_TRUE(describes_every_id(context, tensor_of(ChannelType::U8, {400, 500}, {}, values)));
    values.back() = 7;
    EXPECT_FALSE(describes_every_id(context, tensor_of(ChannelType::U8, {400, 500}, {}, values)));
}

TEST(TensorValueIndex, FollowsRowsColumnsAndSliders) {
    const store::Tensor tensor = shaped({4, 2, 3}, {"w", "batch", "h"});
    const auto plane = tensor_plane(tensor);
    ASSERT_TRUE(plane);

    EXPECT_EQ(value_index(tensor, *plane, {}, 0, 0), 0U);
    EXPECT_EQ(value_index(tensor, *plane, {1}, 2, 1), 2U * 6U + 1U * 3U + 1U);
    EXPECT_EQ(value_index(tensor, *plane, {9}, 0, 0), 3U);
}

}  // namespace
}  // namespace limn::annotation
