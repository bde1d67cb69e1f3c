// SPDX-License-Identifier: MIT
#include "render/texture_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <glm/common.hpp>
#include <utility>

namespace limn::render {
namespace {

TextureFormat format_of(const media::Image& image) {
    switch (image.pixel_type()) {
        case media::PixelType::Rgba8:
            return TextureFormat::Srgb8Alpha8;
        case media::PixelType::U8:
            return TextureFormat::R8Ui;
        case media::PixelType::U16:
            return TextureFormat::R16Ui;
        case media::PixelType::U32:
            return TextureFormat::R32Ui;
        case media::PixelType::F32:
            return TextureFormat::R32F;
    }
    return TextureFormat::R8Ui;
}

std::uint32_t divide_up(std::uint32_t a, std::uint32_t b) {
    return a / b + (a % b != 0 ? 1U : 0U);
}

}  // namespace

std::uint32_t max_texture_size() {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    return static_cast<std::uint32_t>(std::max(limit, 1));
}

ImageTexture::ImageTexture(Texture texture)
    : texture_(std::move(texture)) {}

Result<ImageTexture> ImageTexture::create(const media::Image& image, std::uint32_t max_size) {
    const glm::uvec2 size(image.width(), image.height());
    const glm::uvec2 tiles(divide_up(size.x, max_size), divide_up(size.y, max_size));
    // Equal tiles waste the least.
    const glm::uvec2 tile(divide_up(size.x, tiles.x), divide_up(size.y, tiles.y));
    GLint max_layers = 0;
    glGetIntegerv(GL_MAX_ARRAY_TEXTURE_LAYERS, &max_layers);
    if (std::uint64_t{tiles.x} * tiles.y > static_cast<std::uint64_t>(std::max(max_layers, 1))) {
        return fail(
            ErrorCode::Gpu,
            fmt::format("an image of {}×{} pixels is too large for this GPU", size.x, size.y)
        );
    }
    LIMN_TRY(Texture texture, Texture::create_array(format_of(image), tile, tiles.x * tiles.y));
    ImageTexture result(std::move(texture));
    result.tiles_across_ = tiles.x * tiles.y == 1 ? 0 : tiles.x;
    result.uploaded_bytes_ = image.bytes().size();
    for (std::uint32_t y = 0; y < tiles.y; ++y) {
        for (std::uint32_t x = 0; x < tiles.x; ++x) {
            const glm::uvec2 at(x * tile.x, y * tile.y);
            result.texture_.upload(
                {.size = glm::min(tile, size - at),
                 .layer = y * tiles.x + x,
                 .source_at = at,
                 .row_texels = size.x},
                image.bytes()
            );
        }
    }
    return result;
}

}  // namespace limn::render
