// SPDX-License-Identifier: MIT
/// AtomicFile: a file that appears under its name only when it is whole.
///
/// What      Bytes go to a file beside the target; `commit` brings them to the disk and renames it. Without
///           `commit` (an error, the program ends) the target stays what it was.
/// Errors    Unreadable with path and the system's reason, a full disk among them.
/// Threads   one owner.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "base/result.h"

namespace limn {

class AtomicFile {
  public:
    [[nodiscard]] static Result<AtomicFile> create(std::filesystem::path target);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);

    /// Nothing can be written afterwards.
    [[nodiscard]] Result<void> commit();

  private:
    AtomicFile(std::filesystem::path target, std::filesystem::path part, int descriptor);

    [[nodiscard]] tl::unexpected<Error> error(int code) const;
    void discard() noexcept;

    std::filesystem::path target_;
    std::filesystem::path
        part_;  ///< Where the bytes are until then; removed if it comes to nothing.
    int descriptor_ = -1;
};

}  // namespace limn
