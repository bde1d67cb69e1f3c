// SPDX-License-Identifier: MIT
#include "media/codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace limn::media {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::vector<std::byte> gradient(std::uint32_t width, std::uint32_t height, std::uint32_t channels) {
    std::vector<std::byte> pixels;
    for (std::uint32_t i = 0; i < width * height * channels; ++i) {
        pixels.push_back(static_cast<std::byte>(i * 3U / channels));
    }
    return pixels;
}

void append_be32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out += static_cast<char>(value >> static_cast<unsigned>(shift));
    }
}

std::uint32_t crc32(std::string_view text) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : text) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::string chunk(const std::string& type, const std::string& data) {
    std::string out;
    append_be32(out, static_cast<std::uint32_t>(data.size()));
    out += type + data;
    append_be32(out, crc32(type + data));
    return out;
}

/// A gray PNG whose pixels are stored, not compressed. `raw`: filter byte and pixels of each row.
std::vector<std::byte>
gray_png(std::uint32_t width, std::uint32_t height, int bits, const std::string& raw) {
    std::string header;
    append_be32(header, width);
    append_be32(header, height);
    header += static_cast<char>(bits);
    header += std::string("\0\0\0\0", 4);
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : raw) {
        a = (a + static_cast<std::uint8_t>(c)) % 65521U;
        b = (b + a) % 65521U;
    }
    const auto length = static_cast<std::uint16_t>(raw.size());
    std::string data("\x78\x01\x01", 3);
    data += static_cast<char>(length);
    data += static_cast<char>(length >> 8U);
    data += static_cast<char>(~length);
    data += static_cast<char>(static_cast<std::uint16_t>(~length) >> 8U);
    data += raw;
    append_be32(data, (b << 16U) | a);
    return bytes_of(
        "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", "")
    );
}

TEST(SniffMediaType, KnowsCommonFormats) {
    EXPECT_EQ(sniff_media_type(bytes_of("\x89PNG\r\n\x1A\n....")), "image/png");
    EXPECT_EQ(sniff_media_type(bytes_of("\xFF\xD8\xFF\xE0")), "image/jpeg");
    EXPECT_EQ(sniff_media_type(bytes_of("RIFF....WEBPVP8 ")), "image/webp");
    EXPECT_EQ(sniff_media_type(bytes_of("GIF89a")), "image/gif");
    EXPECT_EQ(sniff_media_type(bytes_of("hello")), "");
    EXPECT_EQ(sniff_media_type({}), "");
}

TEST(Png, RoundTripsEveryByte) {
    const auto pixels = gradient(37, 21, 4);
    const auto encoded = encode_png(pixels, 37, 21);
    ASSERT_TRUE(encoded) << encoded.error().message;
    EXPECT_EQ(sniff_media_type(*encoded), "image/png");
    const auto decoded = decode_image(*encoded);
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ((*decoded)->kind(), ImageKind::Color);
    EXPECT_EQ((*decoded)->width(), 37U);
    EXPECT_EQ((*decoded)->height(), 21U);
    EXPECT_TRUE(std::ranges::equal((*decoded)->bytes(), pixels));
}

TEST(Png, PicturesThatNothingShinesThroughHaveNoAlpha) {
    constexpr std::size_t kColorType = 25;  // Of the header: 2 is RGB, 6 is RGBA.
    auto pixels = gradient(9, 5, 4);
    for (std::size_t i = 3; i < pixels.size(); i += 4) {
        pixels[i] = std::byte{255};
    }
    const auto opaque = encode_png(pixels, 9, 5);
    ASSERT_TRUE(opaque);
    EXPECT_EQ(opaque->at(kColorType), std::byte{2});
    const auto decoded = decode_image(*opaque);
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_TRUE(std::ranges::equal((*decoded)->bytes(), pixels));

    pixels.back() = std::byte{254};
    const auto other = encode_png(pixels, 9, 5);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->at(kColorType), std::byte{6});
}

