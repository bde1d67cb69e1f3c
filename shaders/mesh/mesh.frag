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

// A light above the eye on the left: faces that meet at an edge differ, and all get darker as they turn
// away. Both sides are lit.
float shade() {
    vec3 normal = cross(dFdx(v_position), dFdy(v_position));
    float size = length(normal);
    if (size <= 0.0) {
        return 1.0;
    }
    vec3 to_eye = normalize(-v_position);
    vec3 right = normalize(vec3(u_clip_from_eye[0].x, u_clip_from_eye[1].x, u_clip_from_eye[2].x));
    vec3 up = normalize(vec3(u_clip_from_eye[0].y, u_clip_from_eye[1].y, u_clip_from_eye[2].y));
    normal *= (dot(normal, to_eye) < 0.0 ? -1.0 : 1.0) / size;
    float facing = dot(normal, normalize(to_eye - 0.35 * right + 0.5 * up));
    return 0.4 + 0.6 * clamp(facing, 0.0, 1.0);
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
