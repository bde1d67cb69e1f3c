// SPDX-License-Identifier: MIT
/// Small text files: read whole, written so that the name never holds half a text.
///
/// What      Pipes are read to their end: `--styles <(make_palette)`.
/// Errors    Unreadable with path and the system's reason, TooLarge.
/// Threads   any.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/output_file.h"
#include "base/result.h"

namespace limn {

/// What people edit or programs keep as text is smaller than this.
inline constexpr std::uintmax_t kMaxTextFileBytes = 64U << 20U;

/// A pipe through which nothing comes for so long is an error.
inline constexpr std::chrono::milliseconds kMaxPipeSilence{30'000};

/// A text that is read piece by piece.
class TextFileReader {
  public:
    /// Nothing if there is no such file.
    [[nodiscard]] static Result<std::optional<TextFileReader>> open(
        const std::filesystem::path& path,
        std::chrono::milliseconds max_silence = kMaxPipeSilence
    );

    TextFileReader(TextFileReader&& other) noexcept;
    TextFileReader& operator=(TextFileReader&& other) = delete;
    TextFileReader(const TextFileReader&) = delete;
    TextFileReader& operator=(const TextFileReader&) = delete;
    ~TextFileReader();

    /// How many bytes of `into` were filled: 0 at the end only.
    [[nodiscard]] Result<std::size_t> read(std::span<char> into);

  private:
    TextFileReader(
        int descriptor,
        std::filesystem::path path,
        std::chrono::milliseconds max_silence
    );

    int descriptor_ = -1;
    std::filesystem::path path_;
    std::chrono::milliseconds max_silence_;
};

/// Nothing if there is no such file.
[[nodiscard]] Result<std::optional<std::string>> read_text_file(
    const std::filesystem::path& path,
    std::chrono::milliseconds max_silence = kMaxPipeSilence
);

/// Makes the folder where it is missing.
[[nodiscard]] Result<void> write_text_file(
    const std::filesystem::path& path,
    std::string_view text,
    const OutputOptions& options = {}
);

}  // namespace limn
