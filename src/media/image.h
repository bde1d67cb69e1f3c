// SPDX-License-Identifier: MIT
/// Image: decoded pixels in memory, in one of the few layouts that the renderer takes.
///
/// Shapes    rows top first, tightly packed; channels interleaved.
/// Threads   immutable once made; shared as shared_ptr<const Image>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"

namespace limn::media {

enum class ImageKind : std::uint8_t {
    Color,     ///< Rgba8: sRGB, unmultiplied alpha.
    Value,     ///< One channel to be stretched between two values: U16 or F32 (U8 too).
    ClassIds,  ///< One class id per pixel: U8, U16, U32. A U32 image may name a value that is none.
};

enum class PixelType : std::uint8_t { Rgba8, U8, U16, U32, F32 };

[[nodiscard]] std::uint32_t pixel_bytes(PixelType type);

class Image {
  public:
    /// Corrupt if `bytes` is not exactly width · height pixels; an image has at least one pixel.
    /// `bytes` are viewed, `owner` keeps them alive. They must be aligned for the pixel type.
    /// `no_class`: U32 class ids only: pixels of this value have no class.
    /// `value_offset`: F32 values only: pixels hold what their values are above it.
    [[nodiscard]] static Result<std::shared_ptr<const Image>> create(
        ImageKind kind,
        PixelType type,
        std::uint32_t width,
        std::uint32_t height,
        std::span<const std::byte> bytes,
        std::shared_ptr<const void> owner,
        std::optional<std::uint32_t> no_class = std::nullopt,
        double value_offset = 0.0
    );

    [[nodiscard]] ImageKind kind() const { return kind_; }

    [[nodiscard]] PixelType pixel_type() const { return type_; }

    [[nodiscard]] std::uint32_t width() const { return width_; }

    [[nodiscard]] std::uint32_t height() const { return height_; }

    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

    /// One pixel as number: class id or value; the RGBA word of a color pixel. Inside the image only.
    [[nodiscard]] double value_at(std::uint32_t x, std::uint32_t y) const;

    /// Value of a pixel that holds 0: large values that differ little do not fit into floats themselves.
    [[nodiscard]] double value_offset() const { return value_offset_; }

    /// The value that stands for "no class"; nothing if every pixel has one.
    [[nodiscard]] std::optional<std::uint32_t> no_class() const { return no_class_; }

    /// Class id of a pixel (kind ClassIds), nothing where it has none. Inside the image only.
    [[nodiscard]] std::optional<std::uint32_t> class_at(std::uint32_t x, std::uint32_t y) const;

  private:
    Image() = default;

    ImageKind kind_ = ImageKind::Color;
    PixelType type_ = PixelType::Rgba8;
    std::uint32_t width_ = 0;
    std::uint32_t height_ = 0;
    std::span<const std::byte> bytes_;
    std::shared_ptr<const void> owner_;
    std::optional<std::uint32_t> no_class_;
    double value_offset_ = 0.0;
};

using ImagePtr = std::shared_ptr<const Image>;

}  // namespace limn::media
