// SPDX-License-Identifier: MIT
/// FrameBlock: the uniforms of a whole picture, the twin of shaders/common/frame.glsl.
///
/// Threads   the thread of the GL context.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec4.hpp>

#include "render/gl_handle.h"
#include "render/view_frame.h"

namespace limn::render {

struct FrameBlock {
    glm::mat4 clip_from_eye{1.0F};
    glm::vec2 target_px{1.0F};
    float ui_scale = 1.0F;
    float pixels_per_unit = 1.0F;
    float pixels_per_unit_at_one = 1.0F;
    std::uint32_t is_3d = 0;
    std::uint32_t is_orthographic = 0;
    std::uint32_t color_by = 0;
    glm::uvec2 hover{0};
    glm::uvec2 selection{0};
    float bone_radius = 0.0F;
    std::uint32_t bones_in_joint_colors = 0;
    float background_luminance = 0.0F;  ///< Relative, 0…1.
    std::array<std::uint32_t, 1> pad{};
};

static_assert(offsetof(FrameBlock, target_px) == 64);
static_assert(offsetof(FrameBlock, pixels_per_unit_at_one) == 80);
static_assert(offsetof(FrameBlock, hover) == 96);
static_assert(offsetof(FrameBlock, selection) == 104);
static_assert(offsetof(FrameBlock, bone_radius) == 112);
static_assert(offsetof(FrameBlock, background_luminance) == 120);
static_assert(sizeof(FrameBlock) == 128);

class FrameUniforms {
  public:
    FrameUniforms()
        : handle_(make_gl<BufferTraits>()) {}

    /// Writes the block and binds it for the programs that follow.
    void update(const ViewFrame& frame, glm::uvec2 size_px) const;

  private:
    UniqueGl<BufferTraits> handle_;
};

}  // namespace limn::render
