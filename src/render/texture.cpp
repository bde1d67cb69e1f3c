// SPDX-License-Identifier: MIT
#include "render/texture.h"

#include <fmt/format.h>

#include "base/check.h"

namespace limn::render {

GlFormat gl_format(TextureFormat format) {
    switch (format) {
        case TextureFormat::Srgb8Alpha8:
            return {GL_SRGB8_ALPHA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
        case TextureFormat::Rgba8:
            return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
        case TextureFormat::R8Ui:
            return {GL_R8UI, GL_RED_INTEGER, GL_UNSIGNED_BYTE, 1};
        case TextureFormat::R16Ui:
            return {GL_R16UI, GL_RED_INTEGER, GL_UNSIGNED_SHORT, 2};
        case TextureFormat::R32Ui:
            return {GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, 4};
        case TextureFormat::R32F:
            return {GL_R32F, GL_RED, GL_FLOAT, 4};
        case TextureFormat::Rg32Ui:
            return {GL_RG32UI, GL_RG_INTEGER, GL_UNSIGNED_INT, 8};
    }
    return {};
}

bool clear_gl_errors() {
    bool found = false;
    // A lost context reports errors for ever.
    for (int i = 0; i < 32 && glGetError() != GL_NO_ERROR; ++i) {
        found = true;
    }
    return found;
}

Texture::Texture(GLenum target, TextureFormat format, glm::uvec2 size, std::uint32_t layers)
    : handle_(make_gl<TextureTraits>())
    , target_(target)
    , format_(format)
    , size_(size)
    , layers_(layers) {}

Result<Texture> Texture::create_2d(TextureFormat format, glm::uvec2 size) {
    Texture texture(GL_TEXTURE_2D, format, size, 1);
    LIMN_TRY_VOID(texture.allocate());
    return texture;
}

Result<Texture> Texture::create_array(TextureFormat format, glm::uvec2 size, std::uint32_t layers) {
    Texture texture(GL_TEXTURE_2D_ARRAY, format, size, layers);
    LIMN_TRY_VOID(texture.allocate());
    return texture;
}

Result<void> Texture::allocate() {
    clear_gl_errors();
    const GlFormat gl = gl_format(format_);
    const auto width = static_cast<GLsizei>(size_.x);
    const auto height = static_cast<GLsizei>(size_.y);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(target_, handle_.name());
    glTexParameteri(target_, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(target_, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(target_, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(target_, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(target_, GL_TEXTURE_MAX_LEVEL, 0);
    if (target_ == GL_TEXTURE_2D) {
        glTexImage2D(target_, 0, gl.internal, width, height, 0, gl.format, gl.type, nullptr);
    } else {
        const auto layers = static_cast<GLsizei>(layers_);
        glTexImage3D(
            target_,
            0,
            gl.internal,
            width,
            height,
            layers,
            0,
            gl.format,
            gl.type,
            nullptr
        );
    }
    glBindTexture(target_, 0);
    if (const GLenum error = glGetError(); error != GL_NO_ERROR) {
        return fail(
            ErrorCode::Gpu,
            fmt::format(
                "a texture of {}×{}×{} texels was refused ({})",
                size_.x,
                size_.y,
                layers_,
                error == GL_OUT_OF_MEMORY ? "out of memory" : fmt::format("error {:#06x}", error)
            )
        );
    }
    return {};
}

void Texture::upload(const TextureRegion& region, std::span<const std::byte> bytes) {
    const GlFormat gl = gl_format(format_);
    LIMN_CHECK(region.at.x + region.size.x <= size_.x && region.at.y + region.size.y <= size_.y);
    LIMN_CHECK(region.layer < layers_ && region.source_at.x + region.size.x <= region.row_texels);
    LIMN_CHECK(
        (std::size_t{region.source_at.y} + region.size.y) * region.row_texels * gl.texel_bytes <=
        bytes.size()
    );
    const auto x = static_cast<GLint>(region.at.x);
    const auto y = static_cast<GLint>(region.at.y);
    const auto width = static_cast<GLsizei>(region.size.x);
    const auto height = static_cast<GLsizei>(region.size.y);
    // The rows are found here and not by GL_UNPACK_SKIP_*, which are 32 bit in some drivers.
    const std::size_t first =
        (std::size_t{region.source_at.y} * region.row_texels + region.source_at.x) * gl.texel_bytes;
    const std::byte* data = bytes.subspan(first).data();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(region.row_texels));
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(target_, handle_.name());
    if (target_ == GL_TEXTURE_2D) {
        glTexSubImage2D(target_, 0, x, y, width, height, gl.format, gl.type, data);
    } else {
        const auto layer = static_cast<GLint>(region.layer);
        glTexSubImage3D(target_, 0, x, y, layer, width, height, 1, gl.format, gl.type, data);
    }
    glBindTexture(target_, 0);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
}

void Texture::bind(std::uint32_t unit) const {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(target_, handle_.name());
}

}  // namespace limn::render
