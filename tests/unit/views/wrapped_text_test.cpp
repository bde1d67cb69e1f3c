// SPDX-License-Identifier: MIT
#include "views/wrapped_text.h"

#include <gtest/gtest.h>

namespace limn::views {
namespace {

/// Every character is 10 pixels wide.
std::string wrap(std::string_view text, std::size_t characters) {
    const MeasureText measure = [](std::string_view part) {
        std::size_t count = 0;
        for (const char c : part) {
            count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
        }
        return glm::vec2(static_cast<float>(count) * 10.0F, 16.0F);
    };
    return wrap_text(text, static_cast<float>(characters) * 10.0F, measure);
}

TEST(WrapText, LinesEndBetweenWords) {
    EXPECT_EQ(wrap("a red car and a bus", 9), "a red car\nand a bus");
    EXPECT_EQ(wrap("short", 9), "short");
    EXPECT_EQ(wrap("", 9), "");
    EXPECT_EQ(wrap("one\n\n  two", 9), "one\n\n  two");
}

TEST(WrapText, NeverEndsALineInsideOfANumberOrTime) {
    for (std::size_t width = 12; width < 60; ++width) {
        const std::string lines =
            wrap("2026-11-29 02:44:43.182402365 … 2026-11-29 02:44:43.283992925, 4 rows", width);
        EXPECT_EQ(lines.find(".\n"), std::string::npos) << lines;
        EXPECT_EQ(lines.find(":\n"), std::string::npos) << lines;
    }
    EXPECT_EQ(wrap("of 1,024,000 points", 8), "of\n1,024,00\n0 points");
    EXPECT_EQ(wrap("of 1,024 points", 8), "of 1,024\npoints");
}

TEST(WrapText, PathsAndListsMayEndLinesBehindTheirSeparators) {
    EXPECT_EQ(wrap("/data/new/recording.rrd", 14), "/data/new/\nrecording.rrd");
    EXPECT_EQ(wrap("a,b,c;d", 4), "a,b,\nc;d");
}

TEST(WrapText, AWordThatIsTooLongIsCutBetweenCharactersBeforeANumber) {
    EXPECT_EQ(wrap("ößößößöß", 5), "ößößö\nßöß");
    EXPECT_EQ(wrap("camera_1234567", 10), "camera_\n1234567");
}

}  // namespace
}  // namespace limn::views
