// SPDX-License-Identifier: MIT
// Where a position of a batch is. It is taken relative to a point near the eye first: the difference is
// exact, and floats suffice however far both are from the origin of the world. The twin of draw::BatchPlace.

uniform mat4 u_clip_from_local;
uniform vec3 u_batch_origin;

vec3 local_from_batch(vec3 position) {
    return position - u_batch_origin;
}

vec4 clip_from_batch(vec3 position) {
    return u_clip_from_local * vec4(local_from_batch(position), 1.0);
}
