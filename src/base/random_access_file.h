// SPDX-License-Identifier: MIT
/// RandomAccessFile: a file that is read piece by piece, and may change meanwhile.
///
/// What      Nothing is mapped: a file that shrinks, or a disk that fails, is an error and not a signal.
/// Owns      the file descriptor.
/// Errors    NotFound, Unreadable; a folder or a device is Unreadable. A read beyond the end is
///           Unreadable and says so.
/// Threads   `read` and `size` from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace limn {

/// Where temporary files lie, for messages: "temporary file in /tmp (TMPDIR)".
[[nodiscard]] std::string temporary_file_place();

class RandomAccessFile {
  public:
    [[nodiscard]] static Result<std::shared_ptr<const RandomAccessFile>> open(
        const std::filesystem::path& path
    );

    /// An empty file without a name in the folder for temporary files; it goes with the object.
    [[nodiscard]] static Result<std::shared_ptr<const RandomAccessFile>> make_temporary();

    ~RandomAccessFile();
    RandomAccessFile(const RandomAccessFile&) = delete;
    RandomAccessFile& operator=(const RandomAccessFile&) = delete;

    /// Bytes in the file now.
    [[nodiscard]] Result<std::uint64_t> size() const;

    /// Only of a temporary file.
    [[nodiscard]] Result<void> append(std::uint64_t offset, std::span<const std::byte> bytes) const;

    /// Fills all of `out`.
    [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<std::byte> out) const;

  private:
    explicit RandomAccessFile(int descriptor)
        : descriptor_(descriptor) {}

    int descriptor_ = -1;
};

}  // namespace limn
