// SPDX-License-Identifier: MIT
#include "scene/image_pixels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <glm/gtc/packing.hpp>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace limn::scene {
namespace {

using media::Image;
using media::ImageKind;
using media::ImagePtr;
using media::PixelType;

constexpr std::uint8_t kFullRangeLuma = 30;
constexpr std::uint8_t kLimitedRangeLuma = 41;

Result<ImagePtr> own(
    ImageKind kind,
    PixelType type,
    const ImageFormat& format,
    std::vector<std::byte> pixels,
    double value_offset = 0.0
) {
    auto owner = std::make_shared<const std::vector<std::byte>>(std::move(pixels));
    const std::span<const std::byte> bytes(*owner);
    return Image::create(
        kind,
        type,
        format.width,
        format.height,
        bytes,
        std::move(owner),
        std::nullopt,
        value_offset
    );
}

/// The bytes in place, or a copy if they are not aligned.
Result<ImagePtr> view_or_copy(
    ImageKind kind,
    PixelType type,
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    const std::shared_ptr<const void>& owner
) {
    auto image = Image::create(kind, type, format.width, format.height, bytes, owner);
    if (image) {
        return image;
    }
    return own(kind, type, format, {bytes.begin(), bytes.end()});
}

double read_channel(const std::byte* at, ChannelType type) {
    const auto read = [at]<typename T>(T value) {
        std::memcpy(&value, at, sizeof(T));
        return value;
    };
    switch (type) {
        case ChannelType::U8:
            return read(std::uint8_t{});
        case ChannelType::I8:
            return read(std::int8_t{});
        case ChannelType::U16:
            return read(std::uint16_t{});
        case ChannelType::I16:
            return read(std::int16_t{});
        case ChannelType::U32:
            return read(std::uint32_t{});
        case ChannelType::I32:
            return read(std::int32_t{});
        case ChannelType::U64:
            return static_cast<double>(read(std::uint64_t{}));
        case ChannelType::I64:
            return static_cast<double>(read(std::int64_t{}));
        case ChannelType::F16:
            return glm::unpackHalf1x16(read(std::uint16_t{}));
        case ChannelType::F32:
            return read(float{});
        case ChannelType::F64:
            return read(double{});
    }
    return 0.0;
}

/// Lowest and highest finite value of some channels.
struct Extremes {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
};

/// The lowest value where floats would tell apart fewer than 4096 steps of the range, else 0.
double offset_of(const Extremes& values) {
    constexpr double kSteps = 4096.0;
    constexpr double kFloatSteps = 16'777'216.0;  ///< Below a power of two.
    const double largest = std::max(std::abs(values.low), std::abs(values.high));
    const bool is_fine = (values.high - values.low) * kFloatSteps >= largest * kSteps;
    return values.low <= values.high && !is_fine ? values.low : 0.0;
}

/// Numbers of any type as floats above an offset.
Result<ImagePtr> as_floats(const ImageFormat& format, std::span<const std::byte> bytes) {
    const std::size_t width = channel_bytes(format.channel_type);
    const std::size_t count = bytes.size() / width;
    const auto value_at = [&](std::size_t i) {
        return read_channel(bytes.data() + i * width, format.channel_type);
    };
    Extremes values;
    for (std::size_t i = 0; i < count; ++i) {
        values.add(value_at(i));
    }
    const double offset = offset_of(values);
    std::vector<std::byte> pixels(count * sizeof(float));
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<float>(value_at(i) - offset);
        std::memcpy(pixels.data() + i * sizeof(float), &value, sizeof(float));
    }
    return own(ImageKind::Value, PixelType::F32, format, std::move(pixels), offset);
}

Result<ImagePtr> one_channel(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    const std::shared_ptr<const void>& owner
) {
    switch (format.channel_type) {
        case ChannelType::U8:
            return view_or_copy(ImageKind::Value, PixelType::U8, format, bytes, owner);
        case ChannelType::U16:
            return view_or_copy(ImageKind::Value, PixelType::U16, format, bytes, owner);
        case ChannelType::F32:
            return view_or_copy(ImageKind::Value, PixelType::F32, format, bytes, owner);
        default:
            break;
    }
    return as_floats(format, bytes);
}

