// SPDX-License-Identifier: MIT
#include "render/frame_block.h"

#include <glm/gtc/matrix_transform.hpp>

namespace limn::render {
namespace {

float luminance(Rgba8 color) {
    return 0.2126F * srgb_to_linear(color.r) + 0.7152F * srgb_to_linear(color.g) +
           0.0722F * srgb_to_linear(color.b);
}

}  // namespace

void FrameUniforms::update(const ViewFrame& frame, glm::uvec2 size_px) const {
    const FrameBlock block{
        .clip_from_eye = glm::mat4(glm::translate(frame.camera.clip_from_world, frame.camera.eye)),
        .target_px = glm::vec2(size_px),
        .ui_scale = frame.options.ui_scale,
        .pixels_per_unit = frame.camera.pixels_per_unit,
        .pixels_per_unit_at_one = frame.camera.pixels_per_unit_at_one,
        .is_3d = frame.camera.is_3d ? 1U : 0U,
        .is_orthographic = frame.camera.orthographic ? 1U : 0U,
        .color_by = static_cast<std::uint32_t>(frame.options.color_by),
        .hover = {frame.options.hover.entity, frame.options.hover.instance},
        .selection = {frame.options.selection.entity, frame.options.selection.instance},
        .bone_radius = frame.options.bones.radius_pt,
        .bones_in_joint_colors = frame.options.bones.in_joint_colors ? 1U : 0U,
        .background_luminance = luminance(frame.options.background),
        .pad = {},
    };
    glBindBuffer(GL_UNIFORM_BUFFER, handle_.name());
    glBufferData(GL_UNIFORM_BUFFER, sizeof(block), &block, GL_STREAM_DRAW);
    glBindBufferBase(GL_UNIFORM_BUFFER, 0, handle_.name());
}

}  // namespace limn::render
