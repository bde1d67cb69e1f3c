// SPDX-License-Identifier: MIT
#include "base/random_access_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>
#include <thread>

#include "base/spooled_pipe.h"

namespace limn {
namespace {

std::filesystem::path file_with(const std::string& name, const std::string& content) {
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

Result<std::string> read(const RandomAccessFile& file, std::uint64_t offset, std::size_t size) {
    std::string text(size, '?');
    LIMN_TRY_VOID(file.read(offset, std::as_writable_bytes(std::span(text))));
    return text;
}

TEST(RandomAccessFile, ReadsAtAnyPlace) {
    const auto file = RandomAccessFile::open(file_with("random", "0123456789"));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ((*file)->size(), 10U);
    EXPECT_EQ(read(**file, 7, 3), "789");
    EXPECT_EQ(read(**file, 0, 2), "01");
    EXPECT_EQ(read(**file, 10, 0), "");
}

TEST(RandomAccessFile, MissingFilesFoldersAndDevicesAreToldApart) {
    EXPECT_EQ(RandomAccessFile::open("/nowhere/at all").error().code, ErrorCode::NotFound);
    EXPECT_EQ(RandomAccessFile::open(LIMN_TEST_DATA "/..").error().code, ErrorCode::Unreadable);
    EXPECT_EQ(RandomAccessFile::open("/dev/null").error().code, ErrorCode::Unreadable);
}

TEST(RandomAccessFile, AFileThatShrinksIsAnErrorAndNotASignal) {
    const auto path = file_with("shrinking", std::string(100'000, 'a'));
    const auto file = RandomAccessFile::open(path);
    ASSERT_TRUE(file.has_value());
    std::filesystem::resize_file(path, 10);

    const auto text = read(**file, 50'000, 10);

    ASSERT_FALSE(text.has_value());
    EXPECT_NE(text.error().message.find("shorter"), std::string::npos) << text.error().message;
    EXPECT_EQ(read(**file, 0, 10), std::string(10, 'a'));
}

TEST(RandomAccessFile, AReplacedFileIsStillTheOldOne) {
    const auto path = file_with("replaced", "old");
    const auto file = RandomAccessFile::open(path);
    ASSERT_TRUE(file.has_value());
    std::filesystem::rename(file_with("replacement", "new"), path);
    EXPECT_EQ(read(**file, 0, 3), "old");
}

class Pipe {
  public:
    Pipe() { EXPECT_EQ(::pipe2(ends_.data(), O_CLOEXEC), 0); }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    ~Pipe() {
        close_in();
        ::close(ends_[0]);
    }

    [[nodiscard]] int out() const { return ends_[0]; }

    void write(const std::string& text) const {
        EXPECT_EQ(::write(ends_[1], text.data(), text.size()), static_cast<::ssize_t>(text.size()));
    }

    void close_in() {
        if (ends_[1] >= 0) {
            ::close(ends_[1]);
            ends_[1] = -1;
        }
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

TEST(SpooledPipe, KeepsWhatCameInOrder) {
    Pipe pipe;
    auto spool = SpooledPipe::start(pipe.out());
    ASSERT_TRUE(spool.has_value());
    std::string all;
    for (int i = 0; i < 100; ++i) {
        const std::string piece(1000, static_cast<char>('a' + i % 26));
        pipe.write(piece);
        all += piece;
    }
    pipe.close_in();
    while (!(*spool)->is_complete()) {
        std::this_thread::yield();
    }
    EXPECT_FALSE((*spool)->error().has_value());
    EXPECT_EQ(read(*(*spool)->file(), 0, all.size()), all);
    EXPECT_EQ((*spool)->file()->size(), all.size());
}

TEST(SpooledPipe, EndsWhileThePipeIsSilent) {
    const Pipe pipe;
    auto spool = SpooledPipe::start(pipe.out());
    ASSERT_TRUE(spool.has_value());
    EXPECT_FALSE((*spool)->is_complete());
    spool->reset();  // Would hang if the thread waited for the pipe.
}

TEST(SpooledPipe, WhatCannotBeReadIsAnError) {
    auto spool = SpooledPipe::start(9999);
    ASSERT_TRUE(spool.has_value());
    while (!(*spool)->is_complete()) {
        std::this_thread::yield();
    }
    EXPECT_TRUE((*spool)->error().has_value());
}

}  // namespace
}  // namespace limn
