// SPDX-License-Identifier: MIT
#include "rrd/framing.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::message;
using test::stream_header;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Walk {
    std::vector<std::string> payloads;
    std::string talk;
    std::string error;
};

Walk walk(const std::string& bytes) {
    FrameWalker walker(Input(test::as_buffer(bytes)), "a.rrd");
    Diagnostics diagnostics;
    Walk result;
    while (true) {
        const auto frame = walker.next(diagnostics);
        if (!frame) {
            result.error = frame.error().message;
            break;
        }
        if (!*frame) {
            break;
        }
        result.payloads.push_back(test::as_string((*frame)->payload));
    }
    for (const Diagnostic& item : diagnostics.items()) {
        result.talk += item.place + ": " + item.message + "\n";
    }
    return result;
}

std::string footer() {
    return test::le64(28) + test::le64(0) + std::string(4, 'x') + "RRF2FOOT" +
           std::string("\x01\0\0\0", 4);
}

ErrorCode header_error(const std::string& bytes) {
    return parse_stream_header(std::as_bytes(std::span(bytes))).error().code;
}

TEST(StreamHeader, VersionsBefore023AreNamed) {
    for (const int minor : {2, 22}) {
        const std::string bytes = stream_header(minor);
        const auto version = parse_stream_header(std::as_bytes(std::span(bytes)));
        ASSERT_FALSE(version.has_value());
        EXPECT_EQ(version.error().code, ErrorCode::UnsupportedVersion);
        EXPECT_THAT(version.error().message, HasSubstr(fmt::format("0.{}.2", minor)));
    }
    const std::string blank = "RRF2" + std::string(4, '\0') + std::string("\0\2\0\0", 4);
    const auto version = parse_stream_header(std::as_bytes(std::span(blank)));
    EXPECT_THAT(version.error().message, HasSubstr("0.2.0"));
}

TEST(StreamHeader, OldFormatsAndMessagePackAreNamed) {
    EXPECT_EQ(header_error("RRF0 and more bytes"), ErrorCode::UnsupportedVersion);
    EXPECT_EQ(header_error("RRF1 and more bytes"), ErrorCode::UnsupportedVersion);
    EXPECT_EQ(header_error(stream_header(36, 1)), ErrorCode::UnsupportedVersion);
}

TEST(StreamHeader, NonsenseIsRefused) {
    EXPECT_EQ(header_error(""), ErrorCode::NotThisFormat);
    EXPECT_EQ(header_error("PNG"), ErrorCode::NotThisFormat);
    EXPECT_EQ(header_error("RRF2"), ErrorCode::Corrupt);
    EXPECT_EQ(header_error(stream_header(36, 3)), ErrorCode::Corrupt);
    EXPECT_EQ(header_error(stream_header(36, 2, 2)), ErrorCode::Corrupt);
    std::string reserved = stream_header();
    reserved[11] = 1;
    EXPECT_EQ(header_error(reserved), ErrorCode::Corrupt);
}

TEST(StreamHeader, FutureVersionsAreAccepted) {
    const std::string bytes = stream_header(200);
    EXPECT_TRUE(parse_stream_header(std::as_bytes(std::span(bytes))).has_value());
}

TEST(WriterVersion, TextTellsPrereleases) {
    EXPECT_EQ((WriterVersion{0, 36, 2, 0}.text()), "0.36.2");
    EXPECT_EQ((WriterVersion{0, 37, 0, 0x41}.text()), "0.37.0-rc.1");
    EXPECT_EQ((WriterVersion{0, 37, 0, 0x83}.text()), "0.37.0-alpha.3");
    EXPECT_EQ((WriterVersion{0, 37, 0, 0xC3}.text()), "0.37.0-alpha.3+dev");
}

TEST(Framing, NeedsNoEnd) {
    const Walk result = walk(stream_header() + message(1, "one") + message(2, "two"));
    EXPECT_THAT(result.payloads, ElementsAre("one", "two"));
    EXPECT_THAT(result.talk, IsEmpty());
}

TEST(Framing, AHeaderAloneIsAnEmptyStream) {
    const Walk result = walk(stream_header());
    EXPECT_THAT(result.payloads, IsEmpty());
    EXPECT_THAT(result.talk + result.error, IsEmpty());
}

TEST(Framing, EndIsFollowedByAFooterOrNothing) {
    const std::string start = stream_header() + message(1, "one");
    for (const std::string& end : {message(0, ""), message(0, "manifest") + footer()}) {
        const Walk result = walk(start + end);
        EXPECT_THAT(result.payloads, ElementsAre("one"));
        EXPECT_THAT(result.talk, IsEmpty());
    }
}

TEST(Framing, StreamsInARowAreOne) {
    const std::string a = stream_header() + message(1, "a");
    const std::string b = stream_header(24) + message(1, "b");
    for (const std::string& end : {std::string(), message(0, ""), message(0, "") + footer()}) {
        const Walk result = walk(a + end + b + end);
        EXPECT_THAT(result.payloads, ElementsAre("a", "b"));
        EXPECT_THAT(result.talk, IsEmpty());
    }
}

TEST(Framing, AnEmptyStreamMayFollow) {
    const Walk result = walk(stream_header() + message(1, "a") + stream_header());
    EXPECT_THAT(result.payloads, ElementsAre("a"));
    EXPECT_THAT(result.talk, IsEmpty());
}

