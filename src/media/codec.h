// SPDX-License-Identifier: MIT
/// Pictures in files' formats ⇄ pixels.
///
/// Errors    NotThisFormat, Corrupt, TooLarge (dimensions are checked before memory is taken).
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "base/output_file.h"
#include "base/result.h"
#include "media/image.h"

namespace limn::media {

/// "image/jpeg", "image/png", … by magic bytes; empty if unknown.
[[nodiscard]] std::string_view sniff_media_type(std::span<const std::byte> bytes);

/// Is it a file that `decode_image` takes, judged by its beginning? Else why not.
[[nodiscard]] Result<void> check_image(std::span<const std::byte> bytes);

/// Decodes JPEG, PNG (8 and 16 bit), BMP, GIF, TGA, PNM. 8-bit gives Color; 16-bit gray gives Value U16.
[[nodiscard]] Result<ImagePtr> decode_image(std::span<const std::byte> bytes);

/// Pixels as top-first RGBA rows → file bytes.
[[nodiscard]] Result<std::vector<std::byte>>
encode_png(std::span<const std::byte> rgba, std::uint32_t width, std::uint32_t height);
[[nodiscard]] Result<std::vector<std::byte>>
encode_jpeg(std::span<const std::byte> rgb, std::uint32_t width, std::uint32_t height, int quality);

/// Encodes, writes and commits.
[[nodiscard]] Result<void> write_png(
    OutputFile file,
    std::span<const std::byte> rgba,
    std::uint32_t width,
    std::uint32_t height
);
[[nodiscard]] Result<void> write_png(
    const std::filesystem::path& path,
    std::span<const std::byte> rgba,
    std::uint32_t width,
    std::uint32_t height
);

}  // namespace limn::media
