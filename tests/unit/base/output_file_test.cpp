// SPDX-License-Identifier: MIT
#include "base/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace limn {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

unsigned mode_of(const fs::path& path) {
    struct stat info {};

    ::lstat(path.c_str(), &info);
    return info.st_mode & 07777U;
}

class OutputFiles : public testing::Test {
  protected:
    OutputFiles() {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }

    ~OutputFiles() override { fs::remove_all(folder_); }

    [[nodiscard]] std::ptrdiff_t num_files() const {
        return std::distance(fs::directory_iterator(folder_), {});
    }

    /// Writes and commits; gives what went wrong.
    static std::string
    save(const fs::path& target, std::string_view text, OutputOptions options = {}) {
        auto file = OutputFile::create(target, options);
        if (!file) {
            return file.error().message;
        }
        auto result = file->write(text);
        if (result) {
            result = file->commit();
        }
        return result ? "" : result.error().message;
    }

    fs::path folder_ = fs::path(LIMN_TEST_OUTPUT) / "output_file";
    fs::path target_ = folder_ / "target";
};

TEST_F(OutputFiles, AppearWhenTheyAreWhole) {
    auto file = OutputFile::create(target_);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("one "));
    ASSERT_TRUE(file->write("two"));
    ASSERT_TRUE(file->flush());
    EXPECT_FALSE(fs::exists(target_));

    EXPECT_TRUE(file->commit());

    EXPECT_EQ(read(target_), "one two");
    EXPECT_EQ(num_files(), 1) << "nothing else is in the folder";
}

TEST_F(OutputFiles, LeaveWhatWasThereIfTheyAreNotFinished) {
    std::ofstream(target_) << "before";
    {
        auto file = OutputFile::create(target_);
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write("half"));
        const OutputFile moved = std::move(*file);
    }

    EXPECT_EQ(read(target_), "before");
    EXPECT_EQ(num_files(), 1);
}

TEST_F(OutputFiles, KeepLargeAndSmallWritesInOrder) {
    const std::string large(200'000, 'L');
    auto file = OutputFile::create(target_);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("a"));
    ASSERT_TRUE(file->write(large));
    ASSERT_TRUE(file->write("b"));

    ASSERT_TRUE(file->commit());

    EXPECT_EQ(read(target_), "a" + large + "b");
}

TEST_F(OutputFiles, SayWhyTheyCannotBeMade) {
    const std::string in_nowhere = save(folder_ / "no" / "folder", "x");
    const std::string on_a_folder = save(folder_, "x");

    EXPECT_NE(in_nowhere.find("No such file"), std::string::npos) << in_nowhere;
    EXPECT_NE(on_a_folder.find("directory"), std::string::npos) << on_a_folder;
}

TEST_F(OutputFiles, KeepTheModeOfAnExistingFile) {
    for (const mode_t mode : {0600U, 0644U, 0751U}) {
        std::ofstream(target_) << "before";
        ::chmod(target_.c_str(), mode);

        EXPECT_EQ(save(target_, "after"), "");

        EXPECT_EQ(mode_of(target_), mode);
        EXPECT_EQ(read(target_), "after");
    }
}

TEST_F(OutputFiles, KeepTheOwnerWhereTheSystemAllowsIt) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only the administrator can give files away";
    }
    std::ofstream(target_) << "before";
    ASSERT_EQ(::chown(target_.c_str(), 1234, 4321), 0);

    EXPECT_EQ(save(target_, "after"), "");

    struct stat info {};

    ASSERT_EQ(::stat(target_.c_str(), &info), 0);
    EXPECT_EQ(info.st_uid, 1234U);
    EXPECT_EQ(info.st_gid, 4321U);
}

TEST_F(OutputFiles, GetTheModeThatTheUserWantsForNewFiles) {
    const mode_t before = ::umask(027);
    EXPECT_EQ(save(target_, "x"), "");
    ::umask(before);

    EXPECT_EQ(mode_of(target_), 0640U);
}

