// SPDX-License-Identifier: MIT
#include "base/atomic_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace limn {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class AtomicFiles : public testing::Test {
  protected:
    AtomicFiles() {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }

    ~AtomicFiles() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::ptrdiff_t num_files() const {
        return std::distance(std::filesystem::directory_iterator(folder_), {});
    }

    std::filesystem::path folder_ = std::filesystem::path(LIMN_TEST_OUTPUT) / "atomic_file";
    std::filesystem::path target_ = folder_ / "target";
};

void write(AtomicFile& file, std::string_view text) {
    ASSERT_TRUE(file.write(std::as_bytes(std::span(text.data(), text.size()))));
}

TEST_F(AtomicFiles, AppearWhenTheyAreWhole) {
    auto file = AtomicFile::create(target_);
    ASSERT_TRUE(file);
    write(*file, "one ");
    write(*file, "two");
    EXPECT_FALSE(std::filesystem::exists(target_));

    EXPECT_TRUE(file->commit());

    EXPECT_EQ(read(target_), "one two");
    EXPECT_EQ(num_files(), 1) << "nothing else is left";
}

TEST_F(AtomicFiles, LeaveWhatWasThereIfTheyAreNotFinished) {
    std::ofstream(target_) << "before";
    {
        auto file = AtomicFile::create(target_);
        ASSERT_TRUE(file);
        write(*file, "half");
        const AtomicFile moved = std::move(*file);
        EXPECT_EQ(num_files(), 2);
    }

    EXPECT_EQ(read(target_), "before");
    EXPECT_EQ(num_files(), 1);
}

TEST_F(AtomicFiles, SayWhyTheyCannotBeMade) {
    const auto in_nowhere = AtomicFile::create(folder_ / "no" / "folder");
    const auto on_a_folder = AtomicFile::create(folder_);

    ASSERT_FALSE(in_nowhere);
    EXPECT_NE(in_nowhere.error().message.find("No such file"), std::string::npos);
    ASSERT_FALSE(on_a_folder);
    EXPECT_NE(on_a_folder.error().message.find("directory"), std::string::npos);
}

}  // namespace
}  // namespace limn