/// Where red, green, blue and alpha stand among the channels; 255: nowhere.
std::array<std::uint8_t, 4> channel_order(ColorModel model) {
    switch (model) {
        case ColorModel::Rgb:
            return {0, 1, 2, 255};
        case ColorModel::Bgr:
            return {2, 1, 0, 255};
        case ColorModel::Bgra:
            return {2, 1, 0, 3};
        case ColorModel::Rgba:
        case ColorModel::L:
            break;
    }
    return {0, 1, 2, 3};
}

Result<ImagePtr> byte_channels(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    const std::shared_ptr<const void>& owner
) {
    if (format.color_model == ColorModel::Rgba) {
        return view_or_copy(ImageKind::Color, PixelType::Rgba8, format, bytes, owner);
    }
    const auto order = channel_order(format.color_model);
    const std::size_t channels = channel_count(format.color_model);
    const std::size_t count = bytes.size() / channels;
    std::vector<std::byte> pixels(count * 4);
    const std::byte* from = bytes.data();
    std::byte* to = pixels.data();
    for (std::size_t i = 0; i < count; ++i) {
        to[0] = from[order[0]];
        to[1] = from[order[1]];
        to[2] = from[order[2]];
        to[3] = order[3] == 255 ? std::byte{255} : from[order[3]];
        from += channels;
        to += 4;
    }
    return own(ImageKind::Color, PixelType::Rgba8, format, std::move(pixels));
}

media::ValueRange rule_of_range(double low, double high) {
    if (!(low <= high)) {
        return {0.0, 1.0};
    }
    if (low >= 0.0 && high <= 1.0) {
        return {0.0, 1.0};
    }
    if (low >= 0.0 && high <= 255.0) {
        return {0.0, 255.0};
    }
    return low < high ? media::ValueRange{low, high} : media::ValueRange{low - 1.0, high + 1.0};
}

std::byte stretch(double value, const media::ValueRange& range) {
    const double share = (value - range.min) / (range.max - range.min);
    // NaN becomes 0.
    const double clamped = share > 0.0 ? std::min(share, 1.0) : 0.0;
    return static_cast<std::byte>(static_cast<std::uint8_t>(std::lround(clamped * 255.0)));
}

/// The largest value of a type, for integers.
double type_max(ChannelType type) {
    const double bits = 8.0 * static_cast<double>(channel_bytes(type));
    switch (type) {
        case ChannelType::U8:
        case ChannelType::U16:
        case ChannelType::U32:
        case ChannelType::U64:
            return std::exp2(bits) - 1.0;
        case ChannelType::I8:
        case ChannelType::I16:
        case ChannelType::I32:
        case ChannelType::I64:
            return std::exp2(bits - 1.0) - 1.0;
        case ChannelType::F16:
        case ChannelType::F32:
        case ChannelType::F64:
            break;
    }
    return std::numeric_limits<double>::infinity();
}

/// Which alpha is opaque. What is logged does not say it, so it is scaled as the data are, all channels
/// together. Where nothing would be seen then (colors of 16 bits beside an alpha of 8), alpha is scaled by itself.
double opaque_alpha(const Extremes& colors, const Extremes& alpha, ChannelType type) {
    constexpr double kSeen = 1.0 / 32.0;
    const auto full = [&](double high) {
        return std::min(rule_of_range(0.0, std::max(high, 0.0)).max, type_max(type));
    };
    const double together = full(std::max(colors.high, alpha.high));
    return alpha.high > together * kSeen ? together : full(alpha.high);
}

/// Color channels wider than a byte, stretched together; alpha from 0 to what is opaque.
Result<ImagePtr> wide_channels(const ImageFormat& format, std::span<const std::byte> bytes) {
    const auto order = channel_order(format.color_model);
    const std::size_t channels = channel_count(format.color_model);
    const std::size_t width = channel_bytes(format.channel_type);
    const std::size_t count = bytes.size() / (channels * width);
    const bool has_alpha = order[3] < channels;
    const auto value_at = [&](std::size_t pixel, std::uint8_t channel) {
        const std::size_t at = (pixel * channels + channel) * width;
        return read_channel(bytes.data() + at, format.channel_type);
    };
    Extremes colors;
    Extremes alpha;
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::uint8_t channel : {order[0], order[1], order[2]}) {
            colors.add(value_at(i, channel));
        }
        if (has_alpha) {
            alpha.add(value_at(i, order[3]));
        }
    }
    const media::ValueRange range = rule_of_range(colors.low, colors.high);
    const double opaque = opaque_alpha(colors, alpha, format.channel_type);
    std::vector<std::byte> pixels(count * 4);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            pixels[i * 4 + k] = stretch(value_at(i, order.at(k)), range);
        }
        pixels[i * 4 + 3] =
            has_alpha ? stretch(value_at(i, order[3]), {0.0, opaque}) : std::byte{255};
    }
    return own(ImageKind::Color, PixelType::Rgba8, format, std::move(pixels));
}