TEST_F(OutputFiles, GoThroughLinksAndLeaveThem) {
    fs::create_directory(folder_ / "dot");
    std::ofstream(folder_ / "dot" / "real") << "before";
    fs::create_symlink("dot/real", folder_ / "middle");
    fs::create_symlink("middle", target_);

    EXPECT_EQ(save(target_, "after"), "");

    EXPECT_TRUE(fs::is_symlink(target_));
    EXPECT_TRUE(fs::is_symlink(folder_ / "middle"));
    EXPECT_EQ(read(folder_ / "dot" / "real"), "after");
}

TEST_F(OutputFiles, MakeTheFileThatALinkLeadsTo) {
    fs::create_symlink("later", target_);

    EXPECT_EQ(save(target_, "x"), "");

    EXPECT_TRUE(fs::is_symlink(target_));
    EXPECT_EQ(read(folder_ / "later"), "x");
}

TEST_F(OutputFiles, NameWhereALinkLeadsToIfItIsNowhere) {
    fs::create_symlink("no/such/file", target_);

    const std::string fault = save(target_, "x");

    EXPECT_NE(fault.find(target_.string()), std::string::npos) << fault;
    EXPECT_NE(fault.find("no/such/file"), std::string::npos) << fault;
}

TEST_F(OutputFiles, RefuseALoopOfLinks) {
    fs::create_symlink("target", target_);

    EXPECT_NE(save(target_, "x").find("levels of symbolic links"), std::string::npos);
}

TEST_F(OutputFiles, KeepHardLinksTogether) {
    std::ofstream(folder_ / "other") << "a longer text than the new one";
    fs::create_hard_link(folder_ / "other", target_);

    EXPECT_EQ(save(target_, "after"), "");

    EXPECT_EQ(fs::hard_link_count(target_), 2U);
    EXPECT_EQ(read(folder_ / "other"), "after");
    EXPECT_EQ(num_files(), 2);
}

TEST_F(OutputFiles, AreWrittenInPlaceWhereTheFolderCannotBe) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "the administrator can write every folder";
    }
    std::ofstream(target_) << "before";
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);

    const std::string fault = save(target_, "after");

    fs::permissions(folder_, fs::perms::owner_all);
    EXPECT_EQ(fault, "");
    EXPECT_EQ(read(target_), "after");
}

TEST_F(OutputFiles, DoNotOverwriteWhatIsReadOnly) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "nothing is read-only for the administrator";
    }
    std::ofstream(target_) << "before";
    ::chmod(target_.c_str(), 0444);

    EXPECT_NE(save(target_, "after"), "");

    EXPECT_EQ(read(target_), "before");
}

TEST_F(OutputFiles, KeepOwnerAndModeWhereOnlyTheyMayBeWritten) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "needs root: only root can create a file of another owner";
    }
    fs::permissions(folder_, fs::perms::all);
    std::ofstream(target_) << "before";
    fs::permissions(target_, static_cast<fs::perms>(0666));
    ASSERT_EQ(::chown(target_.c_str(), 1001, 1002), 0);

    // Another user, who may write the file but cannot give one away.
    ASSERT_EQ(::setegid(1003), 0);
    ASSERT_EQ(::seteuid(1003), 0);
    const std::string fault = save(target_, "new");
    ASSERT_EQ(::seteuid(0), 0);
    ASSERT_EQ(::setegid(0), 0);

    EXPECT_EQ(fault, "");
    EXPECT_EQ(read(target_), "new");
    EXPECT_EQ(mode_of(target_), 0666U);

    struct stat info {};

    ASSERT_EQ(::stat(target_.c_str(), &info), 0);
    EXPECT_EQ(info.st_uid, 1001U);
    EXPECT_EQ(info.st_gid, 1002U);
    EXPECT_EQ(num_files(), 1);
}

TEST_F(OutputFiles, KeepExtendedAttributes) {
    std::ofstream(target_) << "before";
    if (::setxattr(target_.c_str(), "user.limn", "x", 1, 0) != 0) {
        GTEST_SKIP() << "the file system of the temporary folder has no extended attributes";
    }

    EXPECT_EQ(save(target_, "new"), "");

    EXPECT_EQ(read(target_), "new");
    EXPECT_EQ(::getxattr(target_.c_str(), "user.limn", nullptr, 0), 1);
}

TEST_F(OutputFiles, MayHaveTheLongestNameThereIs) {
    for (const std::size_t size : {248U, 255U}) {
        const fs::path longest = folder_ / std::string(size, 'x');

        EXPECT_EQ(save(longest, "new"), "");
        EXPECT_EQ(save(longest, "newer"), "");

        EXPECT_EQ(read(longest), "newer");
    }
}

