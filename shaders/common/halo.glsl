// SPDX-License-Identifier: MIT
// Halos: dark classes stay visible on the dark ground, skeletons over a mask of their own class.
// Needs common/frame.glsl.

uniform float u_halo_px;  // 0: none.

const float kLowContrast = 1.6;  // Contrast ratio to the background, as WCAG defines it: full halo …
const float kGoodContrast = 2.5; // … to none.
const float kContrastHalo = 0.5;
const float kSkeletonHalo = 0.55;

// How opaque the halo of a color is; lighter than it if above 0, black below.
float halo_of(vec3 linear, bool is_skeleton) {
    if (u_halo_px <= 0.0) {
        return 0.0;
    }
    float own = dot(linear, vec3(0.2126, 0.7152, 0.0722)) + 0.05;
    float ground = u_background_luminance + 0.05;
    float contrast = max(own, ground) / min(own, ground);
    float needed = 1.0 - smoothstep(kLowContrast, kGoodContrast, contrast);
    float halo = needed * (ground < 0.23 ? kContrastHalo : -kContrastHalo);
    return is_skeleton && needed < 0.5 ? -kSkeletonHalo : halo;
}
