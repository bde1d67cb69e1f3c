// SPDX-License-Identifier: MIT
/// What the renderer draws in one picture, and what it answers.
///
/// Units     pixels; UI points where a member says so.
/// Threads   plain values.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <optional>
#include <span>

#include "base/color.h"
#include "draw/camera.h"
#include "draw/draw_list.h"
#include "draw/style_table.h"
#include "draw/view_style.h"

namespace limn::render {

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
    draw::MaskMode masks = draw::MaskMode::Fill;
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
    std::span<const draw::StyleBinding> styles;  ///< One per StyleSlot.
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

}  // namespace limn::render
