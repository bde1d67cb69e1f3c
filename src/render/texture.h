// SPDX-License-Identifier: MIT
/// Texture: a GL texture that knows its size and format; two-dimensional or an array of layers.
///
/// Errors    Gpu: out of memory, or larger than the driver takes.
/// Threads   the thread of the GL context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <span>

#include "base/result.h"
#include "render/gl_handle.h"

namespace limn::render {

enum class TextureFormat : std::uint8_t { Srgb8Alpha8, Rgba8, R8Ui, R16Ui, R32Ui, R32F, Rg32Ui };

/// What GL calls a format.
struct GlFormat {
    GLint internal = 0;
    GLenum format = 0;
    GLenum type = 0;
    std::uint32_t texel_bytes = 0;
};

[[nodiscard]] GlFormat gl_format(TextureFormat format);

/// A rectangle of the source rows (`row_texels` wide) that goes to (x, y) of a layer.
struct TextureRegion {
    glm::uvec2 at{0};
    glm::uvec2 size{0};
    std::uint32_t layer = 0;
    glm::uvec2 source_at{0};
    std::uint32_t row_texels = 0;
};

class Texture {
  public:
    [[nodiscard]] static Result<Texture> create_2d(TextureFormat format, glm::uvec2 size);
    [[nodiscard]] static Result<Texture>
    create_array(TextureFormat format, glm::uvec2 size, std::uint32_t layers);

    /// Writes texels; the bytes hold the rows that the region names.
    void upload(const TextureRegion& region, std::span<const std::byte> bytes);

    void bind(std::uint32_t unit) const;

    [[nodiscard]] GLuint name() const { return handle_.name(); }

    [[nodiscard]] glm::uvec2 size() const { return size_; }

    [[nodiscard]] std::uint32_t layers() const { return layers_; }

    [[nodiscard]] TextureFormat format() const { return format_; }

  private:
    Texture(GLenum target, TextureFormat format, glm::uvec2 size, std::uint32_t layers);

    [[nodiscard]] Result<void> allocate();

    UniqueGl<TextureTraits> handle_;
    GLenum target_ = GL_TEXTURE_2D;
    TextureFormat format_ = TextureFormat::Rgba8;
    glm::uvec2 size_{0};
    std::uint32_t layers_ = 1;
};

/// Forgets older GL errors; returns whether there were any.
bool clear_gl_errors();

}  // namespace limn::render
