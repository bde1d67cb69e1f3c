// SPDX-License-Identifier: MIT
#include "annotation/pixel_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "model/component_names.h"
#include "support/chunk_builder.h"

namespace limn::annotation {
namespace {

template <typename T>
test::Bytes bytes_of(const std::vector<T>& values) {
    test::Bytes bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

class LoggedClassValue : public ::testing::Test {
  protected:
    /// A row of pixels.
    void log(ChannelType type, std::uint32_t width, test::Bytes pixels) {
        const ImageFormat format{width, 1, 0, ColorModel::L, type};
        recording.insert(test::ChunkBuilder("/mask")
                             .row(++row_, {{"frame", 0}})
                             .set(component::kSegmentationBuffer, test::blob(std::move(pixels)))
                             .set(component::kSegmentationFormat, test::format(format))
                             .build());
    }

    std::optional<std::string> at(std::uint32_t x, std::uint32_t y = 0) {
        return logged_class_value(recording, {"frame", 0}, EntityPath::parse("/mask"), x, y, {});
    }

    /// A row of pixels of an `Image`, and the text of one of them.
    std::optional<std::string>
    image_at(ChannelType type, std::uint32_t width, test::Bytes pixels, std::uint32_t x) {
        const ImageFormat format{width, 1, 0, ColorModel::L, type};
        recording.insert(test::ChunkBuilder("/image")
                             .row(++row_, {{"frame", 0}})
                             .set(component::kImageBuffer, test::blob(std::move(pixels)))
                             .set(component::kImageFormat, test::format(format))
                             .build());
        return logged_image_value(recording, {"frame", 0}, EntityPath::parse("/image"), x, 0);
    }

    store::Recording recording{StoreId{}};

  private:
    std::uint64_t row_ = 0;
};

TEST_F(LoggedClassValue, IsTheNumberThatWasLogged) {
    log(ChannelType::I8, 2, bytes_of<std::int8_t>({-1, 65}));
    EXPECT_EQ(at(0), "-1");
    EXPECT_EQ(at(1), "65");

    log(ChannelType::U64, 2, bytes_of<std::uint64_t>({1ULL << 32U, ~0ULL}));
    EXPECT_EQ(at(0), "4294967296");
    EXPECT_EQ(at(1), "18446744073709551615");

    log(ChannelType::I64, 1, bytes_of<std::int64_t>({std::numeric_limits<std::int64_t>::min()}));
    EXPECT_EQ(at(0), "-9223372036854775808");
}

TEST_F(LoggedClassValue, OfFloatsIsExactOrAsShortAsItReadsBackTheSame) {
    const float infinity = std::numeric_limits<float>::infinity();
    log(ChannelType::F32, 4, bytes_of<float>({0.1F, std::nanf(""), -infinity, 4294967296.0F}));
    EXPECT_EQ(at(0), "0.1");
    EXPECT_EQ(at(1), "NaN");
    EXPECT_EQ(at(2), "-inf");
    EXPECT_EQ(at(3), "4294967296");

    log(ChannelType::F16, 2, bytes_of<std::uint16_t>({0x3E00, 0xFE00}));
    EXPECT_EQ(at(0), "1.5");
    EXPECT_EQ(at(1), "NaN");

    log(ChannelType::F64, 1, bytes_of<double>({4294967296.5}));
    EXPECT_EQ(at(0), "4294967296.5");
}

TEST_F(LoggedClassValue, IsNothingBesideTheMaskOrWithoutOne) {
    EXPECT_EQ(at(0), std::nullopt);
    log(ChannelType::U8, 2, {1, 2});

    EXPECT_EQ(at(2), std::nullopt);
    EXPECT_EQ(at(0, 1), std::nullopt);
    EXPECT_EQ(at(1), "2");
}

TEST_F(LoggedClassValue, OfABufferThatIsTooShortIsNothing) {
    log(ChannelType::U32, 4, {1, 0, 0, 0});

    EXPECT_EQ(at(0), "1");
    EXPECT_EQ(at(1), std::nullopt);
}

TEST_F(LoggedClassValue, OfAnImageIsTheNumberThatWasLogged) {
    EXPECT_EQ(
        image_at(ChannelType::U32, 2, bytes_of<std::uint32_t>({1, 123456789}), 1),
        "123456789"
    );
    EXPECT_EQ(
        image_at(ChannelType::U64, 1, bytes_of<std::uint64_t>({~0ULL}), 0),
        "18446744073709551615"
    );
    EXPECT_EQ(image_at(ChannelType::F64, 1, bytes_of<double>({1.0e9 + 0.1}), 0), "1000000000.1");
    EXPECT_EQ(image_at(ChannelType::F32, 1, bytes_of<float>({0.1F}), 0), "0.1");
    EXPECT_EQ(image_at(ChannelType::U8, 1, {7}, 3), std::nullopt);
}

}  // namespace
}  // namespace limn::annotation
