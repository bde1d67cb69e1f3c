// SPDX-License-Identifier: MIT
// What holds for a whole picture. The twin of FrameBlock in src/render/frame_block.h.

layout(std140) uniform FrameBlock {
    mat4 u_clip_from_eye;  // From places relative to the eye, with the axes of the world.
    vec2 u_target_px;
    float u_ui_scale;
    float u_pixels_per_unit;         // 2D and orthographic views.
    float u_pixels_per_unit_at_one;  // Perspective views, at distance 1.
    uint u_is_3d;
    uint u_is_orthographic;
    uint u_color_by;  // One of kColorBy….
    uvec2 u_hover;      // Entity, instance.
    uvec2 u_selection;  // Entity, instance.
    float u_bone_radius;          // UI points; 0: as each bone says.
    uint u_bones_in_joint_colors;
    float u_background_luminance;
};

const uint kNone = 0xFFFFFFFFu;

const uint kColorByDescription = 0u;
const uint kColorByClass = 1u;
const uint kColorByInstance = 2u;
const uint kColorByEntity = 3u;
const uint kColorByKeypoint = 4u;
const uint kColorByLogged = 5u;

// Radii with the sign bit set are UI points, others world units; w is the clip w of the place.
float pixels_from_radius(float radius, float clip_w) {
    if ((floatBitsToUint(radius) >> 31u) != 0u) {
        return -radius * u_ui_scale;
    }
    bool flat_scale = u_is_3d == 0u || u_is_orthographic != 0u;
    return radius * (flat_scale ? u_pixels_per_unit : u_pixels_per_unit_at_one / clip_w);
}

bool is_marked(uvec2 mark, uint entity, uint instance) {
    return mark.x != kNone && mark.x == entity && (mark.y == kNone || mark.y == instance);
}

// Bones belong to both of their joints.
bool is_bone_marked(uvec2 mark, uint entity, uvec2 joints) {
    return mark.x != kNone && mark.x == entity &&
           (mark.y == kNone || mark.y == joints.x || mark.y == joints.y);
}

// Moves a place towards the eye by a small fraction of its distance, so that what lies on a surface
// is not swallowed by it.
float depth_towards_eye(vec4 clip, float fraction) {
    if (u_is_3d == 0u) {
        return clip.z;
    }
    float scale = u_is_orthographic != 0u ? 0.005 : 1.0;
    return clip.z - fraction * scale * (clip.w - clip.z);
}

// The depth of the front of a ball around a place, `radius_px` large on screen.
float depth_of_front(vec4 clip, float radius_px) {
    if (u_is_3d == 0u) {
        return clip.z;
    }
    if (u_is_orthographic == 0u) {
        float fraction = radius_px / u_pixels_per_unit_at_one;
        return max(clip.z - fraction * (clip.w - clip.z), -clip.w);
    }
    vec3 depth_row = vec3(u_clip_from_eye[0].z, u_clip_from_eye[1].z, u_clip_from_eye[2].z);
    return max(clip.z - radius_px / u_pixels_per_unit * length(depth_row), -clip.w);
}
