// SPDX-License-Identifier: MIT
/// A whole file, mapped read-only into memory.
///
/// Owns      the mapping; move-only. `bytes()` stays valid while the object lives.
/// Errors    NotFound, Unreadable; a folder or a device is Unreadable.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

#include "base/result.h"

namespace limn {

class MappedFile {
  public:
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    [[nodiscard]] std::span<const std::byte> bytes() const { return {data_, size_}; }

  private:
    MappedFile(const std::byte* data, std::size_t size)
        : data_(data)
        , size_(size) {}

    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace limn
