// SPDX-License-Identifier: MIT
/// People: how they walk and ride, their 17 keypoints, and what they look like.
///
/// What      The pose is computed first; keypoints and body are made from the same joints, so masks, skeletons and
///           pictures agree.
/// Units     metres, radians; left and right are the person's own.
/// Threads   pure functions.
#pragma once

#include <array>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "importers/demo/mesh.h"

namespace limn::importers::demo {

struct PersonLook {
    float height = 1.75F;
    float girth = 1.0F;
    std::uint32_t skin = 0xE3B08C;
    std::uint32_t hair = 0x3B2A20;
    std::uint32_t top = 0x3A6EA5;
    std::uint32_t bottom = 0x33384A;
    std::uint32_t shoes = 0x2A2A2E;
    bool has_skirt = false;
    bool has_long_hair = false;
    bool has_helmet = false;
    bool has_backpack = false;
    std::uint32_t extra = 0xB23A3A;  ///< Backpack, helmet.
};

struct Leg {
    glm::vec3 hip{0.0F};
    glm::vec3 knee{0.0F};
    glm::vec3 ankle{0.0F};
    glm::vec3 toe{0.0F};
    glm::vec3 heel{0.0F};
};

struct Arm {
    glm::vec3 shoulder{0.0F};
    glm::vec3 elbow{0.0F};
    glm::vec3 wrist{0.0F};
};

struct Pose {
    glm::vec3 forward{0.0F, 1.0F, 0.0F};
    glm::vec3 left{-1.0F, 0.0F, 0.0F};
    glm::vec3 pelvis{0.0F};
    glm::vec3 chest{0.0F};    ///< Between the shoulders.
    glm::vec3 head{0.0F};     ///< Middle of the head.
    std::array<Leg, 2> legs;  ///< Left, right.
    std::array<Arm, 2> arms;
};

/// Metres per gait cycle.
[[nodiscard]] float stride_length(const PersonLook& look);

/// A walker at `place` on ground of that height; `cycle` counts gait cycles.
[[nodiscard]] Pose
walking_pose(const PersonLook& look, const glm::vec3& place, glm::vec2 heading, float cycle);

/// A rider whose bicycle stands at `place`; `turns` of the crank.
[[nodiscard]] Pose
riding_pose(const PersonLook& look, const glm::vec3& place, glm::vec2 heading, float turns);

/// In the order of the usual 17 keypoints: nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles; left first.
[[nodiscard]] std::array<glm::vec3, 17> keypoints(const PersonLook& look, const Pose& pose);

void add_person(MeshBuilder& build, const PersonLook& look, const Pose& pose);

}  // namespace limn::importers::demo
