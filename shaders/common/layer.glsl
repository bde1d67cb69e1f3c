// SPDX-License-Identifier: MIT
// 3D views draw twice: what is opaque, then what is not. 2D views draw everything in order.

uniform uint u_layer;  // 0: everything, 1: opaque only, 2: transparent only.

const float kOpaqueAlpha = 0.998;

bool is_in_layer(float alpha) {
    if (u_layer == 0u) {
        return true;
    }
    return (u_layer == 1u) == (alpha >= kOpaqueAlpha);
}
