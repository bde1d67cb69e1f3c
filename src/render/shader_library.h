// SPDX-License-Identifier: MIT
/// ShaderLibrary: shader files by name, with their includes expanded.
///
/// What      Serves the text that the build embedded. With LIMN_SHADER_DIR set, reads from that
///           folder and notices changes.
/// Errors    NotFound: no such file. Corrupt: includes that never end.
/// Threads   one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace limn::render {

/// One stage, ready for the compiler.
struct ShaderText {
    std::string text;
    std::vector<std::string> files;  ///< The n-th file's lines are numbered from n · 10000.
};

class ShaderLibrary {
  public:
    /// Reads LIMN_SHADER_DIR.
    ShaderLibrary();

    /// Always from this folder; empty: always embedded.
    explicit ShaderLibrary(std::filesystem::path folder);

    /// A file with `#version`, the defines and its includes (each file once).
    [[nodiscard]] Result<ShaderText>
    load(std::string_view name, const std::vector<std::string>& defines) const;

    /// Looks for changed files (at most twice a second) and counts up if there are any.
    void poll();

    [[nodiscard]] std::uint64_t generation() const { return generation_; }

  private:
    [[nodiscard]] Result<std::string> read(std::string_view name) const;
    [[nodiscard]] Result<void> expand(std::string_view name, int depth, ShaderText& out) const;
    [[nodiscard]] std::filesystem::file_time_type newest_change() const;

    std::filesystem::path folder_;
    std::filesystem::file_time_type last_change_{};
    std::chrono::steady_clock::time_point last_poll_{};
    std::uint64_t generation_ = 1;
};

/// Puts file names into a compiler's log: "0:10012(5): error" → "image/texel.glsl:12(5): error".
[[nodiscard]] std::string name_places(std::string_view log, const std::vector<std::string>& files);

}  // namespace limn::render
