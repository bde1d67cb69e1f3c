// SPDX-License-Identifier: MIT
// One channel, stretched over the colors of a map.
#include "common/color.glsl"
#include "common/layer.glsl"
#include "image/texel.glsl"

#ifdef FLOAT_VALUES
uniform sampler2DArray t_image;
#else
uniform usampler2DArray t_image;
#endif
uniform float u_opacity;
uniform uint u_linear_filter;
uniform vec2 u_value_range;
uniform sampler2D t_colormaps;  // One row per map.
uniform uint u_colormap;        // 0: shades of gray.

in vec2 v_pixel;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// Value and 1, or nothing where there is no number.
vec2 value_at(ivec2 texel) {
    float value = float(texelFetch(t_image, texel_place(texel), 0).r);
    return isnan(value) ? vec2(0.0) : vec2(value, 1.0);
}

vec2 bilinear(vec2 pixel) {
    vec2 corner = floor(pixel - 0.5);
    vec2 part = pixel - 0.5 - corner;
    ivec2 texel = ivec2(corner);
    vec2 top = mix(value_at(texel), value_at(texel + ivec2(1, 0)), part.x);
    vec2 bottom = mix(value_at(texel + ivec2(0, 1)), value_at(texel + ivec2(1, 1)), part.x);
    return mix(top, bottom, part.y);
}

vec3 color_of(float part) {
    part = clamp(part, 0.0, 1.0);
    if (u_colormap == 0u) {
        return linear_from_srgb(vec3(part));
    }
    float place = part * 255.0;
    int step = int(place);
    int row = int(u_colormap);
    vec3 from = texelFetch(t_colormaps, ivec2(step, row), 0).rgb;
    vec3 to = texelFetch(t_colormaps, ivec2(min(step + 1, 255), row), 0).rgb;
    return mix(from, to, place - float(step));
}

void main() {
    float texels = max(length(dFdx(v_pixel)), length(dFdy(v_pixel)));
    vec2 value = value_at(ivec2(floor(v_pixel)));
    if (u_linear_filter != 0u && texels < 0.99 && value.y > 0.0) {
        vec2 mean = bilinear(v_pixel);
        value = vec2(mean.x / max(mean.y, 1.0e-6), 1.0);
    }
    if (value.y == 0.0) {
        discard;
    }
    float range = u_value_range.y - u_value_range.x;
    float shade = range == 0.0 ? step(u_value_range.x, value.x)
                               : (value.x - u_value_range.x) / range;
    float alpha = u_opacity;
    if (alpha <= 0.0 || !is_in_layer(alpha)) {
        discard;
    }
    o_color = premultiply(vec4(color_of(shade), alpha));
    o_id = uvec2(0u);
}
