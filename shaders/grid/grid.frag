// SPDX-License-Identifier: MIT
// The ground: antialiased lines on the plane through the origin, finer where it is nearer.
#include "common/color.glsl"
#include "common/frame.glsl"

// Places are relative to the eye.
uniform mat4 u_rays;   // Columns: origin, change per ndc x, per ndc y; each a near point.
uniform mat4 u_rays_to;  // The same for a point farther along the ray.
uniform vec3 u_up;
uniform vec3 u_side;
uniform vec3 u_color;
uniform vec3 u_grid_eye;     // The eye's place on the plane less whole periods, and its height.
uniform vec3 u_grid_period;  // These whole periods, and how long one is: a power of ten.

in vec2 v_ndc;

layout(location = 0) out vec4 o_color;
layout(location = 1) out uvec2 o_id;

float lines_of(vec2 place, vec2 width, float cell) {
    // Periods are whole numbers of the cells below them.
    vec2 from_periods = cell < u_grid_period.z * 0.5 ? vec2(0.0) : fract(u_grid_period.xy / cell);
    vec2 line = abs(fract(place / cell + from_periods - 0.5) - 0.5) * cell / width;
    return 1.0 - min(min(line.x, line.y), 1.0);
}

void main() {
    vec3 from = u_rays[0].xyz + u_rays[1].xyz * v_ndc.x + u_rays[2].xyz * v_ndc.y;
    vec3 to = u_rays_to[0].xyz + u_rays_to[1].xyz * v_ndc.x + u_rays_to[2].xyz * v_ndc.y;
    vec3 along = to - from;
    float slope = dot(u_up, along);
    float reach = -(dot(u_up, from) + u_grid_eye.z) / slope;
    vec3 seen = from + along * reach;
    vec2 place = u_grid_eye.xy + vec2(dot(seen, u_side), dot(seen, cross(u_up, u_side)));
    vec2 width = max(fwidth(place), vec2(1.0e-9));
    vec4 clip = u_clip_from_eye * vec4(seen, 1.0);
    float depth = clip.z / clip.w * 0.5 + 0.5;
    if (!(reach > 0.0) || !(depth > 0.0 && depth < 1.0)) {
        discard;
    }
    // At least 8 pixels from line to line; the finest level fades in.
    float level = log2(max(width.x, width.y) * 8.0) / log2(10.0);
    float cell = pow(10.0, ceil(level));
    float fade_in = ceil(level) - level;
    float strength = max(
        max(lines_of(place, width, cell) * 0.35 * fade_in, lines_of(place, width, cell * 10.0) * 0.35),
        lines_of(place, width, cell * 100.0) * 0.6
    );
    float grazing = abs(slope) / length(along);
    float alpha = strength * 0.28 * smoothstep(0.01, 0.2, grazing);
    if (alpha <= 0.001) {
        discard;
    }
    gl_FragDepth = depth;
    o_color = vec4(u_color * alpha, alpha);
    o_id = uvec2(0u);
}
