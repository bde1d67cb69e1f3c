// SPDX-License-Identifier: MIT
// The style table: color, visibility, highlight and opacity of every class and keypoint.
// Needs common/color.glsl and common/frame.glsl.

const uint kNoStyle = 0xFFFFFFFFu;
const uint kPairBase = 0x10000u;
const uint kClassRows = 256u;
const uint kVisible = 1u;
const uint kSoloed = 2u;
const uint kUnlistedBits = 0xFF01u;  // Visible and opaque.

uniform usampler2D t_style;
uniform uint u_style_pairs;
uniform uint u_solo;
uniform uint u_dim_others;
uniform uint u_hovered_style;

struct Style {
    vec4 color;  // Linear, unmultiplied; opacity is in alpha.
    bool is_visible;
};

// The texel of an index; left as it is where the table has none. Classes that were not given are in
// the texture too, in their automatic colors.
void find_style(uint index, inout uvec2 texel) {
    bool is_pair = index >= kPairBase;
    uint local = is_pair ? index - kPairBase : index;
    if (local < (is_pair ? u_style_pairs : kPairBase)) {
        uint row = (local >> 8u) + (is_pair ? kClassRows : 0u);
        texel = texelFetch(t_style, ivec2(local & 255u, row), 0).rg;
    }
}

bool texel_is_visible(uvec2 texel) {
    return (texel.g & kVisible) != 0u && (u_solo == 0u || (texel.g & kSoloed) != 0u);
}

bool is_style_visible(uint index) {
    uvec2 texel = uvec2(0u, kUnlistedBits);
    find_style(index, texel);
    return index == kNoStyle || texel_is_visible(texel);
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
    uvec2 texel = uvec2(fallback_rgba, kUnlistedBits);
    Style style = Style(vec4(0.0), true);
    if (index != kNoStyle) {
        find_style(index, texel);
        style.is_visible = texel_is_visible(texel);
    }
    style.color = linear_from_rgba8(has_own_color ? own_rgba : texel.r);
    style.color.a *= float((texel.g >> 8u) & 255u) / 255.0;
    style.color = emphasize(style.color, index, index == kNoStyle ? kNoStyle : texel.g >> 16u);
    return style;
}

// A mask pixel: ids above 65535 are classes here, never keypoint pairs.
Style resolve_class(uint id) {
    uvec2 texel = uvec2(0u, kUnlistedBits);
    Style style = Style(vec4(0.0), true);
#ifdef LARGE_IDS
    if (id >= kPairBase) {
        style.color = vec4(auto_color(id), 1.0);
    } else {
        find_style(id, texel);
        style.color = linear_from_rgba8(texel.r);
    }
#else
    find_style(id, texel);
    style.color = linear_from_rgba8(texel.r);
#endif
    style.is_visible = texel_is_visible(texel);
    style.color.a *= float((texel.g >> 8u) & 255u) / 255.0;
    style.color = emphasize(style.color, id, id);
    return style;
}
