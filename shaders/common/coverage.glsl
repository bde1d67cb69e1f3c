// SPDX-License-Identifier: MIT
// Shapes with antialiased edges: a distance in pixels becomes premultiplied color.

// Around the shape: `ring_px` of white marks what is selected. Without one, `halo_px` of a thin
// translucent line sets it off from what is below: a lighter shade of its color where `halo` is above 0,
// else black.
vec4 covered_color(vec4 color, float distance_px, float radius_px, float ring_px, float halo_px, float halo) {
    float inside = clamp(radius_px + 0.5 - distance_px, 0.0, 1.0);
    if (ring_px > 0.0) {
        float outside = clamp(radius_px + ring_px + 0.5 - distance_px, 0.0, 1.0);
        vec4 mixed = mix(vec4(1.0), color, inside);
        return vec4(mixed.rgb, 1.0) * (mixed.a * outside);
    }
    float alpha = color.a * inside;
    vec4 covered = vec4(color.rgb * alpha, alpha);
    if (halo != 0.0) {
        float outside = clamp(radius_px + halo_px + 0.5 - distance_px, 0.0, 1.0);
        float halo_alpha = abs(halo) * color.a * max(outside - inside, 0.0);
        vec3 halo_rgb = halo > 0.0 ? mix(color.rgb, vec3(1.0), 0.3) : vec3(0.0);
        covered += vec4(halo_rgb, 1.0) * halo_alpha;
    }
    return covered;
}

// What counts as the opaque core of a shape. Shapes thinner than two pixels never cover a pixel wholly:
// there it is the pixel that they cover most. A halo is never part of it. Translucent shapes, of the
// opacity `own_alpha`, have no opaque core.
float least_core_alpha(
    float own_alpha,
    float distance_px,
    float radius_px,
    float thin_alpha,
    float halo
) {
    if (radius_px >= 1.0 || own_alpha < 0.998) {
        return 0.998;
    }
    return halo != 0.0 && distance_px > radius_px ? 2.0 : thin_alpha;
}
