// SPDX-License-Identifier: MIT
// Points; with QUADS as instanced quads (for those larger than GL points may be).
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/halo.glsl"
#include "common/layer.glsl"
#include "common/style.glsl"
#include "common/place.glsl"

layout(location = 0) in vec3 a_position;
layout(location = 1) in uint a_style;
layout(location = 2) in float a_radius;
layout(location = 3) in uint a_color;
layout(location = 4) in uint a_instance;
layout(location = 5) in uint a_group;

uniform vec2 u_viewport_shrink;  // The viewport is larger than the target by a margin.
uniform uint u_has_color;
uniform uint u_instance_is_index;
uniform uint u_has_group;
uniform uint u_entity;
uniform uint u_fallback_rgba;
uniform float u_max_point_px;

flat out vec4 v_color;
flat out vec2 v_center_px;
flat out vec3 v_radius_ring_halo;
flat out uint v_instance;

void hide() {
    gl_Position = vec4(4.0, 4.0, 0.0, 1.0);
#ifndef QUADS
    gl_PointSize = 1.0;
#endif
}

void main() {
    v_color = vec4(0.0);
    v_center_px = vec2(0.0);
    v_radius_ring_halo = vec3(0.0);
    v_instance = 0u;

#ifdef QUADS
    uint index = uint(gl_InstanceID);
#else
    uint index = uint(gl_VertexID);
#endif
    v_instance = u_instance_is_index != 0u ? index : a_instance;
    uint group = u_has_group != 0u ? a_group : v_instance;
    vec4 clip = clip_from_batch(a_position);
    Style style = resolve_style(a_style, u_has_color != 0u, a_color, u_fallback_rgba, group);
    bool is_hovered = is_marked(u_hover, u_entity, v_instance);
    float ring_px = is_marked(u_selection, u_entity, v_instance)
                        ? 1.5 * u_ui_scale
                        : (is_hovered && u_hover.y != kNone ? u_ui_scale : 0.0);
    if (!style.is_visible || style.color.a <= 0.0 ||
        !can_be_in_layer(style.color.a, ring_px > 0.0) || !(clip.w > 0.0)) {
        hide();
        return;
    }
    float radius_px = max(pixels_from_radius(a_radius, clip.w), 0.5);
    float halo = ring_px > 0.0 ? 0.0 : halo_of(style.color.rgb, u_has_group != 0u);
    float margin_px = max(ring_px, halo != 0.0 ? u_halo_px : 0.0);
    float size_px = 2.0 * (radius_px + margin_px) + 1.0;
#ifdef QUADS
    bool is_ours = size_px > u_max_point_px;
#else
    bool is_ours = size_px <= u_max_point_px;
#endif
    if (!is_ours) {
        hide();
        return;
    }
    if (is_hovered) {
        style.color.rgb = brighten(style.color.rgb);
    }
    v_color = style.color;
    v_radius_ring_halo = vec3(radius_px, ring_px, halo);
    v_center_px = (clip.xy / clip.w * 0.5 + 0.5) * u_target_px;
    clip.z = depth_of_front(clip, radius_px);
    clip.z = depth_towards_eye(clip, 0.001);
#ifdef QUADS
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    clip.xy += corner * size_px / u_target_px * clip.w;
#else
    gl_PointSize = size_px;
#endif
    clip.xy *= u_viewport_shrink;
    gl_Position = clip;
}
