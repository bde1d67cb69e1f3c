// SPDX-License-Identifier: MIT
/// Logged pixel buffers → pictures that the renderer takes.
///
/// What      One channel becomes a value image (u8, u16, f32; all else is converted to f32, above an
///           offset where floats are too coarse for the values); several channels become RGBA8, values
///           beyond bytes stretched to their range.
/// Shapes    rows top first, tightly packed, channels interleaved, little-endian.
/// Errors    Corrupt for a buffer that is too short and for formats that are no format.
/// Threads   pure.
/// Source    docs/FORMATS.md, images.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "media/image.h"
#include "media/stats.h"
#include "model/image_format.h"
#include "store/component_view.h"

namespace limn::scene {

/// Would `to_picture` take a buffer of this size? Else why not.
[[nodiscard]] Result<void> check_picture(const ImageFormat& format, std::uint64_t buffer_size);

/// Converts; pixels that fit are viewed in place. A longer buffer is taken as far as needed.
[[nodiscard]] Result<media::ImagePtr>
to_picture(const ImageFormat& format, const store::Blob& buffer);

/// What is shown black and white where nothing is logged: 0…1 if all values are in it, else 0…255 if
/// they are in that, else the values' own range.
[[nodiscard]] media::ValueRange default_range(const media::Image& image);

/// Width and height from the first bytes of a JPEG or PNG file; {0, 0} if they are not there.
struct PictureSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;

    friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

[[nodiscard]] PictureSize encoded_size(std::span<const std::byte> file);

}  // namespace limn::scene
