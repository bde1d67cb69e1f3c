// SPDX-License-Identifier: MIT
#include "ui/time_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace limn::ui {
namespace {

constexpr TimeInt kSecond = 1'000'000'000;

TimeInt parsed(TimeKind kind, std::string_view text) {
    const auto time = parse_time_text(kind, text);
    EXPECT_TRUE(time) << text << ": " << (time ? "" : time.error().message);
    return time.value_or(kStaticTime);
}

TEST(TimeText, SequenceNumbersWithOrWithoutTheirHash) {
    EXPECT_EQ(parsed(TimeKind::Sequence, "#147"), 147);
    EXPECT_EQ(parsed(TimeKind::Sequence, " -3 "), -3);
    EXPECT_EQ(parsed(TimeKind::Sequence, "9223372036854775807"), kMaxTime);
}

TEST(TimeText, DurationsInManyUnits) {
    EXPECT_EQ(parsed(TimeKind::Duration, "12.5 s"), 12'500'000'000);
    EXPECT_EQ(parsed(TimeKind::Duration, "12.5"), 12'500'000'000);
    EXPECT_EQ(parsed(TimeKind::Duration, ".5s"), 500'000'000);
    EXPECT_EQ(parsed(TimeKind::Duration, "250 ms"), 250'000'000);
    EXPECT_EQ(parsed(TimeKind::Duration, "1.5 us"), 1'500);
    EXPECT_EQ(parsed(TimeKind::Duration, "7ns"), 7);
    EXPECT_EQ(parsed(TimeKind::Duration, "2 min"), 120 * kSecond);
    EXPECT_EQ(parsed(TimeKind::Duration, "-1.5 h"), -5400 * kSecond);
    EXPECT_EQ(parsed(TimeKind::Duration, "1:02:03.5"), 3'723'500'000'000);
    EXPECT_EQ(parsed(TimeKind::Duration, "2:03"), 123 * kSecond);
}

TEST(TimeText, TimestampsByDateAndTimeOfDay) {
    const TimeInt day = 1'787'270'400 * kSecond;
    EXPECT_EQ(parsed(TimeKind::Timestamp, "2026-08-21"), day);
    EXPECT_EQ(parsed(TimeKind::Timestamp, "2026-08-21 10:00"), day + 36'000 * kSecond);
    EXPECT_EQ(
        parsed(TimeKind::Timestamp, "2026-08-21T10:00:00.5Z"),
        day + 36'000 * kSecond + kSecond / 2
    );
    EXPECT_EQ(parsed(TimeKind::Timestamp, "1970-01-01 00:00:00"), 0);
}

TEST(TimeText, ReadsWhatIsWritten) {
    std::mt19937_64 random(7);
    for (const TimeKind kind : {TimeKind::Sequence, TimeKind::Duration, TimeKind::Timestamp}) {
        for (int i = 0; i < 2000; ++i) {
            // Of all magnitudes; years of four digits.
            const auto time = static_cast<TimeInt>(random()) >> (random() % 63);
            EXPECT_EQ(parsed(kind, format_time(kind, time)), time) << format_time(kind, time);
        }
    }
}

TEST(TimeText, NonsenseSaysWhatIsExpected) {
    const auto fault = [](TimeKind kind, std::string_view text) {
        const auto time = parse_time_text(kind, text);
        EXPECT_FALSE(time) << text;
        return time ? std::string() : time.error().message;
    };
    using ::testing::HasSubstr;
    EXPECT_THAT(fault(TimeKind::Sequence, "12x"), HasSubstr("\"12x\" is not a whole number"));
    EXPECT_THAT(fault(TimeKind::Sequence, "1.5"), HasSubstr("whole number"));
    EXPECT_THAT(fault(TimeKind::Sequence, ""), HasSubstr("like 120"));
    EXPECT_THAT(fault(TimeKind::Sequence, "9223372036854775808"), HasSubstr("whole number"));
    EXPECT_THAT(fault(TimeKind::Duration, "12 parsecs"), HasSubstr("12.5 s"));
    EXPECT_THAT(fault(TimeKind::Duration, "1:99"), HasSubstr("12.5 s"));
    EXPECT_THAT(fault(TimeKind::Duration, "999999999999 h"), HasSubstr("out of reach"));
    EXPECT_THAT(fault(TimeKind::Timestamp, "2026-02-30"), HasSubstr("date"));
    EXPECT_THAT(fault(TimeKind::Timestamp, "2026-08-21 25:00"), HasSubstr("date"));
    EXPECT_THAT(fault(TimeKind::Timestamp, "10:00"), HasSubstr("date"));
}

TEST(TimeText, NamesOfFilesHaveNoColons) {
    EXPECT_EQ(time_for_file_name(TimeKind::Sequence, 20), "20");
    EXPECT_EQ(time_for_file_name(TimeKind::Duration, 12'500'000'000), "12.5s");
    EXPECT_EQ(time_for_file_name(TimeKind::Duration, 3'723 * kSecond), "1.02.03");
    EXPECT_EQ(time_for_file_name(TimeKind::Timestamp, 0), "1970-01-01 00.00.00");
}

}  // namespace
}  // namespace limn::ui
