// SPDX-License-Identifier: MIT
/// ViewRenderer: a draw list into an offscreen picture, and what lies under a pixel.
///
/// What      Draws images, points, lines and triangles of a DrawList with its style tables into a
///           color attachment (sRGB, blended in linear light) and an id attachment for picking.
///           Buffers and textures persist between frames, keyed by the batches' `key`.
/// Units     pixels; y down for `pick`.
/// Errors    Gpu. Data never makes it fail: what cannot be drawn goes to `diagnostics()`.
/// Threads   the thread of the GL context only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "render/view_frame.h"

namespace limn::render {

class ViewRenderer {
  public:
    /// Needs a current OpenGL 3.3 core context whose functions are loaded (OffscreenContext::create or
    /// load_gl).
    [[nodiscard]] static Result<std::unique_ptr<ViewRenderer>> create();
    [[nodiscard]] static Result<std::unique_ptr<ViewRenderer>> create(const RendererLimits& limits);

    virtual ~ViewRenderer() = default;

    /// Draws into the target of this size (made or resized as needed); `target` numbers the tiles, so
    /// each keeps its own picture.
    [[nodiscard]] virtual Result<void>
    draw(std::uint32_t target, glm::uvec2 size_px, const ViewFrame& frame) = 0;

    /// GL texture name of a target's picture (sRGB-encoded bytes, row 0 at the bottom), 0 if never drawn.
    [[nodiscard]] virtual std::uint32_t texture(std::uint32_t target) const = 0;

    /// What was drawn nearest to a pixel (y down) of the last picture, within `radius_px`.
    /// Geometry only; images are found by ray on the CPU (`scene`). Waits for the GPU.
    [[nodiscard]] virtual std::optional<PickResult>
    pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) = 0;

    /// The same without waiting: the answer comes to `take_pick` some frames later. Gives the number of the
    /// question, which counts up; 0 if there is no picture.
    virtual std::uint64_t ask_pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) = 0;

    /// The newest answer about a target that is there, once. Older questions are forgotten.
    [[nodiscard]] virtual std::optional<PickAnswer> take_pick(std::uint32_t target) = 0;

    /// RGBA rows, top first.
    [[nodiscard]] virtual Result<std::vector<std::byte>> read_pixels(std::uint32_t target) = 0;

    /// Forgets the target and its picture.
    virtual void drop(std::uint32_t target) = 0;

    /// Textures and buffers that no target's last picture uses are freed. Once a frame. The counters
    /// start anew with the draw that follows.
    virtual void end_frame() = 0;

    [[nodiscard]] virtual const FrameCounters& counters() const = 0;
    [[nodiscard]] virtual Diagnostics& diagnostics() = 0;

    ViewRenderer(const ViewRenderer&) = delete;
    ViewRenderer& operator=(const ViewRenderer&) = delete;

  protected:
    ViewRenderer() = default;
};

}  // namespace limn::render
