// SPDX-License-Identifier: MIT
/// Registry: the importers in the order in which they are asked.
///
/// What      A file goes to the surest importer; among equals to the first. One that finds out in `open` that
///           the file is not its own passes it on.
/// Errors    NotFound, Unreadable, NotThisFormat (nobody knows the file), and what the importer says.
/// Threads   const members from any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "importers/importer.h"
#include "model/message_source.h"

namespace limn::importers {

/// Stands for standard input where a file is named.
inline constexpr const char* kStandardInput = "-";

/// A pipe or a device: it can be read once, from front to back.
[[nodiscard]] bool is_stream(std::filesystem::file_status status);

/// The next message for those who read to the end: of a pipe it is waited for. Nothing at the end.
[[nodiscard]] Result<std::optional<LogMessage>> wait_for_next(MessageSource& source);

class Registry {
  public:
    /// Without importers.
    Registry() = default;

    /// With all that Limn has.
    [[nodiscard]] static Registry with_builtin();

    /// It is asked after those that are there already.
    void add(std::unique_ptr<Importer> importer);

    /// `kStandardInput` is a recording that comes by standard input. Pipes and devices are recordings, too.
    [[nodiscard]] Result<std::unique_ptr<MessageSource>>
    open(const std::filesystem::path& path, const OpenOptions& options = {}) const;

    [[nodiscard]] const std::vector<std::unique_ptr<Importer>>& importers() const {
        return importers_;
    }

  private:
    std::vector<std::unique_ptr<Importer>> importers_;
};

}  // namespace limn::importers
