// SPDX-License-Identifier: MIT
#include "media/codec.h"

#include <fmt/format.h>
#include <png.h>
#include <stb_image.h>
#include <stb_image_write.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "base/checked_math.h"

namespace limn::media {
namespace {

/// 268 megapixels, 1 GiB as RGBA: above any camera, below what would take a desktop's memory.
constexpr std::uint64_t kMaxPixels = std::uint64_t{1} << 28U;

struct Magic {
    std::string_view bytes;
    std::string_view media_type;
    std::size_t offset = 0;
};

constexpr std::array kMagics{
    Magic{"\xFF\xD8\xFF", "image/jpeg"},
    Magic{"\x89PNG\r\n\x1A\n", "image/png"},
    Magic{"GIF87a", "image/gif"},
    Magic{"GIF89a", "image/gif"},
    Magic{"BM", "image/bmp"},
    Magic{"P5", "image/x-portable-graymap"},
    Magic{"P6", "image/x-portable-pixmap"},
    Magic{std::string_view("II*\0", 4), "image/tiff"},
    Magic{std::string_view("MM\0*", 4), "image/tiff"},
    Magic{"WEBP", "image/webp", 8},
    Magic{"ftypavif", "image/avif", 4},
    Magic{"ftypheic", "image/heic", 4},
};

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const stbi_uc* as_stb(std::span<const std::byte> bytes) {
    return reinterpret_cast<const stbi_uc*>(bytes.data());
}

std::string failure_reason() {
    const char* reason = stbi_failure_reason();
    return reason == nullptr ? "unknown reason" : reason;
}

struct Header {
    int width = 0;
    int height = 0;
    int channels = 0;
};

/// The length of a file as stb takes it.
Result<int> stb_length(std::span<const std::byte> bytes) {
    const auto length = checked_cast<int>(bytes.size());
    if (!length) {
        return fail(ErrorCode::TooLarge, "a picture file of more than 2 GiB");
    }
    if (bytes.empty()) {
        return fail(ErrorCode::NotThisFormat, "an empty picture file");
    }
    return *length;
}

Result<Header> read_header(std::span<const std::byte> bytes, int length) {
    Header header;
    if (stbi_info_from_memory(
            as_stb(bytes),
            length,
            &header.width,
            &header.height,
            &header.channels
        ) == 0) {
        const std::string_view media_type = sniff_media_type(bytes);
        if (media_type.empty()) {
            return fail(ErrorCode::NotThisFormat, "not a picture of a known format");
        }
        return fail(
            ErrorCode::Corrupt,
            fmt::format("this {} cannot be decoded ({})", media_type, failure_reason())
        );
    }
    if (header.width <= 0 || header.height <= 0) {
        return fail(ErrorCode::Corrupt, "a picture without pixels");
    }
    const auto pixels =
        static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
    if (pixels > kMaxPixels) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format(
                "a picture of {}×{} pixels; the limit is {} megapixels",
                header.width,
                header.height,
                kMaxPixels >> 20U
            )
        );
    }
    return header;
}

/// Takes over what stb allocated.
Result<ImagePtr> adopt(void* pixels, ImageKind kind, PixelType type, int width, int height) {
    if (pixels == nullptr) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("the picture is damaged ({})", failure_reason())
        );
    }
    std::shared_ptr<const void> owner(pixels, [](const void* memory) {
        stbi_image_free(const_cast<void*>(memory));
    });
    const std::size_t size =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * pixel_bytes(type);
    return Image::create(
        kind,
        type,
        static_cast<std::uint32_t>(width),
        static_cast<std::uint32_t>(height),
        {static_cast<const std::byte*>(pixels), size},
        std::move(owner)
    );
}

Result<void> check_size(
    std::span<const std::byte> pixels,
    std::uint32_t width,
    std::uint32_t height,
    std::uint32_t channels
) {
    const std::uint64_t count = std::uint64_t{width} * height;
    if (count == 0 || count > kMaxPixels || count * channels != pixels.size()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format(
                "a picture of {}×{} pixels cannot be made of {} bytes",
                width,
                height,
                pixels.size()
            )
        );
    }
    return {};
}

