// SPDX-License-Identifier: MIT
/// RenderTarget: what one tile is drawn into: color, ids for picking, depth.
///
/// Errors    Gpu: the size is beyond the driver, or it refuses the formats.
/// Threads   the thread of the GL context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <vector>

#include "base/result.h"
#include "render/gl_handle.h"
#include "render/program.h"
#include "render/texture.h"

namespace limn::render {

class RenderTarget {
  public:
    [[nodiscard]] static Result<RenderTarget> create(glm::uvec2 size);

    void bind() const;

    /// A texture whose plain sampling gives the sRGB-encoded bytes.
    [[nodiscard]] GLuint shown_texture() const;

    /// Whether the picture has to be copied by `encode` before it can be shown.
    [[nodiscard]] bool needs_encoding() const { return encoded_.has_value(); }

    /// Draws the encoded copy (bound: an empty vertex array).
    void encode(const Program& program) const;

    /// RGBA rows, top first.
    [[nodiscard]] std::vector<std::byte> read_pixels() const;

    /// Into the bound pixel pack buffer: of a rectangle, which must lie inside, rows from the bottom, the
    /// ids (two 32-bit numbers each) and, at `depths_at` bytes, the depths.
    void copy_ids_and_depths(glm::ivec2 at, glm::ivec2 size, std::size_t depths_at) const;

    [[nodiscard]] glm::uvec2 size() const { return size_; }

  private:
    RenderTarget(Texture color, Texture ids, glm::uvec2 size);

    [[nodiscard]] Result<void> attach();

    Texture color_;
    Texture ids_;
    UniqueGl<RenderbufferTraits> depth_;
    UniqueGl<FramebufferTraits> framebuffer_;
    std::optional<Texture> encoded_;
    UniqueGl<FramebufferTraits> encoded_framebuffer_;
    glm::uvec2 size_{0};
};

}  // namespace limn::render
