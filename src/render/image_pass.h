// SPDX-License-Identifier: MIT
/// ImagePass: color pictures, single-channel pictures and masks of class ids.
///
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <optional>

#include "render/buffer.h"
#include "render/geometry_cache.h"
#include "render/pass_context.h"
#include "render/program.h"
#include "render/texture.h"
#include "render/texture_cache.h"

namespace limn::render {

class ImagePass {
  public:
    /// `max_texture`: longest side of a texture; longer images are tiled.
    [[nodiscard]] static Result<ImagePass>
    create(const ShaderLibrary& library, std::uint32_t max_texture);

    /// `rank`: place among the images, nearer to the eye if equal in depth.
    void draw(const PassContext& context, const draw::ImageDraw& image, std::uint32_t rank);

    /// Distance from the eye if some of it may be transparent.
    [[nodiscard]] static std::optional<float>
    transparent_distance(const PassContext& context, const draw::ImageDraw& image);

    [[nodiscard]] GeometryCache<ImageTexture>& cache() { return cache_; }

  private:
    /// One shader per job: what an image needs is known before it is drawn.
    struct Programs {
        ReloadableProgram class_ids;
        ReloadableProgram large_class_ids;
        ReloadableProgram color_nearest;
        ReloadableProgram color_mixed;
        ReloadableProgram color_mean;
        ReloadableProgram color_3d;
        ReloadableProgram value_uint;
        ReloadableProgram value_float;
    };

    ImagePass(Programs programs, Texture colormaps, std::uint32_t max_texture);

    [[nodiscard]] ReloadableProgram&
    program_for(const PassContext& context, const draw::ImageDraw& image);

    Programs programs_;
    Texture colormaps_;
    std::uint32_t max_texture_ = 0;
    GeometryCache<ImageTexture> cache_;
    VertexArray no_vertices_;
};

}  // namespace limn::render
