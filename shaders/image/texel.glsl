// SPDX-License-Identifier: MIT
// A picture is an array texture: one layer, or one per tile where it exceeds the GPU's limit.

uniform vec2 u_image_size;
uniform ivec2 u_tile_size;
uniform int u_tiles_across;  // 0: not tiled.

ivec3 texel_place(ivec2 texel) {
    texel = clamp(texel, ivec2(0), ivec2(u_image_size) - 1);
    if (u_tiles_across == 0) {
        return ivec3(texel, 0);
    }
    // Exact up to 2^23, and far faster than integer division where no GPU is.
    ivec2 tile = ivec2((vec2(texel) + 0.5) / vec2(u_tile_size));
    return ivec3(texel - tile * u_tile_size, tile.y * u_tiles_across + tile.x);
}
