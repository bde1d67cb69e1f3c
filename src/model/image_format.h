// SPDX-License-Identifier: MIT
/// ImageFormat: how the bytes of a logged image are to be read.
///
/// Shapes    rows top first, tightly packed, channels interleaved, little-endian.
/// Source    docs/FORMATS.md, images.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace limn {

enum class ColorModel : std::uint8_t { L = 1, Rgb = 2, Rgba = 3, Bgr = 4, Bgra = 5 };

enum class ChannelType : std::uint8_t {
    U8 = 6,
    I8 = 7,
    U16 = 8,
    I16 = 9,
    U32 = 10,
    I32 = 11,
    U64 = 12,
    I64 = 13,
    F16 = 33,
    F32 = 34,
    F64 = 35,
};

/// Values as on the wire; `pixel_format` is non-zero for YUV-like formats.
struct ImageFormat {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint8_t pixel_format = 0;
    ColorModel color_model = ColorModel::L;
    ChannelType channel_type = ChannelType::U8;

    friend bool operator==(const ImageFormat&, const ImageFormat&) = default;
};

/// 1, 3 or 4; 0 for an unknown model.
[[nodiscard]] std::uint32_t channel_count(ColorModel model);

/// 0 for an unknown type.
[[nodiscard]] std::uint32_t channel_bytes(ChannelType type);

/// "640×480 RGB u8".
[[nodiscard]] std::string to_string(const ImageFormat& format);

/// "u8", "f32", …; "?" for an unknown type.
[[nodiscard]] std::string_view to_string(ChannelType type);

/// Bytes that a buffer of this format has; nothing on overflow or for unknown enums.
[[nodiscard]] std::optional<std::uint64_t> required_bytes(const ImageFormat& format);

}  // namespace limn
