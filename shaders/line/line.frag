// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/coverage.glsl"

uniform uint u_entity;

flat in vec4 v_color;
flat in vec4 v_color_to;
flat in vec4 v_ends_px;
flat in vec3 v_radii_ring;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

void main() {
    vec2 along = v_ends_px.zw - v_ends_px.xy;
    vec2 offset = gl_FragCoord.xy - v_ends_px.xy;
    float part = clamp(dot(offset, along) / max(dot(along, along), 1.0e-8), 0.0, 1.0);
    float radius = mix(v_radii_ring.x, v_radii_ring.y, part);
    vec4 along_color = mix(v_color, v_color_to, part);
    vec4 color = covered_color(along_color, length(offset - along * part), radius, v_radii_ring.z);
    if (color.a <= 0.0) {
        discard;
    }
    o_color = premultiply(color);
    o_id = uvec2(u_entity + 1u, v_instance);
}
