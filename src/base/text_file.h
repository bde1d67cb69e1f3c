// SPDX-License-Identifier: MIT
/// Small text files: read whole, written so that the name never holds half a text.
///
/// What      Pipes are read to their end: `--styles <(make_palette)`.
/// Errors    Unreadable with path and the system's reason, TooLarge.
/// Threads   any.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/output_file.h"
#include "base/result.h"

namespace limn {

/// What people edit or programs keep as text is smaller than this.
inline constexpr std::uintmax_t kMaxTextFileBytes = 64U << 20U;

/// Nothing if there is no such file. A pipe through which nothing comes for `max_silence` is an error.
[[nodiscard]] Result<std::optional<std::string>> read_text_file(
    const std::filesystem::path& path,
    std::chrono::milliseconds max_silence = std::chrono::seconds(30)
);

/// Makes the folder where it is missing.
[[nodiscard]] Result<void> write_text_file(
    const std::filesystem::path& path,
    std::string_view text,
    const OutputOptions& options = {}
);

}  // namespace limn
