// SPDX-License-Identifier: MIT
#include "media/image.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

#include "base/check.h"
#include "base/checked_math.h"

namespace limn::media {
namespace {

bool fits(ImageKind kind, PixelType type) {
    switch (kind) {
        case ImageKind::Color:
            return type == PixelType::Rgba8;
        case ImageKind::Value:
            return type == PixelType::U8 || type == PixelType::U16 || type == PixelType::F32;
        case ImageKind::ClassIds:
            return type == PixelType::U8 || type == PixelType::U16 || type == PixelType::U32;
    }
    return false;
}

template <typename T>
T read_pixel(std::span<const std::byte> bytes, std::size_t index) {
    T value{};
    std::memcpy(&value, bytes.subspan(index * sizeof(T), sizeof(T)).data(), sizeof(T));
    return value;
}

bool is_aligned(const std::byte* data, std::uint32_t alignment) {
    // The address is looked at, never used as a number.
    return reinterpret_cast<std::uintptr_t>(data) % alignment == 0;
}

}  // namespace

std::uint32_t pixel_bytes(PixelType type) {
    switch (type) {
        case PixelType::U8:
            return 1;
        case PixelType::U16:
            return 2;
        case PixelType::Rgba8:
        case PixelType::U32:
        case PixelType::F32:
            return 4;
    }
    return 4;
}

Result<std::shared_ptr<const Image>> Image::create(
    ImageKind kind,
    PixelType type,
    std::uint32_t width,
    std::uint32_t height,
    std::span<const std::byte> bytes,
    std::shared_ptr<const void> owner,
    std::optional<std::uint32_t> no_class,
    double value_offset
) {
    if (!fits(kind, type)) {
        return fail(ErrorCode::InvalidArgument, "this pixel type does not fit this kind of image");
    }
    if (no_class && (kind != ImageKind::ClassIds || type != PixelType::U32)) {
        return fail(ErrorCode::InvalidArgument, "only 32-bit class ids can name a value for none");
    }
    if (value_offset != 0.0 && type != PixelType::F32) {
        return fail(ErrorCode::InvalidArgument, "only float values can have an offset");
    }
    if (width == 0 || height == 0) {
        return fail(ErrorCode::Corrupt, fmt::format("an image of {}×{} pixels", width, height));
    }
    const std::uint64_t pixels = std::uint64_t{width} * height;
    const auto expected = checked_mul<std::uint64_t>(pixels, pixel_bytes(type));
    if (!expected || *expected != bytes.size()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "an image of {}×{} pixels at {} bytes each cannot have {} bytes",
                width,
                height,
                pixel_bytes(type),
                bytes.size()
            )
        );
    }
    if (!is_aligned(bytes.data(), type == PixelType::Rgba8 ? 1 : pixel_bytes(type))) {
        return fail(ErrorCode::InvalidArgument, "the pixels are not aligned for their type");
    }
    std::shared_ptr<Image> image(new Image());
    image->kind_ = kind;
    image->type_ = type;
    image->width_ = width;
    image->height_ = height;
    image->bytes_ = bytes;
    image->owner_ = std::move(owner);
    image->no_class_ = no_class;
    image->value_offset_ = value_offset;
    return image;
}

double Image::value_at(std::uint32_t x, std::uint32_t y) const {
    LIMN_CHECK(x < width_ && y < height_);
    const std::size_t index = std::size_t{y} * width_ + x;
    switch (type_) {
        case PixelType::U8:
            return read_pixel<std::uint8_t>(bytes_, index);
        case PixelType::U16:
            return read_pixel<std::uint16_t>(bytes_, index);
        case PixelType::Rgba8:
        case PixelType::U32:
            return read_pixel<std::uint32_t>(bytes_, index);
        case PixelType::F32:
            return static_cast<double>(read_pixel<float>(bytes_, index)) + value_offset_;
    }
    return 0.0;
}

std::optional<std::uint32_t> Image::class_at(std::uint32_t x, std::uint32_t y) const {
    LIMN_CHECK(kind_ == ImageKind::ClassIds);
    const auto id = static_cast<std::uint32_t>(value_at(x, y));
    return id == no_class_ ? std::nullopt : std::optional(id);
}

}  // namespace limn::media
