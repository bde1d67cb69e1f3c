// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/coverage.glsl"

uniform uint u_entity;

flat in vec4 v_color;
flat in vec2 v_center_px;
flat in vec2 v_radius_ring;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

void main() {
    float distance_px = distance(gl_FragCoord.xy, v_center_px);
    vec4 color = covered_color(v_color, distance_px, v_radius_ring.x, v_radius_ring.y);
    if (color.a <= 0.0) {
        discard;
    }
    o_color = premultiply(color);
    o_id = uvec2(u_entity + 1u, v_instance);
}
