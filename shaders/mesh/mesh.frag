// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/layer.glsl"

uniform uint u_entity;

in vec4 v_color;
flat in uint v_instance;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

void main() {
    if (v_color.a <= 0.0 || !is_in_layer(v_color.a)) {
        discard;
    }
    o_color = premultiply(v_color);
    o_id = uvec2(u_entity + 1u, v_instance);
}
