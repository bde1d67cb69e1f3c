// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/layer.glsl"

uniform uint u_entity;
uniform bool u_shaded;

in vec4 v_color;
in vec3 v_position;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

// A light at the eye: surfaces get darker as they turn away, by the geometry's own faces.
float shade() {
    vec3 normal = cross(dFdx(v_position), dFdy(v_position));
    float size = length(normal);
    float facing = size > 0.0 ? abs(dot(normal / size, normalize(v_position))) : 1.0;
    return 0.35 + 0.65 * facing;
}

void main() {
    if (v_color.a <= 0.0 || !is_in_layer(v_color.a)) {
        discard;
    }
    o_color = premultiply(v_color);
    if (u_shaded) {
        o_color.rgb *= shade();
    }
    o_id = uvec2(u_entity + 1u, v_instance);
}
