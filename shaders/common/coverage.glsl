// SPDX-License-Identifier: MIT
// Round shapes with antialiased edges: a distance in pixels becomes color.

// `ring_px` of white around the shape marks what is selected.
vec4 covered_color(vec4 color, float distance_px, float radius_px, float ring_px) {
    float inside = clamp(radius_px + 0.5 - distance_px, 0.0, 1.0);
    if (ring_px <= 0.0) {
        return vec4(color.rgb, color.a * inside);
    }
    float outside = clamp(radius_px + ring_px + 0.5 - distance_px, 0.0, 1.0);
    vec4 mixed = mix(vec4(1.0), color, inside);
    return vec4(mixed.rgb, mixed.a * outside);
}
