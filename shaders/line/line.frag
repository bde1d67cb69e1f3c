// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/coverage.glsl"
#include "common/layer.glsl"

uniform uint u_entity;
uniform float u_halo_px;

flat in vec4 v_color;
flat in vec4 v_color_to;
flat in vec4 v_ends_px;
flat in vec4 v_radii_ring_halo;
flat in vec2 v_along;
flat in vec4 v_neighbors;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// How far a pixel lies along a line that begins at a joint.
float part_along(vec2 from_joint, vec2 along) {
    return max(dot(from_joint, along), 0.0);
}

// Segments that are joined share their corner: each pixel is drawn by the one it is nearer to, so that
// translucent ones do not blend twice. What is before both, the outer corner, is the earlier one's.
bool is_neighbors(vec2 from_start, vec2 from_end) {
    vec2 before = v_neighbors.xy;
    vec2 after = v_neighbors.zw;
    bool is_before = before != vec2(0.0) &&
                     part_along(from_start, before) >= part_along(from_start, v_along);
    bool is_after = after != vec2(0.0) &&
                    part_along(from_end, after) > part_along(from_end, -v_along);
    return is_before || is_after;
}

void main() {
    vec2 along = v_ends_px.zw - v_ends_px.xy;
    vec2 offset = gl_FragCoord.xy - v_ends_px.xy;
    if (is_neighbors(offset, gl_FragCoord.xy - v_ends_px.zw)) {
        discard;
    }
    float part = clamp(dot(offset, along) / max(dot(along, along), 1.0e-8), 0.0, 1.0);
    float radius = mix(v_radii_ring_halo.x, v_radii_ring_halo.y, part);
    float distance_px = length(offset - along * part);
    float halo = v_radii_ring_halo.w;
    vec4 color = mix(v_color, v_color_to, part);
    float least_core = least_core_alpha(color.a, distance_px, radius, 0.5, halo);
    color = covered_color(color, distance_px, radius, v_radii_ring_halo.z, u_halo_px, halo);
    if (color.a <= 0.0 || !is_fragment_in_layer(color.a, least_core)) {
        discard;
    }
    o_color = color;
    o_id = uvec2(u_entity + 1u, v_instance);
}