TEST(Png, SixteenBitGrayKeepsItsValues) {
    const auto decoded =
        decode_image(gray_png(2, 2, 16, std::string("\0\x01\x02\xFF\xFF\0\x03\xE8\0\0", 10)));
    ASSERT_TRUE(decoded) << decoded.error().message;
    const Image& image = **decoded;
    EXPECT_EQ(image.kind(), ImageKind::Value);
    EXPECT_EQ(image.pixel_type(), PixelType::U16);
    EXPECT_EQ(image.value_at(0, 0), 0x0102);
    EXPECT_EQ(image.value_at(1, 0), 0xFFFF);
    EXPECT_EQ(image.value_at(0, 1), 1000);
    EXPECT_EQ(image.value_at(1, 1), 0);
}

TEST(Png, EightBitGrayBecomesColor) {
    const auto decoded = decode_image(gray_png(2, 1, 8, std::string("\0\x10\x80", 3)));
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ((*decoded)->kind(), ImageKind::Color);
    EXPECT_EQ((*decoded)->value_at(0, 0), 0xFF101010U);
}

TEST(Png, AbsurdDimensionsAreRefusedBeforeMemoryIsTaken) {
    const auto decoded = decode_image(gray_png(200000, 200000, 8, "x"));
    ASSERT_FALSE(decoded);
    EXPECT_TRUE(
        decoded.error().code == ErrorCode::TooLarge || decoded.error().code == ErrorCode::Corrupt
    );
    const auto large = decode_image(gray_png(60000, 6000, 8, "x"));
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::TooLarge);
}

TEST(Png, EveryCutIsAnErrorNotACrash) {
    const auto encoded = encode_png(gradient(16, 16, 4), 16, 16);
    ASSERT_TRUE(encoded);
    for (std::size_t size = 0; size + 16 < encoded->size(); ++size) {
        EXPECT_FALSE(decode_image(std::span(*encoded).first(size))) << size;
    }
}

TEST(Png, EncodingWantsWholePixels) {
    EXPECT_FALSE(encode_png(gradient(4, 4, 4), 4, 5));
    EXPECT_FALSE(encode_png({}, 0, 0));
    EXPECT_FALSE(encode_jpeg(gradient(4, 4, 4), 4, 4, 90));
}

TEST(Jpeg, ComesBackNearly) {
    const std::vector<std::byte> pixels(std::size_t{32} * 32 * 3, std::byte{140});
    const auto encoded = encode_jpeg(pixels, 32, 32, 95);
    ASSERT_TRUE(encoded);
    EXPECT_EQ(sniff_media_type(*encoded), "image/jpeg");
    const auto decoded = decode_image(*encoded);
    ASSERT_TRUE(decoded);
    EXPECT_NEAR(std::to_integer<int>((*decoded)->bytes()[100]), 140, 3);
    EXPECT_EQ((*decoded)->bytes()[3], std::byte{255});
}

TEST(DecodeImage, TellsUnknownFromDamaged) {
    EXPECT_EQ(decode_image({}).error().code, ErrorCode::NotThisFormat);
    EXPECT_EQ(decode_image(bytes_of("just some text")).error().code, ErrorCode::NotThisFormat);
    EXPECT_EQ(decode_image(bytes_of("\x89PNG\r\n\x1A\n rubbish")).error().code, ErrorCode::Corrupt);
    const auto webp = decode_image(bytes_of("RIFF....WEBPVP8 xxxxxxxx"));
    ASSERT_FALSE(webp);
    EXPECT_NE(webp.error().message.find("image/webp"), std::string::npos);
}

TEST(WritePng, LeavesNothingBehindButTheFile) {
    const std::filesystem::path folder = std::filesystem::path(LIMN_TEST_OUTPUT) / "write_png";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(write_png(folder / "a.png", gradient(3, 3, 4), 3, 3));
    ASSERT_TRUE(write_png(folder / "a.png", gradient(5, 3, 4), 5, 3))
        << "an older file is replaced";
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& item : std::filesystem::directory_iterator(folder)) {
        ++files;
    }
    EXPECT_EQ(files, 1U);
    const auto failed = write_png(folder / "none" / "a.png", gradient(3, 3, 4), 3, 3);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::Unreadable);
}

}  // namespace
}  // namespace limn::media
