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
#include <glm/vec3.hpp>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/color.h"
#include "base/diagnostics.h"
#include "base/result.h"
#include "draw/camera.h"
#include "draw/draw_list.h"
#include "draw/style_table.h"
#include "draw/view_style.h"

namespace limn::render {

using draw::MaskMode;
using draw::StyleBinding;

struct Highlight {
    std::uint32_t entity = draw::kNoEntity;
    std::uint32_t instance = draw::kAllInstances;
};

/// The pixels of a class in the masks of an entity.
struct Region {
    std::uint32_t entity = draw::kNoEntity;
    std::uint32_t class_id = 0;

    friend bool operator==(const Region&, const Region&) = default;
};

struct ViewOptions {
    Rgba8 background{0x12, 0x14, 0x18, 255};
    MaskMode masks = MaskMode::Fill;
    float outline_width_px = 2.0F;
    std::optional<float> mask_opacity;  ///< Of every mask; absent: each as its image says.
    float ui_scale = 1.0F;              ///< Pixels per UI point.
    bool hatch_no_class = false;        ///< Mask pixels without class are striped, not left out.
    draw::ColorBy color_by = draw::ColorBy::Description;
    draw::BoneLook bones;
    bool draw_grid = false;  ///< 3D: ground grid at z = 0 plane of `up`.
    bool draw_axes = false;
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    Highlight hover;
    Highlight selection;
    Region hover_region;
    Region selected_region;
};

struct ViewFrame {
    const draw::DrawList* list = nullptr;
    std::span<const StyleBinding> styles;        ///< One per StyleSlot.
    std::span<const draw::MaskLook> mask_looks;  ///< By entity; beyond its end: as the view's.
    std::span<const Rgba8> entity_colors;        ///< By entity, for ColorBy::Entity.
    draw::ViewCamera camera;
    ViewOptions options;
};

struct PickResult {
    std::uint32_t entity = draw::kNoEntity;
    std::uint32_t instance = draw::kAllInstances;
    float depth = 1.0F;  ///< 0…1, window depth (3D).
};

/// What a question for a pixel found.
struct PickAnswer {
    std::uint64_t number = 0;  ///< Of the question.
    std::optional<PickResult> found;
};

struct FrameCounters {
    std::uint64_t uploaded_bytes = 0;  ///< Since the last frame began.
    std::uint64_t style_bytes = 0;     ///< Of these: style tables.
    std::uint64_t uniform_bytes =
        0;  ///< Blocks of uniforms, which every picture sends; not of these.
    std::uint32_t draw_calls = 0;
};

/// Limits below the driver's own, for tests.
struct RendererLimits {
    std::uint32_t max_texture_px = 0;  ///< Longest side of an image texture; 0: the driver's.
};

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
