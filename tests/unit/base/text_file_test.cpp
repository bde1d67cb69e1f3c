// SPDX-License-Identifier: MIT
#include "base/text_file.h"

#include <gtest/gtest.h>

#include <array>

namespace limn {
namespace {

class TextFileTest : public ::testing::Test {
  protected:
    TextFileTest() { std::filesystem::remove_all(folder); }

    std::filesystem::path folder = std::filesystem::path(LIMN_TEST_OUTPUT) / "text_file";
};

TEST_F(TextFileTest, IsReadAsItWasWritten) {
    const std::filesystem::path path = folder / "deep" / "a.txt";

    ASSERT_TRUE(write_text_file(path, "one\ntwo\r\n").has_value());

    EXPECT_EQ(read_text_file(path).value(), "one\ntwo\r\n");
}

TEST_F(TextFileTest, LeavesNoOtherFileBehind) {
    ASSERT_TRUE(write_text_file(folder / "a.txt", "old").has_value());
    ASSERT_TRUE(write_text_file(folder / "a.txt", "new").has_value());

    const auto files = std::filesystem::directory_iterator(folder);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
    EXPECT_EQ(read_text_file(folder / "a.txt").value(), "new");
}

TEST_F(TextFileTest, ThatIsMissingIsNothing) {
    EXPECT_EQ(read_text_file(folder / "none.txt").value(), std::nullopt);
}

TEST_F(TextFileTest, IsReadPieceByPiece) {
    ASSERT_TRUE(write_text_file(folder / "a.txt", "abcde").has_value());
    auto reader = TextFileReader::open(folder / "a.txt");
    ASSERT_TRUE(reader.has_value() && reader->has_value());
    std::array<char, 3> piece{};

    EXPECT_EQ((*reader)->read(piece).value(), 3U);
    EXPECT_EQ((*reader)->read(piece).value(), 2U);
    EXPECT_EQ((*reader)->read(piece).value(), 0U);
}

TEST_F(TextFileTest, NamesThePathThatCannotBeWritten) {
    const auto written = write_text_file("/proc/limn/a.txt", "x");

    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, ErrorCode::Unreadable);
    EXPECT_NE(written.error().message.find("/proc/limn"), std::string::npos);
}

}  // namespace
}  // namespace limn
