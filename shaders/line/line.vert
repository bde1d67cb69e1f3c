// SPDX-License-Identifier: MIT
// One instanced quad per segment, as wide on screen as the segment's radius says.
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/style.glsl"
#include "common/layer.glsl"
#include "common/place.glsl"

layout(location = 0) in vec3 a_from;
layout(location = 1) in vec3 a_to;
layout(location = 2) in float a_radius;
layout(location = 3) in uint a_style;
layout(location = 4) in uint a_joint_from;
layout(location = 5) in uint a_joint_to;
layout(location = 6) in uint a_instance;
layout(location = 7) in uint a_color;
layout(location = 8) in uint a_has_color;
layout(location = 9) in uvec2 a_points;  // Bones: instances of both joints.
layout(location = 10) in uint a_skeleton;

uniform uint u_entity;
uniform uint u_fallback_rgba;

flat out vec4 v_color;
flat out vec4 v_color_to;
flat out vec4 v_ends_px;
flat out vec3 v_radii_ring;
flat out uint v_instance;

// Cuts the part behind the near plane off; false if nothing is left.
bool clip_to_near(inout vec4 from, inout vec4 to) {
    float from_depth = from.z + from.w;
    float to_depth = to.z + to.w;
    if (from_depth < 0.0 && to_depth < 0.0) {
        return false;
    }
    if (from_depth < 0.0) {
        from = mix(from, to, from_depth / (from_depth - to_depth));
    } else if (to_depth < 0.0) {
        to = mix(to, from, to_depth / (to_depth - from_depth));
    }
    return from.w > 0.0 && to.w > 0.0;
}

void main() {
    v_color = vec4(0.0);
    v_color_to = vec4(0.0);
    v_ends_px = vec4(0.0);
    v_radii_ring = vec3(0.0);
    v_instance = a_instance;
    gl_Position = vec4(4.0, 4.0, 0.0, 1.0);

    vec4 from = clip_from_batch(a_from);
    vec4 to = clip_from_batch(a_to);
    bool is_bone = a_joint_from != kNoStyle;
    uint group = is_bone ? a_skeleton : a_instance;
    Style style = resolve_style(a_style, a_has_color != 0u, a_color, u_fallback_rgba, group);
    if (!style.is_visible || !is_style_visible(a_joint_from) || !is_style_visible(a_joint_to) ||
        style.color.a <= 0.0 || !is_in_layer(style.color.a)) {
        return;
    }
    if (u_is_3d != 0u && !clip_to_near(from, to)) {
        return;
    }
    vec4 color_to = style.color;
    if (is_bone && u_bones_in_joint_colors != 0u) {
        style.color = resolve_style(a_joint_from, false, 0u, u_fallback_rgba, group).color;
        color_to = resolve_style(a_joint_to, false, 0u, u_fallback_rgba, group).color;
    }
    bool is_hovered = is_bone ? is_bone_marked(u_hover, u_entity, a_points)
                              : is_marked(u_hover, u_entity, a_instance);
    bool is_selected = is_bone ? is_bone_marked(u_selection, u_entity, a_points)
                               : is_marked(u_selection, u_entity, a_instance);
    if (is_hovered) {
        style.color.rgb = brighten(style.color.rgb);
        color_to.rgb = brighten(color_to.rgb);
    }
    float ring_px = is_selected ? 1.5 * u_ui_scale : (is_bone && is_hovered ? u_ui_scale : 0.0);
    float radius = is_bone && u_bone_radius > 0.0 ? -u_bone_radius : a_radius;
    vec2 from_px = (from.xy / from.w * 0.5 + 0.5) * u_target_px;
    vec2 to_px = (to.xy / to.w * 0.5 + 0.5) * u_target_px;
    vec2 radii = max(
        vec2(pixels_from_radius(radius, from.w), pixels_from_radius(radius, to.w)), vec2(0.5)
    );
    vec2 along = to_px - from_px;
    float length_px = length(along);
    along = length_px > 1.0e-5 ? along / length_px : vec2(1.0, 0.0);

    bool is_end = (gl_VertexID & 1) != 0;
    float side = (gl_VertexID & 2) != 0 ? 1.0 : -1.0;
    float reach = max(radii.x, radii.y) + ring_px + 1.0;
    vec4 clip = is_end ? to : from;
    vec2 place_px = is_end ? to_px + along * reach : from_px - along * reach;
    place_px += vec2(-along.y, along.x) * side * reach;

    v_color = style.color;
    v_color_to = color_to;
    v_ends_px = vec4(from_px, to_px);
    v_radii_ring = vec3(radii, ring_px);
    clip.z = depth_towards_eye(clip, 0.0005);
    gl_Position = vec4((place_px / u_target_px * 2.0 - 1.0) * clip.w, clip.zw);
}