TEST(Framing, EveryCutIsOneWarningThatNamesThePlace) {
    const std::string start = stream_header() + message(1, "one");
    const std::string whole = start + message(2, "payload of two");
    for (std::size_t size = start.size() + 1; size < whole.size(); ++size) {
        const Walk result = walk(whole.substr(0, size));
        EXPECT_THAT(result.payloads, ElementsAre("one"));
        EXPECT_THAT(result.talk, HasSubstr(fmt::format("a.rrd: byte {}", start.size()))) << size;
        EXPECT_THAT(result.talk, HasSubstr("message 2")) << size;
        EXPECT_EQ(std::ranges::count(result.talk, '\n'), 1) << size;
    }
}

TEST(Framing, AbsurdLengthsAreACut) {
    for (const std::uint64_t length : {~std::uint64_t{0}, std::uint64_t{1} << 62U}) {
        const Walk result =
            walk(stream_header() + message(1, "one") + test::le64(2) + test::le64(length) + "rest");
        EXPECT_THAT(result.payloads, ElementsAre("one"));
        EXPECT_THAT(result.talk, HasSubstr("cut off in message 2: 4 of"));
    }
}

TEST(Framing, AMessageOfAnUnknownKindIsSkippedIfSomethingKnownFollows) {
    const std::string start = stream_header() + message(1, "one");
    const std::string unknown = message(9, "from the future");
    for (const std::string& next :
         {message(1, "x"), message(0, ""), stream_header() + message(1, "x"), std::string()}) {
        const Walk result = walk(start + unknown + next);
        EXPECT_EQ(result.payloads.size(), next.find('x') == std::string::npos ? 1U : 2U);
        EXPECT_EQ(
            result.talk,
            fmt::format(
                "a.rrd: byte {}: message 2 skipped: 15 bytes of the unknown kind 9\n",
                start.size()
            )
        );
    }
}

TEST(Framing, AnUnknownKindBeforeNonsenseEndsTheWalk) {
    const std::string start = stream_header() + message(1, "one");
    for (const std::string& next :
         {std::string("short"), std::string(40, 'g'), test::le64(2) + test::le64(99) + "cut off"}) {
        const Walk result = walk(start + message(9, "?") + next);
        EXPECT_THAT(result.payloads, ElementsAre("one"));
        EXPECT_THAT(result.talk, HasSubstr("damaged after message 1"));
        EXPECT_THAT(result.talk, HasSubstr(fmt::format("byte {}:", start.size())));
    }
}

TEST(Framing, ABadLaterStreamKeepsTheFirst) {
    const Walk result =
        walk(stream_header() + message(1, "a") + stream_header(22) + message(1, "b"));
    EXPECT_THAT(result.payloads, ElementsAre("a"));
    EXPECT_THAT(result.talk, HasSubstr("0.22.2"));
    EXPECT_THAT(result.error, IsEmpty());
}

TEST(Framing, GarbageAfterEndIsOneWarning) {
    const std::string start = stream_header() + message(1, "a") + message(0, "");
    for (const std::size_t size : {1U, 31U, 32U, 100U}) {
        const Walk result = walk(start + std::string(size, 'g'));
        EXPECT_THAT(result.payloads, ElementsAre("a"));
        EXPECT_EQ(std::ranges::count(result.talk, '\n'), 1) << size;
    }
}

TEST(FrameWalker, AMessageBeyondAllSizesIsPassedOverUnread) {
    // The file has a hole there, so that it takes no room.
    constexpr std::uint64_t kSize = std::uint64_t{40} << 30U;
    const std::string start = stream_header() + message(1, "one");
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / "huge.rrd";
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << start << test::le64(2) << test::le64(kSize);
    std::filesystem::resize_file(path, start.size() + 16 + kSize);
    std::ofstream(path, std::ios::binary | std::ios::app)
        << message(2, "two") << test::le64(0) << test::le64(kSize);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) + kSize);
    FrameWalker walker(Input::of_file(RandomAccessFile::open(path).value()).value(), "a.rrd");
    Diagnostics diagnostics;

    EXPECT_EQ(test::as_string(walker.next(diagnostics).value()->payload), "one");
    EXPECT_EQ(test::as_string(walker.next(diagnostics).value()->payload), "two");
    EXPECT_FALSE(walker.next(diagnostics).value().has_value());
    std::filesystem::remove(path);

    ASSERT_EQ(diagnostics.items().size(), 1U);
    EXPECT_EQ(diagnostics.items()[0].place, fmt::format("a.rrd: byte {}", start.size()));
    EXPECT_EQ(
        diagnostics.items()[0].message,
        fmt::format("message 2 skipped: {} bytes are too many", kSize)
    );
}

TEST(FrameWalker, AFileThatShrinksWhileItIsReadIsADiagnostic) {
    // More than is read at once.
    std::string bytes = stream_header();
    for (int i = 0; i < 3000; ++i) {
        bytes += message(2, std::string(1000, 'x'));
    }
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / "shrinks.rrd";
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    FrameWalker walker(Input::of_file(RandomAccessFile::open(path).value()).value(), "a.rrd");
    Diagnostics diagnostics;
    ASSERT_TRUE(walker.next(diagnostics).value().has_value());
    std::filesystem::resize_file(path, 100);

    int num_frames = 1;
    while (walker.next(diagnostics).value()) {
        ++num_frames;
    }

    EXPECT_LT(num_frames, 3000);
    ASSERT_EQ(diagnostics.items().size(), 1U);
    EXPECT_EQ(diagnostics.items()[0].severity, Severity::Error);
    EXPECT_THAT(diagnostics.items()[0].message, HasSubstr("shorter"));
    EXPECT_THAT(diagnostics.items()[0].place, HasSubstr("a.rrd: byte"));
}

}  // namespace
}  // namespace limn::rrd
