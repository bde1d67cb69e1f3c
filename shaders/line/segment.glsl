// SPDX-License-Identifier: MIT
// What the shafts of lines and the heads of arrows share: one instance is one segment.
// Needs common/color.glsl, frame.glsl, halo.glsl, layer.glsl, place.glsl and style.glsl.

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
layout(location = 11) in uint a_has_head;

uniform mat4 u_eye_from_local;
uniform uint u_entity;
uniform uint u_fallback_rgba;

// An arrow's head, in radii of its line.
const float kHeadLength = 6.0;
const float kHeadHalfWidth = 2.5;

struct Look {
    vec4 color_from;
    vec4 color_to;
    float radius;  // As logged: world units or UI points.
    float ring_px;
    float halo;
};

bool is_bone() {
    return a_joint_from != kNoStyle;
}

// False if nothing of the segment is seen.
bool find_look(out Look look) {
    look = Look(vec4(0.0), vec4(0.0), 0.0, 0.0, 0.0);
    uint group = is_bone() ? a_skeleton : a_instance;
    Style style = resolve_style(a_style, a_has_color != 0u, a_color, u_fallback_rgba, group);
    if (!style.is_visible || !is_style_visible(a_joint_from) || !is_style_visible(a_joint_to) ||
        style.color.a <= 0.0) {
        return false;
    }
    bool is_hovered = is_bone() ? is_bone_marked(u_hover, u_entity, a_points)
                                : is_marked(u_hover, u_entity, a_instance);
    bool is_selected = is_bone() ? is_bone_marked(u_selection, u_entity, a_points)
                                 : is_marked(u_selection, u_entity, a_instance);
    look.ring_px = is_selected ? 1.5 * u_ui_scale : (is_bone() && is_hovered ? u_ui_scale : 0.0);
    if (!can_be_in_layer(style.color.a, look.ring_px > 0.0)) {
        return false;
    }
    look.color_from = style.color;
    look.color_to = style.color;
    if (is_bone() && u_bones_in_joint_colors != 0u) {
        look.color_from = resolve_style(a_joint_from, false, 0u, u_fallback_rgba, group).color;
        look.color_to = resolve_style(a_joint_to, false, 0u, u_fallback_rgba, group).color;
    }
    if (is_hovered) {
        look.color_from.rgb = brighten(look.color_from.rgb);
        look.color_to.rgb = brighten(look.color_to.rgb);
    }
    look.radius = is_bone() && u_bone_radius > 0.0 ? -u_bone_radius : a_radius;
    look.halo = look.ring_px > 0.0 ? 0.0 : halo_of(look.color_from.rgb, is_bone());
    return true;
}

// How far the white ring or the halo reaches beyond the shape.
float margin_px(Look look) {
    return max(look.ring_px, look.halo != 0.0 ? u_halo_px : 0.0);
}

float radius_px_at(float radius, vec4 clip) {
    return max(pixels_from_radius(radius, clip.w), 0.5);
}

vec2 pixel_of(vec4 clip) {
    return (clip.xy / clip.w * 0.5 + 0.5) * u_target_px;
}

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

bool is_cut(vec4 clip) {
    return u_is_3d != 0u && clip.z + clip.w < 0.0;
}

// The share of an arrow that its head takes; 0 where there is none. Heads of short arrows are smaller.
float head_share(float radius, vec4 tip) {
    if (a_has_head == 0u || is_cut(tip)) {
        return 0.0;
    }
    bool flat_scale = u_is_3d == 0u || u_is_orthographic != 0u;
    float pixels_per_unit = flat_scale ? u_pixels_per_unit : u_pixels_per_unit_at_one / tip.w;
    float head = kHeadLength * radius_px_at(radius, tip) / pixels_per_unit;
    return head / max(length(mat3(u_eye_from_local) * (a_to - a_from)), 1.0e-12);
}
