// SPDX-License-Identifier: MIT
// The style table: color, visibility, highlight and opacity of every class and keypoint.
// Needs common/color.glsl and common/frame.glsl.

const uint kNoStyle = 0xFFFFFFFFu;
const uint kPairBase = 0x10000u;
const uint kVisible = 1u;
const uint kSoloed = 2u;

uniform usampler2D t_style;
uniform uint u_style_classes;  // Whole rows of 256.
uniform uint u_style_pairs;
uniform uint u_solo;
uniform uint u_dim_others;
uniform uint u_hovered_style;

struct Style {
    vec4 color;  // Linear, unmultiplied; opacity is in alpha.
    bool is_visible;
};

bool find_style(uint index, out uvec2 texel) {
    uint local = index;
    uint first_row = 0u;
    uint count = u_style_classes;
    if (index >= kPairBase) {
        local = index - kPairBase;
        first_row = u_style_classes >> 8u;
        count = u_style_pairs;
    }
    texel = uvec2(0u);
    if (local >= count) {
        return false;
    }
    texel = texelFetch(t_style, ivec2(local & 255u, first_row + (local >> 8u)), 0).rg;
    return true;
}

bool texel_is_visible(uvec2 texel) {
    return (texel.g & kVisible) != 0u && (u_solo == 0u || (texel.g & kSoloed) != 0u);
}

bool is_style_visible(uint index) {
    if (index == kNoStyle) {
        return true;
    }
    uvec2 texel;
    return find_style(index, texel) ? texel_is_visible(texel) : u_solo == 0u;
}

vec3 brighten(vec3 rgb) {
    return mix(rgb, vec3(1.0), 0.3);
}

// What the hovered class does to a color of (index, class_id).
vec4 emphasize(vec4 color, uint index, uint class_id) {
    if (u_hovered_style == kNoStyle) {
        return color;
    }
    bool same_class = u_hovered_style < kPairBase && class_id == u_hovered_style;
    if (index == u_hovered_style || same_class) {
        return vec4(brighten(color.rgb), color.a);
    }
    if (u_dim_others == 0u) {
        return color;
    }
    return u_is_3d != 0u ? vec4(color.rgb * 0.2, color.a) : vec4(color.rgb, color.a * 0.25);
}

// An instance: its own color wins over the table's, everything else is the table's.
Style resolve_style(uint index, bool has_own_color, uint own_rgba, uint fallback_rgba) {
    Style style = Style(vec4(0.0), true);
    uint rgba = fallback_rgba;
    uint class_id = kNoStyle;
    float opacity = 1.0;
    bool is_auto = false;
    if (index != kNoStyle) {
        uvec2 texel;
        if (find_style(index, texel)) {
            style.is_visible = texel_is_visible(texel);
            rgba = texel.r;
            class_id = texel.g >> 16u;
            opacity = float((texel.g >> 8u) & 255u) / 255.0;
        } else {
            style.is_visible = u_solo == 0u;
            class_id = index;
            is_auto = true;
        }
    }
    if (has_own_color) {
        rgba = own_rgba;
        is_auto = false;
    }
    style.color = is_auto ? vec4(auto_color(index), 1.0) : linear_from_rgba8(rgba);
    style.color.a *= opacity;
    style.color = emphasize(style.color, index, class_id);
    return style;
}

// A mask pixel: ids above 65535 are classes here, never keypoint pairs.
Style resolve_class(uint id) {
    Style style = Style(vec4(0.0), u_solo == 0u);
    uvec2 texel;
    if (id < kPairBase && find_style(id, texel)) {
        style.is_visible = texel_is_visible(texel);
        style.color = linear_from_rgba8(texel.r);
        style.color.a *= float((texel.g >> 8u) & 255u) / 255.0;
    } else {
        style.color = vec4(auto_color(id), 1.0);
    }
    style.color = emphasize(style.color, id, id);
    return style;
}
