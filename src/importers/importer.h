// SPDX-License-Identifier: MIT
/// Importer: how one kind of file becomes messages.
///
/// Errors    `open` gives NotThisFormat if the next importer should be asked.
/// Threads   const members from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"
#include "model/message_source.h"

namespace limn::importers {

/// How sure an importer is that a file is its own.
enum class Confidence {
    No,
    Maybe,    ///< By its name only.
    Certain,  ///< By its content.
};

struct OpenOptions {
    bool follow = false;  ///< The file is still being written: read on as it grows.
    bool heads = false;   ///< Large chunks may come as heads, their values unread.
};

/// Bytes that `sniff` is given, at most.
inline constexpr std::size_t kSniffBytes = 4096;

class Importer {
  public:
    Importer() = default;
    Importer(const Importer&) = delete;
    Importer& operator=(const Importer&) = delete;
    virtual ~Importer() = default;

    /// For people, e.g. "Rerun recording".
    [[nodiscard]] virtual std::string_view name() const = 0;

    [[nodiscard]] virtual Confidence
    sniff(const std::filesystem::path& path, std::span<const std::byte> first_bytes) const = 0;

    [[nodiscard]] virtual Result<std::unique_ptr<MessageSource>>
    open(const std::filesystem::path& path, const OpenOptions& options) const = 0;
};

}  // namespace limn::importers