std::uint32_t big_endian(std::span<const std::byte> bytes) {
    std::uint32_t value = 0;
    for (const std::byte byte : bytes) {
        value = value << 8U | std::to_integer<std::uint32_t>(byte);
    }
    return value;
}

/// Walks the segments of a JPEG file to the frame header.
PictureSize jpeg_size(std::span<const std::byte> file) {
    std::size_t at = 2;
    while (at + 9 <= file.size() && file[at] == std::byte{0xFF}) {
        const auto marker = std::to_integer<unsigned>(file[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const bool is_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame) {
            return {big_endian(file.subspan(at + 7, 2)), big_endian(file.subspan(at + 5, 2))};
        }
        at += 2 + std::size_t{big_endian(file.subspan(at + 2, 2))};
    }
    return {};
}

/// Pixel formats of one byte per pixel are read as such.
ImageFormat plain_format(const ImageFormat& logged) {
    const bool is_luma =
        logged.pixel_format == kFullRangeLuma || logged.pixel_format == kLimitedRangeLuma;
    return is_luma ? ImageFormat{.width = logged.width, .height = logged.height} : logged;
}

}  // namespace

Result<void> check_picture(const ImageFormat& logged, std::uint64_t buffer_size) {
    const ImageFormat format = plain_format(logged);
    if (format.pixel_format != 0) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("pixel format {} (YUV) cannot be decoded", format.pixel_format)
        );
    }
    const auto needed = required_bytes(format);
    if (!needed) {
        return fail(ErrorCode::Corrupt, to_string(logged) + " is no image format");
    }
    if (*needed == 0) {
        return fail(ErrorCode::Corrupt, "an image of " + to_string(logged) + " has no pixels");
    }
    if (*needed > buffer_size) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "{} needs {} bytes, the buffer has {}",
                to_string(logged),
                *needed,
                buffer_size
            )
        );
    }
    return {};
}

Result<ImagePtr> to_picture(const ImageFormat& logged, const store::Blob& buffer) {
    LIMN_TRY_VOID(check_picture(logged, buffer.bytes.size()));
    const ImageFormat format = plain_format(logged);
    const auto needed = static_cast<std::size_t>(required_bytes(format).value_or(0));
    const auto bytes = buffer.bytes.first(needed);
    if (format.color_model == ColorModel::L) {
        return one_channel(format, bytes, buffer.owner);
    }
    if (format.channel_type == ChannelType::U8) {
        return byte_channels(format, bytes, buffer.owner);
    }
    return wide_channels(format, bytes);
}

media::ValueRange default_range(const media::Image& image) {
    if (image.pixel_type() == PixelType::U8) {
        return {0.0, 255.0};
    }
    const media::ValueRange range = media::value_range(image);
    return rule_of_range(range.min, range.max);
}

PictureSize encoded_size(std::span<const std::byte> file) {
    constexpr std::array<std::uint8_t, 8> kPng{0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A};
    const auto starts_with = [&](std::span<const std::uint8_t> magic) {
        return file.size() >= magic.size() &&
               std::memcmp(file.data(), magic.data(), magic.size()) == 0;
    };
    if (starts_with(kPng) && file.size() >= 24) {
        return {big_endian(file.subspan(16, 4)), big_endian(file.subspan(20, 4))};
    }
    constexpr std::array<std::uint8_t, 3> kJpeg{0xFF, 0xD8, 0xFF};
    return starts_with(kJpeg) ? jpeg_size(file) : PictureSize{};
}

}  // namespace limn::scene
