// SPDX-License-Identifier: MIT
#include "base/mapped_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace limn {
namespace {

std::filesystem::path file_with(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(LIMN_TEST_OUTPUT);
    const auto path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

TEST(MappedFile, ShowsTheBytesOfTheFile) {
    const auto file = MappedFile::open(file_with("mapped", "content"));
    ASSERT_TRUE(file.has_value());
    ASSERT_EQ(file->bytes().size(), 7U);
    EXPECT_EQ(file->bytes()[6], std::byte{'t'});
}

TEST(MappedFile, AnEmptyFileHasNoBytes) {
    const auto file = MappedFile::open(file_with("empty", ""));
    ASSERT_TRUE(file.has_value());
    EXPECT_TRUE(file->bytes().empty());
}

TEST(MappedFile, MissingFilesAndFoldersAreToldApart) {
    EXPECT_EQ(MappedFile::open("/nowhere/at all").error().code, ErrorCode::NotFound);
    EXPECT_EQ(MappedFile::open(LIMN_TEST_DATA "/..").error().code, ErrorCode::Unreadable);
    EXPECT_EQ(MappedFile::open("/dev/null").error().code, ErrorCode::Unreadable);
}

TEST(MappedFile, MovingKeepsTheBytes) {
    auto file = MappedFile::open(file_with("moved", "abc"));
    ASSERT_TRUE(file.has_value());
    const MappedFile moved = std::move(*file);
    EXPECT_EQ(moved.bytes().size(), 3U);
}

}  // namespace
}  // namespace limn
