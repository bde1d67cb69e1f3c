// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/coverage.glsl"
#include "common/frame.glsl"
#include "common/layer.glsl"

uniform uint u_entity;
uniform float u_halo_px;

flat in vec4 v_color;
flat in vec4 v_base_tip_px;
flat in vec4 v_shape;
flat in vec2 v_ring_halo;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// `place`: along the axis from the base, and across; `size`: length and half width.
float distance_to_triangle(vec2 place, vec2 size) {
    vec2 outwards = vec2(size.y, size.x) / max(length(size), 1.0e-6);
    float side = dot(vec2(place.x, abs(place.y) - size.y), outwards);
    // Where the shaft joins, the base has no soft edge: the shaft has none there either.
    bool is_shaft = abs(place.y) < v_shape.w;
    float base = is_shaft ? (place.x > 0.0 ? side : 1.0) : -place.x;
    return max(side, base);
}

float distance_to_ellipse(vec2 place, vec2 half_axes) {
    vec2 scaled = place / half_axes;
    float size = length(scaled);
    float slope = length(scaled / half_axes);
    return slope > 1.0e-6 ? (size - 1.0) * size / slope : -half_axes.x;
}

// A cone lit as points are; its base is darker.
float shade(vec2 place, vec2 size, float to_base) {
    if (v_shape.z > 0.5 && to_base < 0.0) {
        return 0.55;
    }
    float half_width = max(size.y * (1.0 - clamp(place.x / max(size.x, 1.0), 0.0, 1.0)), 1.0);
    float aside = clamp(place.y / half_width - 0.25, -1.0, 1.0);
    return 1.0 - 0.5 * aside * aside;
}

void main() {
    vec2 axis = v_base_tip_px.zw - v_base_tip_px.xy;
    vec2 size = vec2(length(axis), v_shape.x);
    vec2 along = size.x > 1.0e-5 ? axis / size.x : vec2(1.0, 0.0);
    vec2 offset = gl_FragCoord.xy - v_base_tip_px.xy;
    vec2 place = vec2(dot(offset, along), dot(offset, vec2(-along.y, along.x)));
    float away = distance_to_triangle(place, size);
    float to_base = v_shape.y > 0.5 ? distance_to_ellipse(place, vec2(v_shape.y, size.y)) : 1.0;
    away = v_shape.y > 0.5 ? min(away, to_base) : away;
    vec4 color = v_color;
    if (u_is_3d != 0u) {
        color.rgb *= shade(place, size, to_base);
    }
    color = covered_color(color, away, 0.0, v_ring_halo.x, u_halo_px, v_ring_halo.y);
    if (color.a <= 0.0 || !is_fragment_in_layer(color.a, 0.998)) {
        discard;
    }
    o_color = color;
    o_id = uvec2(u_entity + 1u, v_instance);
}
