// SPDX-License-Identifier: MIT
// 3D views draw twice: what is opaque, then what is not. 2D views draw everything in order.

uniform uint u_layer;  // 0: everything, 1: opaque only, 2: transparent only.

// Lines and points in 3D: their fragments are sorted into the layers one by one. The soft edge of an
// opaque line is transparent: it must not write depth, or it keeps away what is drawn behind it later.
uniform bool u_splits_edges;

const float kOpaqueAlpha = 0.998;

bool is_in_layer(float alpha) {
    if (u_layer == 0u) {
        return true;
    }
    return (u_layer == 1u) == (alpha >= kOpaqueAlpha);
}

// Whether a primitive of this color can have fragments in the layer. The white ring around what is
// selected is opaque, whatever the color.
bool can_be_in_layer(float alpha, bool has_ring) {
    return (u_splits_edges && (u_layer == 2u || has_ring)) || is_in_layer(alpha);
}

// Whether a fragment belongs to the layer: `alpha` with its coverage, `least_alpha` what counts as opaque.
bool is_fragment_in_layer(float alpha, float least_alpha) {
    return !u_splits_edges || (u_layer == 1u) == (alpha >= least_alpha);
}
