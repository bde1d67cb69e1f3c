// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/style.glsl"
#include "common/layer.glsl"
#include "image/texel.glsl"

uniform usampler2DArray t_image;
uniform float u_fill_opacity;
uniform float u_outline_opacity;
uniform float u_outline_px;  // 0: no outline.
uniform uvec4 u_regions;     // Hovered class id, whether there is one; the same of the selected one.
uniform float u_region_px;   // Width of the line around them.
#ifdef LARGE_IDS
uniform uvec2 u_no_class;    // The value that stands for "no class", whether there is one.
uniform uint u_hatch_no_class;
#endif

in vec2 v_pixel;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

const vec2 kDirections[8] = vec2[8](
    vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0),
    vec2(0.70710678, 0.70710678), vec2(-0.70710678, 0.70710678),
    vec2(0.70710678, -0.70710678), vec2(-0.70710678, -0.70710678)
);

uint id_at(vec2 pixel) {
    return texelFetch(t_image, texel_place(ivec2(floor(pixel))), 0).r;
}

// Whether another class lies within `radius_px` screen pixels.
bool has_other_near(uint id, vec2 per_x, vec2 per_y, float radius_px) {
    bool found = false;
    for (int i = 0; i < 8; ++i) {
        vec2 offset = kDirections[i] * radius_px;
        found = found || id_at(v_pixel + per_x * offset.x + per_y * offset.y) != id;
    }
    return found;
}

#ifdef LARGE_IDS
// Diagonal stripes of a constant width on screen, so that pixels without a class are no class's color.
vec4 no_class_color() {
    float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 8.0 * u_ui_scale);
    return stripe < 2.0 * u_ui_scale ? vec4(1.0, 0.05, 0.35, 1.0) : vec4(0.0, 0.0, 0.0, 0.35);
}
#endif

// A line inside the edge of a region that is pointed at or selected.
bool is_region_rim(uint id, vec2 per_x, vec2 per_y) {
    bool is_marked = (u_regions.y != 0u && id == u_regions.x) ||
                     (u_regions.w != 0u && id == u_regions.z);
    return is_marked && has_other_near(id, per_x, per_y, u_region_px);
}

void main() {
    vec2 per_x = dFdx(v_pixel);
    vec2 per_y = dFdy(v_pixel);
    uint id = id_at(v_pixel);
#ifdef LARGE_IDS
    if (u_no_class.y != 0u && id == u_no_class.x) {
        if (u_hatch_no_class == 0u || u_layer == 1u) {
            discard;
        }
        o_color = premultiply(no_class_color());
        o_id = uvec2(0u);
        return;
    }
#endif
    Style style = resolve_class(id);
    if (!style.is_visible) {
        discard;
    }
    float opacity = u_fill_opacity;
    if (u_outline_px > 0.0) {
        bool is_edge = has_other_near(id, per_x, per_y, u_outline_px);
        if (u_outline_px > 2.5) {
            is_edge = is_edge || has_other_near(id, per_x, per_y, u_outline_px * 0.5);
        }
        opacity = is_edge ? u_outline_opacity : opacity;
    }
    style.color.a *= opacity;
    if (is_region_rim(id, per_x, per_y)) {
        style.color = vec4(1.0);
    }
    if (style.color.a <= 0.0 || !is_in_layer(style.color.a)) {
        discard;
    }
    o_color = premultiply(style.color);
    o_id = uvec2(0u);
}