TEST_F(OutputFiles, WriteIntoADeviceAndLeaveIt) {
    const auto null = ::makedev(1, 3);
    if (::mknod(target_.c_str(), S_IFCHR | 0666, null) != 0) {
        GTEST_SKIP() << "devices cannot be made here";
    }
    const std::string fault = save(target_, "x");
    if (fault.find("Permission") != std::string::npos) {
        GTEST_SKIP() << "devices cannot be opened here";
    }

    EXPECT_EQ(fault, "");

    EXPECT_TRUE(fs::is_character_file(target_));
    EXPECT_EQ(num_files(), 1);
}

TEST_F(OutputFiles, ReportAFullDevice) {
    const auto full = ::makedev(1, 7);
    if (::mknod(target_.c_str(), S_IFCHR | 0666, full) != 0) {
        GTEST_SKIP() << "devices cannot be made here";
    }
    const std::string fault = save(target_, "x");
    if (fault.find("Permission") != std::string::npos) {
        GTEST_SKIP() << "devices cannot be opened here";
    }

    EXPECT_NE(fault.find("No space left"), std::string::npos) << fault;

    EXPECT_TRUE(fs::is_character_file(target_));
}

TEST_F(OutputFiles, WriteIntoAPipe) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    std::string received;
    std::jthread reader([&] { received = read(target_); });

    const std::string fault = save(target_, "through the pipe");
    reader.join();

    EXPECT_EQ(fault, "");
    EXPECT_EQ(received, "through the pipe");
    EXPECT_TRUE(fs::is_fifo(target_));
}

TEST_F(OutputFiles, DoNotWaitForEverForAReader) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    OutputOptions options;
    options.wait_for_reader = std::chrono::milliseconds(0);

    const std::string fault = save(target_, "x", options);

    EXPECT_NE(fault.find("no program reads"), std::string::npos) << fault;
    EXPECT_TRUE(fs::is_fifo(target_));
}

TEST_F(OutputFiles, SurviveAReaderThatGoesAway) {
    ASSERT_EQ(::mkfifo(target_.c_str(), 0600), 0);
    const int reader = ::open(target_.c_str(), O_RDONLY | O_NONBLOCK);
    auto file = OutputFile::create(target_);
    ASSERT_TRUE(file);
    ::close(reader);

    auto result = file->write("x");
    ASSERT_TRUE(result);
    result = file->commit();

    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("Broken pipe"), std::string::npos);
    sigset_t pending{};
    ASSERT_EQ(::sigpending(&pending), 0);
    EXPECT_EQ(::sigismember(&pending, SIGPIPE), 0) << "the signal is taken, not postponed";
}

TEST_F(OutputFiles, WriteToOpenDescriptorsWhereTheyStand) {
    const int descriptor = ::open(target_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ASSERT_EQ(::write(descriptor, "first ", 6), 6);
    const std::string name = "/dev/fd/" + std::to_string(descriptor);

    EXPECT_EQ(save(name, "second"), "");

    ::close(descriptor);
    EXPECT_EQ(read(target_), "first second");
}

TEST_F(OutputFiles, RefuseDescriptorsThatAreOnlyRead) {
    std::ofstream(target_) << "before";
    const int descriptor = ::open(target_.c_str(), O_RDONLY);

    const std::string fault = save("/dev/fd/" + std::to_string(descriptor), "x");

    ::close(descriptor);
    EXPECT_NE(fault, "");
    EXPECT_EQ(read(target_), "before");
}

TEST_F(OutputFiles, ThatGrowCanBeReadAfterEachFlush) {
    std::ofstream(target_) << "a longer text than the new one";
    ::chmod(target_.c_str(), 0600);
    auto file = OutputFile::create_growing(target_);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("one"));
    ASSERT_TRUE(file->flush());
    EXPECT_EQ(read(target_), "one");
    ASSERT_TRUE(file->write(" two"));

    ASSERT_TRUE(file->commit());

    EXPECT_EQ(read(target_), "one two");
    EXPECT_EQ(mode_of(target_), 0600U);
}

}  // namespace
}  // namespace limn
