// SPDX-License-Identifier: MIT
#include "common/frame.glsl"

uniform mat4 u_clip_from_batch;
uniform vec2 u_image_size;
uniform float u_depth_nudge;

out vec2 v_pixel;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    v_pixel = corner * u_image_size;
    gl_Position = u_clip_from_batch * vec4(v_pixel, 0.0, 1.0);
    gl_Position.z = depth_towards_eye(gl_Position, u_depth_nudge);
}
