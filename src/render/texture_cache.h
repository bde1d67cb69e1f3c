// SPDX-License-Identifier: MIT
/// ImageTexture: a picture on the GPU, whole or in tiles.
///
/// What      An array texture: one layer, or one per tile where the picture exceeds the driver's
///           limit. Any texel stays within reach of the shader, so outlines and filters know nothing
///           of tiles, and nothing is downscaled.
/// Errors    Gpu: no memory, or more tiles than the driver has layers.
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>

#include "base/result.h"
#include "media/image.h"
#include "render/texture.h"

namespace limn::render {

class ImageTexture {
  public:
    /// `max_size`: no side of a tile is longer.
    [[nodiscard]] static Result<ImageTexture>
    create(const media::Image& image, std::uint32_t max_size);

    void bind(std::uint32_t unit) const { texture_.bind(unit); }

    [[nodiscard]] glm::uvec2 tile_size() const { return texture_.size(); }

    /// 0 if it is one piece.
    [[nodiscard]] std::uint32_t tiles_across() const { return tiles_across_; }

    [[nodiscard]] std::uint64_t uploaded_bytes() const { return uploaded_bytes_; }

  private:
    explicit ImageTexture(Texture texture);

    Texture texture_;
    std::uint32_t tiles_across_ = 0;
    std::uint64_t uploaded_bytes_ = 0;
};

/// The longest side a texture may have here.
[[nodiscard]] std::uint32_t max_texture_size();

}  // namespace limn::render
