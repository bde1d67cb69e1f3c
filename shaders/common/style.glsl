// SPDX-License-Identifier: MIT
// The style table: color, visibility, highlight and opacity of every class and keypoint.
// Needs common/color.glsl and common/frame.glsl.

const uint kNoStyle = 0xFFFFFFFFu;
const uint kPairBase = 0x10000u;
const uint kClassRows = 256u;
const uint kVisible = 1u;
const uint kSoloed = 2u;
const uint kUnlistedBits = 0xFF01u;  // Visible and opaque.

// What has no color of its own while only logged colors are shown.
const uint kUncolored = 0xFF949494u;

uniform usampler2D t_style;
uniform uint u_style_pairs;
uniform uint u_style_large;
uniform uint u_solo;
uniform uint u_dim_others;
uniform uint u_hovered_style;
uniform uint u_hovered_large;
uniform uint u_entity_rgba;

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

// The texel of a class id above 65535, by binary search; two texels each: id, style. Left as it is
// where nothing was chosen for the id.
bool find_large_style(uint id, inout uvec2 texel) {
    uint first_row = kClassRows + (u_style_pairs >> 8u);
    uint low = 0u;
    uint high = u_style_large;
    while (low < high) {
        uint middle = (low + high) >> 1u;
        ivec2 at = ivec2((middle & 127u) << 1u, first_row + (middle >> 7u));
        uint found = texelFetch(t_style, at, 0).r;
        if (found == id) {
            texel = texelFetch(t_style, at + ivec2(1, 0), 0).rg;
            return true;
        }
        low = found < id ? middle + 1u : low;
        high = found < id ? high : middle;
    }
    return false;
}

// What is hovered makes the rest darker, or fades it.
vec4 dimmed(vec4 color) {
    return u_is_3d != 0u ? vec4(color.rgb * 0.2, color.a) : vec4(color.rgb, color.a * 0.25);
}

vec4 emphasize_if(vec4 color, bool is_hovered) {
    if (u_hovered_style == kNoStyle && u_hovered_large == 0u) {
        return color;
    }
    if (is_hovered) {
        return vec4(brighten(color.rgb), color.a);
    }
    return u_dim_others == 0u ? color : dimmed(color);
}

// What the hovered class does to a color of (index, class_id).
vec4 emphasize(vec4 color, uint index, uint class_id) {
    bool same_class = u_hovered_style < kPairBase && class_id == u_hovered_style;
    bool is_hovered = u_hovered_style != kNoStyle && (index == u_hovered_style || same_class);
    return emphasize_if(color, is_hovered);
}

// The color that a view asks for in place of the described one: of class, group, entity, keypoint.
vec4 color_by(uvec2 texel, uint index, bool has_own_color, uint own_rgba, uint group) {
    if (u_color_by == kColorByDescription) {
        return linear_from_rgba8(has_own_color ? own_rgba : texel.r);
    }
    uint rgba = texel.r;
    float alpha = float(rgba >> 24u) / 255.0;
    if (u_color_by == kColorByInstance) {
        return vec4(auto_color(group), alpha);
    }
    if (u_color_by == kColorByEntity) {
        return vec4(linear_from_rgba8(u_entity_rgba).rgb, alpha);
    }
    if (u_color_by == kColorByLogged) {
        return linear_from_rgba8(has_own_color ? own_rgba : kUncolored);
    }
    if (u_color_by == kColorByClass && index >= kPairBase && index != kNoStyle) {
        uvec2 of_class = texel;
        find_style(texel.g >> 16u, of_class);
        rgba = of_class.r;
    }
    return linear_from_rgba8(rgba);
}

// An instance: its own color wins over the table's, everything else is the table's. `group` tells
// instances apart where they are colored by instance.
Style resolve_style(
    uint index,
    bool has_own_color,
    uint own_rgba,
    uint fallback_rgba,
    uint group
) {
    uvec2 texel = uvec2(fallback_rgba, kUnlistedBits);
    Style style = Style(vec4(0.0), true);
    if (index != kNoStyle) {
        find_style(index, texel);
        style.is_visible = texel_is_visible(texel);
    }
    style.color = color_by(texel, index, has_own_color, own_rgba, group);
    style.color.a *= float((texel.g >> 8u) & 255u) / 255.0;
    style.color = emphasize(style.color, index, index == kNoStyle ? kNoStyle : texel.g >> 16u);
    return style;
}

// A mask pixel: ids above 65535 are classes here, never keypoint pairs.
Style resolve_class(uint id) {
    uvec2 texel = uvec2(0u, kUnlistedBits);
    Style style = Style(vec4(0.0), true);
    bool is_hovered = id == u_hovered_style;
#ifdef LARGE_IDS
    if (id >= kPairBase) {
        style.color = find_large_style(id, texel) ? linear_from_rgba8(texel.r)
                                                  : vec4(auto_color(id), 1.0);
        is_hovered = id == u_hovered_large;
    } else {
        find_style(id, texel);
        style.color = linear_from_rgba8(texel.r);
    }
#else
    find_style(id, texel);
    style.color = linear_from_rgba8(texel.r);
#endif
    if (u_color_by == kColorByEntity) {
        style.color.rgb = linear_from_rgba8(u_entity_rgba).rgb;
    }
    style.is_visible = texel_is_visible(texel);
    style.color.a *= float((texel.g >> 8u) & 255u) / 255.0;
    style.color = emphasize_if(style.color, is_hovered);
    return style;
}
