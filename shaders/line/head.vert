// SPDX-License-Identifier: MIT
// The heads of arrows: cones in 3D, triangles in 2D, as one instanced quad per segment.
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/halo.glsl"
#include "common/layer.glsl"
#include "common/place.glsl"
#include "common/style.glsl"
#include "line/segment.glsl"

flat out vec4 v_color;
flat out vec4 v_base_tip_px;
flat out vec4 v_shape;  // Half width, bulge of the base, 1 if the base is seen, half width of the shaft.
flat out vec2 v_ring_halo;
flat out uint v_instance;

void main() {
    v_color = vec4(0.0);
    v_base_tip_px = vec4(0.0);
    v_shape = vec4(0.0);
    v_ring_halo = vec2(0.0);
    v_instance = a_instance;
    gl_Position = vec4(4.0, 4.0, 0.0, 1.0);

    Look look;
    if (a_has_head == 0u || !find_look(look)) {
        return;
    }
    vec4 from = clip_from_batch(a_from);
    vec4 tip = clip_from_batch(a_to);
    float share = head_share(look.radius, tip);
    if (share <= 0.0) {
        return;
    }
    vec4 base = mix(tip, from, min(share, 1.0));
    float whole = min(1.0 / share, 1.0);
    if (is_cut(base)) {
        return;
    }
    vec2 base_px = pixel_of(base);
    vec2 tip_px = pixel_of(tip);
    float half_width = kHeadHalfWidth * radius_px_at(look.radius, base) * whole;
    // As long as it is on screen against its length across the view: how much it is turned away.
    float length_px = distance(base_px, tip_px);
    float across = length_px / (kHeadLength * radius_px_at(look.radius, tip) * whole);
    float turned = u_is_3d != 0u ? sqrt(max(1.0 - across * across, 0.0)) : 0.0;
    bool points_away = u_is_orthographic != 0u ? tip.z > base.z : tip.w > base.w;
    vec2 along = length_px > 1.0e-5 ? (tip_px - base_px) / length_px : vec2(1.0, 0.0);

    bool is_end = (gl_VertexID & 1) != 0;
    float side = (gl_VertexID & 2) != 0 ? 1.0 : -1.0;
    float margin = margin_px(look) + 1.0;
    float bulge = half_width * turned;
    vec2 place_px = is_end ? tip_px + along * (margin + max(bulge - length_px, 0.0))
                           : base_px - along * (margin + bulge);
    place_px += vec2(-along.y, along.x) * side * (half_width + margin);

    v_color = look.color_to;
    v_base_tip_px = vec4(base_px, tip_px);
    v_shape = vec4(
        half_width,
        bulge,
        points_away && bulge > 0.5 ? 1.0 : 0.0,
        share < 1.0 ? half_width / kHeadHalfWidth : 0.0
    );
    v_ring_halo = vec2(look.ring_px, look.halo);
    vec4 clip = is_end ? tip : base;
    // A shaft that comes towards the eye lies before the base.
    clip.z = depth_towards_eye(clip, points_away ? 0.0 : 0.0005);
    gl_Position = vec4((place_px / u_target_px * 2.0 - 1.0) * clip.w, clip.zw);
}
