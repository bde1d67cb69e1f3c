// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <gtest/gtest.h>

#include <limits>

namespace limn {
namespace {

bool is_before(std::string_view a, std::string_view b) {
    return natural_compare(a, b) < 0 && natural_compare(b, a) > 0;
}

TEST(NaturalCompare, RunsOfDigitsCompareAsNumbers) {
    EXPECT_TRUE(is_before("image2", "image10"));
    EXPECT_TRUE(is_before("a2b10", "a2b11"));
    EXPECT_TRUE(is_before("a2b", "a10a"));
    EXPECT_TRUE(is_before("9", "99999999999999999999999999999999"));
}

TEST(NaturalCompare, TextComparesByBytes) {
    EXPECT_TRUE(is_before("a", "b"));
    EXPECT_TRUE(is_before("B", "a"));
    EXPECT_TRUE(is_before("image", "image1"));
    EXPECT_TRUE(is_before("", "a"));
    EXPECT_TRUE(is_before("z", "\u00E9")) << "bytes above 127 come last";
}

TEST(NaturalCompare, LeadingZerosDecideOnlyAtTheEnd) {
    EXPECT_TRUE(is_before("a01b1", "a1b2"));
    EXPECT_NE(natural_compare("a01", "a1"), std::strong_ordering::equal);
    EXPECT_EQ(natural_compare("a01", "a01"), std::strong_ordering::equal);
}

TEST(NaturalCompare, IsTransitiveOverZerosAndText) {
    const std::string texts[] =
        {"", "0", "00", "000", "01", "1", "10", "1a", "a", "a0", "a00b", "a0b", "a1"};
    for (const auto& a : texts) {
        for (const auto& b : texts) {
            for (const auto& c : texts) {
                if (natural_compare(a, b) < 0 && natural_compare(b, c) < 0) {
                    EXPECT_TRUE(natural_compare(a, c) < 0) << a << " " << b << " " << c;
                }
            }
        }
    }
}

TEST(GroupDigits, PutsThinSpacesBetweenThousands) {
    EXPECT_EQ(group_digits(0), "0");
    EXPECT_EQ(group_digits(999), "999");
    EXPECT_EQ(group_digits(41208), "41\u2009208");
    EXPECT_EQ(group_digits(1234567), "1\u2009234\u2009567");
}

TEST(FormatBytes, UsesDecimalUnits) {
    EXPECT_EQ(format_bytes(0), "0 B");
    EXPECT_EQ(format_bytes(999), "999 B");
    EXPECT_EQ(format_bytes(312'000'000), "312 MB");
    EXPECT_EQ(format_bytes(1'500'000'000), "1.5 GB");
}

TEST(ShortCount, KeepsSmallNumbersAndShortensLargeOnes) {
    EXPECT_EQ(short_count(999), "999");
    EXPECT_EQ(short_count(41'200), "41.2 k");
    EXPECT_EQ(short_count(1'300'000), "1.3 M");
    EXPECT_FALSE(short_count(std::numeric_limits<std::uint64_t>::max()).empty());
}

TEST(ValidUtf8, KeepsWhatIsValid) {
    for (const char* text : {"", "plain", "\u00E9\u4E2D\U0001F600", "a\u007F"}) {
        EXPECT_EQ(valid_utf8(text), text);
    }
}

TEST(ValidUtf8, ReplacesWhatIsNot) {
    EXPECT_EQ(valid_utf8("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(valid_utf8("\x80"), "\uFFFD") << "a lone continuation";
    EXPECT_EQ(valid_utf8("\xC0\xAF"), "\uFFFD\uFFFD") << "an overlong form";
    EXPECT_EQ(valid_utf8("\xED\xA0\x80").find('\xED'), std::string::npos) << "a surrogate";
    EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80").find('\xF4'), std::string::npos) << "above U+10FFFF";
    EXPECT_EQ(valid_utf8("\xE4\xB8"), "\uFFFD\uFFFD") << "cut off";
}

}  // namespace
}  // namespace limn
