// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/coverage.glsl"
#include "common/layer.glsl"

uniform uint u_entity;
uniform bool u_shaded;
uniform float u_halo_px;

flat in vec4 v_color;
flat in vec2 v_center_px;
flat in vec3 v_radius_ring_halo;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// A ball lit from above on the left; the full color where the light falls. Small points stay flat, as
// they would only get darker.
float shade(vec2 offset_px, float radius_px) {
    vec2 from_light = offset_px / radius_px - vec2(-0.3, 0.35);
    float depth = 0.4 * clamp((radius_px - 1.5) * 0.4, 0.0, 1.0);
    return min(1.0 - depth * (dot(from_light, from_light) - 0.4), 1.0);
}

void main() {
    vec2 offset_px = gl_FragCoord.xy - v_center_px;
    float radius_px = v_radius_ring_halo.x;
    vec4 color = v_color;
    if (u_shaded) {
        color.rgb *= shade(offset_px, radius_px);
    }
    float distance_px = length(offset_px);
    float halo = v_radius_ring_halo.z;
    float least_core = least_core_alpha(color.a, distance_px, radius_px, 0.25, halo);
    color = covered_color(color, distance_px, radius_px, v_radius_ring_halo.y, u_halo_px, halo);
    if (color.a <= 0.0 || !is_fragment_in_layer(color.a, least_core)) {
        discard;
    }
    o_color = color;
    o_id = uvec2(u_entity + 1u, v_instance);
}
