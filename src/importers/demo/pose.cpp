// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "importers/demo/math.h"
#include "importers/demo/person.h"
#include "importers/demo/vehicles.h"

namespace limn::importers::demo {
namespace {

constexpr glm::vec3 kUp(0.0F, 0.0F, 1.0F);

// Parts of the body's height.
constexpr float kThigh = 0.245F;
constexpr float kShin = 0.246F;
constexpr float kAnkle = 0.040F;
constexpr float kFoot = 0.130F;
constexpr float kSpine = 0.288F;
constexpr float kUpperArm = 0.172F;
constexpr float kForearm = 0.150F;
constexpr float kHipHalfWidth = 0.050F;
constexpr float kShoulderHalfWidth = 0.112F;
constexpr float kHeadAboveChest = 0.122F;

/// Angles of one leg over a gait cycle that starts with the heel's touch.
struct LegAngles {
    float hip;   ///< Thigh forward.
    float knee;  ///< Bent.
    float foot;  ///< Toes up.
};

LegAngles leg_angles(float cycle) {
    return {
        0.13F + 0.35F * cosine(kTurn * (cycle - 0.93F)),
        0.10F + 0.24F * cyclic_bump(cycle, 0.15F, 0.16F) + 0.98F * cyclic_bump(cycle, 0.72F, 0.24F),
        0.30F * cyclic_bump(cycle, 0.98F, 0.14F) - 0.85F * cyclic_bump(cycle, 0.62F, 0.17F),
    };
}

/// Direction in the walking plane: 0 down, positive forward.
glm::vec3 swing(const Pose& pose, float angle) {
    return pose.forward * sine(angle) - kUp * cosine(angle);
}

Leg leg_from_angles(
    const PersonLook& look,
    const Pose& pose,
    const glm::vec3& hip,
    const LegAngles& angles
) {
    Leg leg;
    leg.hip = hip;
    leg.knee = hip + swing(pose, angles.hip) * (kThigh * look.height);
    leg.ankle = leg.knee + swing(pose, angles.hip - angles.knee) * (kShin * look.height);
    const glm::vec3 along = pose.forward * cosine(angles.foot) + kUp * sine(angles.foot);
    const glm::vec3 sole = pose.forward * sine(angles.foot) - kUp * cosine(angles.foot);
    leg.heel = leg.ankle + sole * (kAnkle * look.height) - along * (0.28F * kFoot * look.height);
    leg.toe = leg.ankle + sole * (kAnkle * look.height) + along * (0.95F * kFoot * look.height);
    return leg;
}

float lowest(const Leg& leg) {
    return std::min(leg.heel.z, leg.toe.z);
}

void add_upper_body(const PersonLook& look, Pose& pose, float lean, float twist) {
    const float h = look.height;
    const glm::vec3 spine = kUp * cosine(lean) + pose.forward * sine(lean);
    pose.chest = pose.pelvis + spine * (kSpine * h);
    pose.head = pose.chest + (kUp * 0.97F + pose.forward * 0.16F) * (kHeadAboveChest * h);
    for (int side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        const glm::vec3 across = pose.left * cosine(twist) + pose.forward * (sine(twist) * 1.0F);
        pose.arms[static_cast<std::size_t>(side)].shoulder =
            pose.chest + across * (sign * kShoulderHalfWidth * h * (0.9F + 0.1F * look.girth)) -
            spine * (0.012F * h);
    }
}

/// The middle joint of two bones between two places, bent towards `bend`.
glm::vec3 bent_joint(
    const glm::vec3& from,
    const glm::vec3& to,
    float first,
    float second,
    const glm::vec3& bend
) {
    const glm::vec3 between = to - from;
    const float distance =
        std::clamp(glm::length(between), std::abs(first - second) + 1e-3F, first + second - 1e-3F);
    const glm::vec3 axis = glm::normalize(between);
    const float along = (first * first - second * second + distance * distance) / (2.0F * distance);
    const float away = std::sqrt(std::max(first * first - along * along, 0.0F));
    const glm::vec3 side = glm::normalize(bend - axis * glm::dot(bend, axis));
    return from + axis * along + side * away;
}

Pose facing(glm::vec2 heading) {
    Pose pose;
    pose.forward = glm::vec3(glm::normalize(heading), 0.0F);
    pose.left = glm::cross(kUp, pose.forward);
    return pose;
}

}  // namespace

float stride_length(const PersonLook& look) {
    return look.height * 0.79F;
}

Pose walking_pose(const PersonLook& look, const glm::vec3& place, glm::vec2 heading, float cycle) {
    Pose pose = facing(heading);
    const float h = look.height;
    const float sway = 0.012F * h * sine(kTurn * (cycle - 0.05F));
    const float twist = 0.10F * cosine(kTurn * (cycle - 0.93F));
    glm::vec3 pelvis = place + pose.left * sway;
    std::array<LegAngles, 2> angles{leg_angles(cycle), leg_angles(cycle + 0.5F)};
    float ground = 0.0F;
    for (std::size_t side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        const glm::vec3 hip = pelvis + pose.left * (sign * kHipHalfWidth * h) +
                              pose.forward * (sign * twist * 0.25F * h * kHipHalfWidth);
        pose.legs[side] = leg_from_angles(look, pose, hip, angles[side]);
        ground = side == 0 ? lowest(pose.legs[0]) : std::min(ground, lowest(pose.legs[1]));
    }
    // The lower foot stands on the ground.
    const glm::vec3 lift = kUp * (place.z - ground);
    pelvis += lift;
    pose.pelvis = pelvis;
    for (Leg& leg : pose.legs) {
        for (glm::vec3* joint : {&leg.hip, &leg.knee, &leg.ankle, &leg.toe, &leg.heel}) {
            *joint += lift;
        }
    }
    add_upper_body(look, pose, 0.055F, -twist * 1.3F);
    for (std::size_t side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        Arm& arm = pose.arms[side];
        // Arms swing against the leg of their side.
        const float opposite = cycle + (side == 0 ? 0.5F : 0.0F);
        const float upper = 0.02F + 0.40F * cosine(kTurn * (opposite - 0.93F));
        const float bend = 0.30F + 0.22F * cosine(kTurn * (opposite - 0.93F));
        const glm::vec3 outwards = pose.left * (sign * 0.13F);
        arm.elbow = arm.shoulder + glm::normalize(swing(pose, upper) + outwards) * (kUpperArm * h);
        arm.wrist = arm.elbow +
                    glm::normalize(swing(pose, upper + bend) + outwards * 0.3F) * (kForearm * h);
    }
    return pose;
}

Pose riding_pose(const PersonLook& look, const glm::vec3& place, glm::vec2 heading, float turns) {
    Pose pose = facing(heading);
    const float h = look.height;
    const BicycleGeometry bike = bicycle_geometry();
    const auto on_bike = [&](const glm::vec3& p) {
        return place + pose.forward * p.x + pose.left * p.y + kUp * p.z;
    };
    pose.pelvis = on_bike(bike.saddle) + kUp * 0.09F;
    for (std::size_t side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        const float angle = kTurn * turns + (side == 0 ? 0.0F : kPi);
        Leg& leg = pose.legs[side];
        leg.hip = pose.pelvis + pose.left * (sign * kHipHalfWidth * h);
        const glm::vec3 pedal =
            on_bike(bike.crank) + pose.forward * (bike.crank_length * sine(angle)) +
            kUp * (bike.crank_length * cosine(angle)) + pose.left * (sign * 0.11F);
        leg.ankle = pedal + kUp * (kAnkle * h + 0.03F) - pose.forward * (0.35F * kFoot * h);
        leg.knee = bent_joint(leg.hip, leg.ankle, kThigh * h, kShin * h, pose.forward + kUp * 0.3F);
        leg.heel = leg.ankle - kUp * (kAnkle * h) - pose.forward * (0.28F * kFoot * h);
        leg.toe = leg.ankle - kUp * (kAnkle * h) + pose.forward * (0.95F * kFoot * h);
    }
    add_upper_body(look, pose, 0.52F, 0.0F);
    for (std::size_t side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        Arm& arm = pose.arms[side];
        arm.wrist = on_bike(bike.handle) + pose.left * (sign * 0.24F) + kUp * 0.03F;
        arm.elbow = bent_joint(
            arm.shoulder,
            arm.wrist,
            kUpperArm * h,
            kForearm * h,
            pose.left * sign - kUp * 0.9F
        );
    }
    return pose;
}

std::array<glm::vec3, 17> keypoints(const PersonLook& look, const Pose& pose) {
    const float h = look.height;
    const auto on_head = [&](float ahead, float leftward, float upward) {
        return pose.head + (pose.forward * ahead + pose.left * leftward + kUp * upward) * h;
    };
    const auto& [left_leg, right_leg] = pose.legs;
    const auto& [left_arm, right_arm] = pose.arms;
    return {
        on_head(0.060F, 0.0F, -0.008F),
        on_head(0.048F, 0.019F, 0.011F),
        on_head(0.048F, -0.019F, 0.011F),
        on_head(0.0F, 0.044F, 0.002F),
        on_head(0.0F, -0.044F, 0.002F),
        left_arm.shoulder,
        right_arm.shoulder,
        left_arm.elbow,
        right_arm.elbow,
        left_arm.wrist,
        right_arm.wrist,
        left_leg.hip,
        right_leg.hip,
        left_leg.knee,
        right_leg.knee,
        left_leg.ankle,
        right_leg.ankle,
    };
}

}  // namespace limn::importers::demo