/// Without alpha; nothing if there is a pixel that can be seen through.
std::vector<std::byte> rgb_if_opaque(std::span<const std::byte> rgba) {
    std::vector<std::byte> rgb(rgba.size() / 4 * 3);
    std::byte alpha{255};
    for (std::size_t i = 0, at = 0; at < rgb.size(); i += 4, at += 3) {
        rgb[at] = rgba[i];
        rgb[at + 1] = rgba[i + 1];
        rgb[at + 2] = rgba[i + 2];
        alpha &= rgba[i + 3];
    }
    return alpha == std::byte{255} ? rgb : std::vector<std::byte>();
}

void append_bytes(void* context, void* data, int size) {
    auto& out = *static_cast<std::vector<std::byte>*>(context);
    const auto* first = static_cast<const std::byte*>(data);
    out.insert(out.end(), first, first + size);
}

}  // namespace

std::string_view sniff_media_type(std::span<const std::byte> bytes) {
    const std::string_view text = as_text(bytes.first(std::min<std::size_t>(bytes.size(), 32)));
    for (const Magic& magic : kMagics) {
        if (text.size() >= magic.offset &&
            text.substr(magic.offset).substr(0, magic.bytes.size()) == magic.bytes) {
            return magic.media_type;
        }
    }
    return {};
}

Result<void> check_image(std::span<const std::byte> bytes) {
    LIMN_TRY(const int length, stb_length(bytes));
    LIMN_TRY(const Header header, read_header(bytes, length));
    static_cast<void>(header);
    return {};
}

Result<ImagePtr> decode_image(std::span<const std::byte> bytes) {
    LIMN_TRY(const int length, stb_length(bytes));
    LIMN_TRY(const Header header, read_header(bytes, length));
    int width = 0;
    int height = 0;
    int channels = 0;
    if (header.channels == 1 && stbi_is_16_bit_from_memory(as_stb(bytes), length) != 0) {
        void* pixels =
            stbi_load_16_from_memory(as_stb(bytes), length, &width, &height, &channels, 1);
        return adopt(pixels, ImageKind::Value, PixelType::U16, width, height);
    }
    void* pixels = stbi_load_from_memory(as_stb(bytes), length, &width, &height, &channels, 4);
    return adopt(pixels, ImageKind::Color, PixelType::Rgba8, width, height);
}

Result<std::vector<std::byte>>
encode_png(std::span<const std::byte> rgba, std::uint32_t width, std::uint32_t height) {
    LIMN_TRY_VOID(check_size(rgba, width, height, 4));
    const std::vector<std::byte> rgb = rgb_if_opaque(rgba);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = rgb.empty() ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    // No filters, little effort: masks and windows come out smaller so, photographs hardly larger.
    image.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::vector<std::byte> out(size);
    const std::byte* pixels = rgb.empty() ? rgba.data() : rgb.data();
    const int done = png_image_write_to_memory(&image, out.data(), &size, 0, pixels, 0, nullptr);
    if (done == 0) {
        return fail(
            ErrorCode::Internal,
            fmt::format("the PNG encoder failed ({})", std::data(image.message))
        );
    }
    out.resize(size);
    return out;
}

Result<std::vector<std::byte>> encode_jpeg(
    std::span<const std::byte> rgb,
    std::uint32_t width,
    std::uint32_t height,
    int quality
) {
    LIMN_TRY_VOID(check_size(rgb, width, height, 3));
    std::vector<std::byte> out;
    if (stbi_write_jpg_to_func(
            append_bytes,
            &out,
            static_cast<int>(width),
            static_cast<int>(height),
            3,
            rgb.data(),
            std::clamp(quality, 1, 100)
        ) == 0) {
        return fail(ErrorCode::Internal, "the JPEG encoder failed");
    }
    return out;
}

Result<void> write_png(
    OutputFile file,
    std::span<const std::byte> rgba,
    std::uint32_t width,
    std::uint32_t height
) {
    LIMN_TRY(const std::vector<std::byte> encoded, encode_png(rgba, width, height));
    LIMN_TRY_VOID(file.write(encoded));
    return file.commit();
}

Result<void> write_png(
    const std::filesystem::path& path,
    std::span<const std::byte> rgba,
    std::uint32_t width,
    std::uint32_t height
) {
    LIMN_TRY(OutputFile file, OutputFile::create(path));
    return write_png(std::move(file), rgba, width, height);
}

}  // namespace limn::media
