// SPDX-License-Identifier: MIT
// One instanced quad per segment, as wide on screen as the segment's radius says.
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/halo.glsl"
#include "common/layer.glsl"
#include "common/place.glsl"
#include "common/style.glsl"
#include "line/segment.glsl"

// Where the line comes from and goes on; equal to the segment's own end where it does not.
layout(location = 12) in vec3 a_before;
layout(location = 13) in vec3 a_after;

uniform bool u_has_joins;

flat out vec4 v_color;
flat out vec4 v_color_to;
flat out vec4 v_ends_px;
flat out vec4 v_radii_ring_halo;
flat out vec2 v_along;
flat out vec4 v_neighbors;  // Directions along the segments before and after, (0, 0) without one.
flat out uint v_instance;

vec2 direction(vec2 from, vec2 to) {
    float size = distance(from, to);
    return size > 1.0e-5 ? (to - from) / size : vec2(0.0);
}

// Along a joined segment, seen from the joint. Both segments find the same numbers.
vec2 neighbor_direction(vec3 joint, vec3 far_end, vec4 joint_clip, vec2 joint_px) {
    if (!u_has_joins || far_end == joint || is_cut(joint_clip)) {
        return vec2(0.0);
    }
    vec4 far_clip = clip_from_batch(far_end);
    if (u_is_3d != 0u) {
        clip_to_near(joint_clip, far_clip);
    }
    return direction(joint_px, pixel_of(far_clip));
}

void main() {
    v_color = vec4(0.0);
    v_color_to = vec4(0.0);
    v_ends_px = vec4(0.0);
    v_radii_ring_halo = vec4(0.0);
    v_along = vec2(0.0);
    v_neighbors = vec4(0.0);
    v_instance = a_instance;
    gl_Position = vec4(4.0, 4.0, 0.0, 1.0);

    Look look;
    if (!find_look(look)) {
        return;
    }
    vec4 joint_from = clip_from_batch(a_from);
    vec4 joint_to = clip_from_batch(a_to);
    vec4 from = joint_from;
    vec4 to = joint_to;
    float head = head_share(look.radius, to);
    if (head >= 1.0) {
        return;
    }
    to = mix(to, from, head);
    if (u_is_3d != 0u && !clip_to_near(from, to)) {
        return;
    }
    vec2 from_px = pixel_of(from);
    vec2 to_px = pixel_of(to);
    vec2 radii = vec2(radius_px_at(look.radius, from), radius_px_at(look.radius, to));
    vec2 along = direction(from_px, to_px);
    v_along = along;
    along = along == vec2(0.0) ? vec2(1.0, 0.0) : along;

    bool is_end = (gl_VertexID & 1) != 0;
    float side = (gl_VertexID & 2) != 0 ? 1.0 : -1.0;
    float reach = max(radii.x, radii.y) + margin_px(look) + 1.0;
    vec4 clip = is_end ? to : from;
    vec2 place_px = is_end ? to_px + along * reach : from_px - along * reach;
    place_px += vec2(-along.y, along.x) * side * reach;

    v_color = look.color_from;
    v_color_to = look.color_to;
    v_ends_px = vec4(from_px, to_px);
    v_radii_ring_halo = vec4(radii, look.ring_px, look.halo);
    // The shaft of an arrow ends flat at its head, as if it went on straight ahead.
    vec2 after = head > 0.0 ? v_along : neighbor_direction(a_to, a_after, joint_to, to_px);
    v_neighbors = vec4(neighbor_direction(a_from, a_before, joint_from, from_px), after);
    // The depth goes on evenly in the part of the quad beyond the end, unless the line leads to the eye.
    float length_px = distance(from_px, to_px);
    float slope = (to.z / to.w - from.z / from.w) / max(length_px, 1.0);
    float beyond_px = reach * clamp(length_px / reach - 1.0, 0.0, 1.0);
    clip.z = max(clip.z + slope * (is_end ? beyond_px : -beyond_px) * clip.w, -clip.w);
    clip.z = depth_towards_eye(clip, 0.0005);
    gl_Position = vec4((place_px / u_target_px * 2.0 - 1.0) * clip.w, clip.zw);
}
