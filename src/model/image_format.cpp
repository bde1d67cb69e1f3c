// SPDX-License-Identifier: MIT
#include "model/image_format.h"

#include <fmt/format.h>

#include "base/checked_math.h"

namespace limn {

std::uint32_t channel_count(ColorModel model) {
    switch (model) {
        case ColorModel::L:
            return 1;
        case ColorModel::Rgb:
        case ColorModel::Bgr:
            return 3;
        case ColorModel::Rgba:
        case ColorModel::Bgra:
            return 4;
    }
    return 0;
}

std::uint32_t channel_bytes(ChannelType type) {
    switch (type) {
        case ChannelType::U8:
        case ChannelType::I8:
            return 1;
        case ChannelType::U16:
        case ChannelType::I16:
        case ChannelType::F16:
            return 2;
        case ChannelType::U32:
        case ChannelType::I32:
        case ChannelType::F32:
            return 4;
        case ChannelType::U64:
        case ChannelType::I64:
        case ChannelType::F64:
            return 8;
    }
    return 0;
}

std::string_view to_string(ChannelType type) {
    switch (type) {
        case ChannelType::U8:
            return "u8";
        case ChannelType::I8:
            return "i8";
        case ChannelType::U16:
            return "u16";
        case ChannelType::I16:
            return "i16";
        case ChannelType::U32:
            return "u32";
        case ChannelType::I32:
            return "i32";
        case ChannelType::U64:
            return "u64";
        case ChannelType::I64:
            return "i64";
        case ChannelType::F16:
            return "f16";
        case ChannelType::F32:
            return "f32";
        case ChannelType::F64:
            return "f64";
    }
    return "?";
}

std::string to_string(const ImageFormat& format) {
    const auto model = [&]() -> std::string_view {
        switch (format.color_model) {
            case ColorModel::L:
                return "L";
            case ColorModel::Rgb:
                return "RGB";
            case ColorModel::Rgba:
                return "RGBA";
            case ColorModel::Bgr:
                return "BGR";
            case ColorModel::Bgra:
                return "BGRA";
        }
        return "?";
    };
    if (format.pixel_format != 0) {
        return fmt::format(
            "{}×{} pixel format {}",
            format.width,
            format.height,
            format.pixel_format
        );
    }
    return fmt::format(
        "{}×{} {} {}",
        format.width,
        format.height,
        model(),
        to_string(format.channel_type)
    );
}

std::optional<std::uint64_t> required_bytes(const ImageFormat& format) {
    const std::uint64_t pixel =
        std::uint64_t{channel_count(format.color_model)} * channel_bytes(format.channel_type);
    if (format.pixel_format != 0 || pixel == 0) {
        return std::nullopt;
    }
    return checked_mul(std::uint64_t{format.width} * format.height, pixel);
}

}  // namespace limn
