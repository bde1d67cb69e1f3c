// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>

#include "base/byte_reader.h"
#include "base/checked_math.h"
#include "base/hash.h"

namespace limn {
namespace {

constexpr std::array<std::byte, 6>
    kBytes{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}, std::byte{6}};

TEST(ByteReader, ReadsLittleEndian) {
    ByteReader reader(kBytes);
    EXPECT_EQ(reader.read<std::uint16_t>(), 0x0201);
    EXPECT_EQ(reader.read<std::uint32_t>(), 0x06050403U);
    EXPECT_EQ(reader.remaining(), 0U);
}

TEST(ByteReader, AReadPastTheEndMovesNothing) {
    ByteReader reader(kBytes);
    EXPECT_EQ(reader.read<std::uint64_t>(), std::nullopt);
    EXPECT_FALSE(reader.read_bytes(7).has_value());
    EXPECT_FALSE(reader.read_bytes(std::numeric_limits<std::size_t>::max()).has_value());
    EXPECT_EQ(reader.position(), 0U);
    ASSERT_TRUE(reader.read_bytes(6).has_value());
    EXPECT_EQ(reader.read<std::uint8_t>(), std::nullopt);
    EXPECT_TRUE(reader.read_bytes(0).has_value());
}

TEST(CheckedMath, OverflowIsNothing) {
    constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(checked_add(kMax, std::uint64_t{0}), kMax);
    EXPECT_EQ(checked_add(kMax, std::uint64_t{1}), std::nullopt);
    EXPECT_EQ(checked_mul(kMax / 2, std::uint64_t{2}), kMax - 1);
    EXPECT_EQ(checked_mul(kMax / 2 + 1, std::uint64_t{2}), std::nullopt);
    EXPECT_EQ(checked_mul(std::uint64_t{0}, kMax), std::uint64_t{0});
    const std::uint16_t large = 40'000;
    EXPECT_EQ(checked_add(large, large), std::nullopt) << "narrow types do not widen";
}

TEST(CheckedMath, CastsOnlyWhatFits) {
    EXPECT_EQ(checked_cast<std::uint8_t>(255), std::uint8_t{255});
    EXPECT_EQ(checked_cast<std::uint8_t>(256), std::nullopt);
    EXPECT_EQ(checked_cast<std::uint32_t>(-1), std::nullopt);
}

TEST(Hash, IsXxHash64) {
    EXPECT_EQ(hash_text(""), 0xEF46DB3751D8E999ULL);
    EXPECT_EQ(hash_text("a"), 0xD24EC4F1A98C6E5BULL);
    EXPECT_NE(hash_text("a", 1), hash_text("a"));
    EXPECT_EQ(hash_bytes(std::as_bytes(std::span("a", 1))), hash_text("a"));
}

TEST(Hash, CombiningMindsTheOrder) {
    EXPECT_NE(hash_combine(1, 2), hash_combine(2, 1));
    EXPECT_EQ(hash_combine(1, 2), hash_combine(1, 2));
}

}  // namespace
}  // namespace limn
