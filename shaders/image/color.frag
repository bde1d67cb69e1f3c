// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/layer.glsl"
#include "image/texel.glsl"

uniform sampler2DArray t_image;
uniform float u_opacity;
uniform uint u_linear_filter;

in vec2 v_pixel;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// sRGB is decoded by the sampler.
vec4 color_at(ivec2 texel) {
    return premultiply(texelFetch(t_image, texel_place(texel), 0));
}

vec4 nearest(vec2 pixel) {
    return color_at(ivec2(floor(pixel)));
}

vec4 bilinear(vec2 pixel) {
    vec2 corner = floor(pixel - 0.5);
    vec2 part = pixel - 0.5 - corner;
    ivec2 texel = ivec2(corner);
    vec4 top = mix(color_at(texel), color_at(texel + ivec2(1, 0)), part.x);
    vec4 bottom = mix(color_at(texel + ivec2(0, 1)), color_at(texel + ivec2(1, 1)), part.x);
    return mix(top, bottom, part.y);
}

// Several texels under one pixel: their mean, of at most 4×4 samples.
vec4 mean(vec2 pixel, vec2 per_x, vec2 per_y) {
    int taps = int(clamp(ceil(max(length(per_x), length(per_y))), 2.0, 4.0));
    vec4 sum = vec4(0.0);
    for (int y = 0; y < taps; ++y) {
        for (int x = 0; x < taps; ++x) {
            vec2 offset = (vec2(x, y) + 0.5) / float(taps) - 0.5;
            sum += nearest(pixel + per_x * offset.x + per_y * offset.y);
        }
    }
    return sum / float(taps * taps);
}

void main() {
    vec2 per_x = dFdx(v_pixel);
    vec2 per_y = dFdy(v_pixel);
    // 2D views know how large a texel is; the scale of 3D ones differs from pixel to pixel.
#if defined(NEAREST_TEXEL)
    vec4 color = nearest(v_pixel);
#elif defined(MIXED_TEXELS)
    vec4 color = bilinear(v_pixel);
#elif defined(MEAN_TEXELS)
    vec4 color = mean(v_pixel, per_x, per_y);
#else
    float texels = max(length(per_x), length(per_y));
    vec4 color = nearest(v_pixel);
    if (texels > 1.01) {
        color = mean(v_pixel, per_x, per_y);
    } else if (u_linear_filter != 0u && texels < 0.99) {
        color = bilinear(v_pixel);
    }
#endif
    color *= u_opacity;
    if (color.a <= 0.0 || !is_in_layer(color.a)) {
        discard;
    }
    o_color = color;
    o_id = uvec2(0u);
}
