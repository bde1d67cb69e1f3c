// SPDX-License-Identifier: MIT
// Colors travel as linear light, unmultiplied, until the last line of a fragment shader.

// A polynomial in place of pow((c + 0.055) / 1.055, 2.4): every byte within 0.013 of its step, at a
// fifth of the cost without a GPU. Opaque bytes come back exactly.
vec3 linear_from_srgb(vec3 c) {
    vec3 curve = 0.08728787 * c - 0.30737799;
    curve = curve * c + 0.66715121;
    curve = curve * c + 0.51938814;
    curve = curve * c + 0.03274497;
    curve = curve * c + 0.00091694;
    return mix(c / 12.92, curve, greaterThan(c, vec3(0.04045)));
}

vec3 srgb_from_linear(vec3 linear) {
    return mix(
        linear * 12.92,
        1.055 * pow(linear, vec3(1.0 / 2.4)) - 0.055,
        greaterThan(linear, vec3(0.0031308))
    );
}

// Red in the lowest byte.
vec4 linear_from_rgba8(uint packed_rgba) {
    vec3 rgb = vec3(packed_rgba & 255u, (packed_rgba >> 8u) & 255u, (packed_rgba >> 16u) & 255u);
    return vec4(linear_from_srgb(rgb / 255.0), float(packed_rgba >> 24u) / 255.0);
}

vec4 premultiply(vec4 color) {
    return vec4(color.rgb * color.a, color.a);
}

// The color of a class that no table lists; the same steps as draw::large_id_color, byte for byte.
vec3 auto_color(uint id) {
    const float kSaturation = 0.85;
    const float kValue = 0.5;
    float hue = float(id * 2654435769u) / 4294967296.0;
    float h6 = (hue >= 1.0 ? 0.0 : hue) * 6.0;
    uint sector = uint(h6);
    float f = h6 - float(sector);
    float p = kValue * (1.0 - kSaturation);
    float q = kValue * (1.0 - f * kSaturation);
    float t = kValue * (1.0 - (1.0 - f) * kSaturation);
    vec3 linear = vec3(kValue, t, p);
    if (sector == 1u) {
        linear = vec3(q, kValue, p);
    } else if (sector == 2u) {
        linear = vec3(p, kValue, t);
    } else if (sector == 3u) {
        linear = vec3(p, q, kValue);
    } else if (sector == 4u) {
        linear = vec3(t, p, kValue);
    } else if (sector == 5u) {
        linear = vec3(kValue, p, q);
    }
    vec3 bytes = floor(srgb_from_linear(linear) * 255.0 + 0.5);
    return linear_from_srgb(bytes / 255.0);
}
