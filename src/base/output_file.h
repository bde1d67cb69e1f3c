// SPDX-License-Identifier: MIT
/// OutputFile: the only way in which Limn writes a file.
///
/// What      What the user has at the target stays as it is, except for its bytes:
///           - A regular file appears when it is whole: bytes go to a file without a name in the same folder, `commit` puts it
///             in the place of the target. Without `commit` (an error, the program is killed) the target stays what it was,
///             and nothing else remains. Mode, owner and group of an existing file stay.
///           - A symbolic link stays; the file behind it is written.
///           - A file that cannot be exchanged without damage (it has several hard links, it is mounted by itself, its
///             folder cannot be written, its owner or group cannot be given to another file, it has an access list or other
///             extended attributes) gets the bytes in place, at `commit`.
///           - Devices, pipes and open descriptors (/dev/stdout, /dev/fd/3, `>(…)`) get the bytes as they come.
///           - A file without write permission is not overwritten.
/// Errors    Unreadable with path and the system's reason, a full disk among them; InvalidArgument for a terminal that
///           would get binary data. A reader that has gone is an error, not a signal.
/// Threads   one owner.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace limn {

struct OutputOptions {
    /// `commit` returns after the bytes are on the disk. Off for what can be made again at any moment.
    bool sync = true;

    /// How long to wait for a program that reads a named pipe. 0: not at all, for threads that must not wait.
    std::chrono::milliseconds wait_for_reader{5000};
};

/// For threads that must not wait.
inline constexpr OutputOptions kDoNotWait{true, std::chrono::milliseconds(0)};

class OutputFile {
  public:
    /// Stands for standard output on a command line.
    static constexpr std::string_view kStandardOutput = "-";

    [[nodiscard]] static Result<OutputFile>
    create(std::filesystem::path target, const OutputOptions& options = {});

    /// For recordings that are read while they are written: bytes are in the file after `flush`.
    [[nodiscard]] static Result<OutputFile>
    create_growing(std::filesystem::path target, const OutputOptions& options = {});

    [[nodiscard]] static Result<OutputFile> standard_output();

    /// `-o FILE` of a command: `-` is standard output.
    [[nodiscard]] static Result<OutputFile> of_argument(const std::string& argument);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// Small writes are collected.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> write(std::string_view text);

    /// Hands what was written to the system.
    [[nodiscard]] Result<void> flush();

    /// Nothing can be written afterwards.
    [[nodiscard]] Result<void> commit();

    /// Renames the file that `path` is or leads to, to its name and `suffix` (".damaged", ".damaged-2" …), and gives the new name.
    [[nodiscard]] static Result<std::filesystem::path>
    put_aside(const std::filesystem::path& path, const std::string& suffix);

  private:
    /// How the bytes come to the target.
    enum class Way {
        Direct,   ///< They are written to it.
        Replace,  ///< The file with the bytes takes its place.
        InPlace,  ///< The file with the bytes is copied over it.
    };

    OutputFile() = default;

    [[nodiscard]] Result<void> open_special(const std::filesystem::path& path);
    [[nodiscard]] Result<void> open_regular(bool exists);
    [[nodiscard]] Result<void> open_part(unsigned mode);
    [[nodiscard]] Result<void> write_all(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> put_in_place();
    [[nodiscard]] Result<void> copy_over();
    [[nodiscard]] Result<void> close();
    [[nodiscard]] tl::unexpected<Error> error(int code) const;
    [[nodiscard]] tl::unexpected<Error> spool_error(int code) const;
    void discard() noexcept;

    std::string name_;              ///< As the user gave it, for messages.
    std::filesystem::path target_;  ///< Without symbolic links at its end.
    std::filesystem::path part_;    ///< The file with the bytes; empty while it has no name.
    std::filesystem::path spool_;   ///< The folder for temporary files, if the bytes lie there.
    OutputOptions options_;
    Way way_ = Way::Direct;
    bool target_exists_ = false;
    int descriptor_ = -1;
    std::vector<std::byte> waiting_;  ///< Not yet handed to the system.
};

}  // namespace limn
