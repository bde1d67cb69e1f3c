// SPDX-License-Identifier: MIT
// Where a driver always decodes sRGB textures: a copy whose bytes are the encoded ones.
#include "common/color.glsl"

uniform sampler2D t_image;

in vec2 v_ndc;

layout(location = 0) out vec4 o_color;

void main() {
    vec4 color = texelFetch(t_image, ivec2(gl_FragCoord.xy), 0);
    o_color = vec4(srgb_from_linear(color.rgb), color.a);
}
