// SPDX-License-Identifier: MIT
#include "common/color.glsl"
#include "common/frame.glsl"
#include "common/style.glsl"
#include "common/place.glsl"

layout(location = 0) in vec3 a_position;
layout(location = 1) in uint a_style;
layout(location = 2) in uint a_instance;
layout(location = 3) in uint a_color;
layout(location = 4) in uint a_has_color;

uniform mat4 u_eye_from_local;
uniform uint u_entity;
uniform uint u_fallback_rgba;
uniform float u_opacity;

out vec4 v_color;
out vec3 v_position;  // Relative to the eye, for shading.
flat out uint v_instance;

void main() {
    Style style = resolve_style(a_style, a_has_color != 0u, a_color, u_fallback_rgba, a_instance);
    v_color = vec4(style.color.rgb, style.is_visible ? style.color.a * u_opacity : 0.0);
    v_instance = a_instance;
    if (is_marked(u_hover, u_entity, a_instance) || is_marked(u_selection, u_entity, a_instance)) {
        v_color.rgb = brighten(v_color.rgb);
    }
    v_position = (u_eye_from_local * vec4(local_from_batch(a_position), 1.0)).xyz;
    gl_Position = clip_from_batch(a_position);
}
