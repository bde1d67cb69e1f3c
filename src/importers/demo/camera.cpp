// SPDX-License-Identifier: MIT
#include "importers/demo/camera.h"

#include "importers/demo/math.h"

namespace limn::importers::demo {

Camera make_camera(float yaw, float pitch, float roll) {
    const float cos_yaw = cosine(yaw);
    const float sin_yaw = sine(yaw);
    const float cos_pitch = cosine(pitch);
    const float sin_pitch = sine(pitch);
    const glm::vec3 forward(-sin_yaw * cos_pitch, cos_yaw * cos_pitch, -sin_pitch);
    const glm::vec3 level_right(cos_yaw, sin_yaw, 0.0F);
    const glm::vec3 level_down = glm::cross(forward, level_right);
    const glm::vec3 right = level_right * cosine(roll) + level_down * sine(roll);
    Camera camera;
    camera.position = glm::vec3(0.0F, 0.0F, 2.0F);
    camera.world_from_camera = glm::mat3(right, glm::cross(forward, right), forward);
    return camera;
}

Camera camera_at(float seconds) {
    const float yaw = 0.030F * sine(kTurn * seconds / 10.0F) + 0.004F * sine(seconds * 2.1F);
    const float pitch = kCameraPitch_rad + 0.005F * sine(kTurn * seconds / 5.0F + 0.7F);
    const float roll = 0.004F * sine(seconds * 1.3F);
    return make_camera(yaw, pitch, roll);
}

glm::quat to_quaternion(const glm::mat3& rotation) {
    const auto at = [&](int row, int column) { return rotation[column][row]; };
    // The largest of the four components is computed first, for accuracy.
    const float w = 1.0F + at(0, 0) + at(1, 1) + at(2, 2);
    const float x = 1.0F + at(0, 0) - at(1, 1) - at(2, 2);
    const float y = 1.0F - at(0, 0) + at(1, 1) - at(2, 2);
    const float z = 1.0F - at(0, 0) - at(1, 1) + at(2, 2);
    if (w >= x && w >= y && w >= z) {
        const float s = 0.5F / std::sqrt(w);
        return {
            0.25F / s,
            (at(2, 1) - at(1, 2)) * s,
            (at(0, 2) - at(2, 0)) * s,
            (at(1, 0) - at(0, 1)) * s};
    }
    if (x >= y && x >= z) {
        const float s = 0.5F / std::sqrt(x);
        return {
            (at(2, 1) - at(1, 2)) * s,
            0.25F / s,
            (at(0, 1) + at(1, 0)) * s,
            (at(0, 2) + at(2, 0)) * s};
    }
    if (y >= z) {
        const float s = 0.5F / std::sqrt(y);
        return {
            (at(0, 2) - at(2, 0)) * s,
            (at(0, 1) + at(1, 0)) * s,
            0.25F / s,
            (at(1, 2) + at(2, 1)) * s};
    }
    const float s = 0.5F / std::sqrt(z);
    return {
        (at(1, 0) - at(0, 1)) * s,
        (at(0, 2) + at(2, 0)) * s,
        (at(1, 2) + at(2, 1)) * s,
        0.25F / s};
}

}  // namespace limn::importers::demo
