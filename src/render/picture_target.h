// SPDX-License-Identifier: MIT
/// PictureTarget: a framebuffer for pictures of the user interface, without a window.
///
/// What      Colors are plain bytes, blended as bytes, as a window shows them.
/// Units     pixels; rows top first.
/// Errors    Gpu: the size is beyond the driver, or it refuses the format.
/// Threads   the thread of the GL context.
#pragma once

#include <cstddef>
#include <glm/vec2.hpp>
#include <memory>
#include <span>
#include <vector>

#include "base/color.h"
#include "base/result.h"

namespace limn::render {

class PictureTarget {
  public:
    [[nodiscard]] static Result<std::unique_ptr<PictureTarget>> create(glm::uvec2 size);
    ~PictureTarget();
    PictureTarget(const PictureTarget&) = delete;
    PictureTarget& operator=(const PictureTarget&) = delete;

    /// Fills it with a color, or with RGBA rows of exactly its size.
    void clear(Rgba8 color);
    void set_pixels(std::span<const std::byte> rgba);

    /// What is drawn from here on goes into it, until `release`.
    void bind();

    /// Back to the framebuffer that was bound before.
    void release();

    [[nodiscard]] std::vector<std::byte> read_pixels() const;

    [[nodiscard]] glm::uvec2 size() const;

  private:
    PictureTarget() = default;

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace limn::render
