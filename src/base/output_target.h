// SPDX-License-Identifier: MIT
/// What is at the place where an OutputFile is to be written, and how special files are opened.
///
/// Errors    Unreadable with the name that the user gave and the system's reason.
/// Threads   pure functions on the file system.
#pragma once

#include <signal.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace limn {

enum class OutputKind : std::uint8_t {
    Nothing,     ///< No such file yet.
    Regular,     ///< A regular file.
    Special,     ///< A device or a pipe.
    Descriptor,  ///< An open descriptor of this program, as /dev/stdout and /dev/fd/3 name it.
};

struct OutputTarget {
    OutputKind kind = OutputKind::Nothing;
    std::filesystem::path path;  ///< Symbolic links at its end are followed.
    int descriptor = -1;         ///< A duplicate; the caller closes it.
};

/// Folders and loops of links are errors.
[[nodiscard]] Result<OutputTarget> find_output_target(const std::filesystem::path& target);

/// Waits until a program reads a pipe, but no longer than `wait_for_reader`.
[[nodiscard]] Result<int> open_special_file(
    const std::filesystem::path& path,
    std::string_view name,
    std::chrono::milliseconds wait_for_reader
);

[[nodiscard]] Result<int> duplicate_for_writing(int descriptor, std::string_view name);

/// "name: reason", and where a link leads to.
[[nodiscard]] tl::unexpected<Error>
output_error(std::string_view name, const std::filesystem::path& path, int code);

/// While it lives, writing to a pipe without a reader is an error in this thread, not the end of the program.
class BrokenPipeAsError {
  public:
    BrokenPipeAsError();
    BrokenPipeAsError(const BrokenPipeAsError&) = delete;
    BrokenPipeAsError& operator=(const BrokenPipeAsError&) = delete;
    ~BrokenPipeAsError();

  private:
    sigset_t before_{};
    bool was_pending_ = false;
};

}  // namespace limn
