// SPDX-License-Identifier: MIT
#include "importers/demo/person.h"

#include <cmath>

#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

constexpr glm::vec3 kUp(0.0F, 0.0F, 1.0F);

void add_leg(MeshBuilder& build, const PersonLook& look, const Pose& pose, const Leg& leg) {
    const float h = look.height;
    const float g = look.girth;
    const glm::vec3 shoes = color(look.shoes);
    const glm::vec3 cloth = look.has_skirt ? color(look.skin) : color(look.bottom);
    // A thigh may push the skirt out: it has the skirt's color.
    build.add_limb(leg.hip, leg.knee, 0.052F * h * g, 0.035F * h * g, color(look.bottom), 12);
    build.add_limb(leg.knee, leg.ankle, 0.035F * h * g, 0.025F * h, cloth, 12);
    const glm::vec3 along = glm::normalize(leg.toe - leg.heel);
    const glm::vec3 top = glm::normalize(glm::cross(along, pose.left) * -1.0F);
    const glm::vec3 middle = (leg.toe + leg.heel) * 0.5F + top * (0.020F * h);
    const glm::mat3 axes(pose.left * (0.026F * h), top * (0.021F * h), along * (0.078F * h));
    build.add_ball(middle, axes, shoes);
    build.add_limb(leg.ankle, leg.ankle * 0.6F + middle * 0.4F, 0.027F * h, 0.026F * h, shoes, 8);
}

void add_arm(MeshBuilder& build, const PersonLook& look, const Arm& arm) {
    const float h = look.height;
    const glm::vec3 sleeve = color(look.top) * 0.94F;
    const glm::vec3 skin = color(look.skin);
    build.add_limb(arm.shoulder, arm.elbow, 0.034F * h, 0.026F * h, sleeve, 10);
    build.add_limb(arm.elbow, arm.wrist, 0.026F * h, 0.019F * h, sleeve, 10);
    const glm::vec3 along = glm::normalize(arm.wrist - arm.elbow);
    build.add_limb(
        arm.wrist + along * (0.012F * h),
        arm.wrist + along * (0.038F * h),
        0.020F * h,
        0.016F * h,
        skin,
        8
    );
}

void add_torso(MeshBuilder& build, const PersonLook& look, const Pose& pose) {
    const float h = look.height;
    const float g = look.girth;
    const glm::vec3 spine = glm::normalize(pose.chest - pose.pelvis);
    const glm::vec3 ahead = glm::normalize(glm::cross(pose.left, spine));
    const glm::vec3 across = glm::normalize(pose.arms[0].shoulder - pose.arms[1].shoulder);
    const glm::vec3 shirt = color(look.top);
    const glm::vec3 below = color(look.bottom);
    const float length = glm::length(pose.chest - pose.pelvis);
    const auto section = [&](float up, float width, float depth, const glm::vec3& cloth) {
        const glm::vec3 turned = glm::normalize(mix(pose.left, across, clamp01(up)));
        return Section{
            pose.pelvis + spine * (length * up),
            turned * (width * h * g),
            ahead * (depth * h * g),
            cloth,
        };
    };
    const std::array<Section, 12> sections{{
        section(-0.30F, 0.020F, 0.020F, below),
        section(-0.26F, 0.075F, 0.055F, below),
        section(-0.08F, 0.094F, 0.066F, below),
        section(0.06F, 0.094F, 0.066F, below),
        section(0.061F, 0.097F, 0.069F, shirt),
        section(0.38F, 0.083F, 0.060F, shirt),
        section(0.70F, 0.101F, 0.067F, shirt),
        section(0.90F, 0.112F, 0.064F, shirt),
        section(1.00F, 0.102F, 0.053F, shirt),
        section(1.07F, 0.066F, 0.042F, shirt),
        section(1.10F, 0.040F, 0.034F, shirt),
        section(1.12F, 0.004F, 0.004F, shirt),
    }};
    build.add_tube(sections, 18);
    if (look.has_skirt) {
        const auto hem = [&](float up, float width, float depth) {
            return Section{
                pose.pelvis + kUp * (up * h) +
                    (pose.legs[0].knee + pose.legs[1].knee - pose.pelvis * 2.0F) *
                        (up < 0.0F ? -up * 0.6F : 0.0F) * glm::vec3(1.0F, 1.0F, 0.0F),
                pose.left * (width * h),
                pose.forward * (depth * h),
                below,
            };
        };
        const std::array<Section, 5> skirt{{
            hem(0.035F, 0.088F, 0.064F),
            hem(-0.03F, 0.100F, 0.075F),
            hem(-0.15F, 0.118F, 0.105F),
            hem(-0.275F, 0.126F, 0.135F),
            hem(-0.277F, 0.010F, 0.010F),
        }};
        build.add_tube(skirt, 18);
    }
}

void add_head(MeshBuilder& build, const PersonLook& look, const Pose& pose) {
    const float h = look.height;
    const glm::vec3 skin = color(look.skin);
    const glm::vec3 hair = color(look.has_helmet ? look.extra : look.hair);
    const glm::vec3 neck = pose.chest + kUp * (0.012F * h);
    build.add_limb(neck, pose.head - kUp * (0.030F * h), 0.031F * h, 0.029F * h, skin, 10);
    const auto axes = [&](float across, float ahead, float up) {
        return glm::mat3(pose.left * (across * h), pose.forward * (ahead * h), kUp * (up * h));
    };
    build.add_ball(pose.head, axes(0.043F, 0.052F, 0.066F), skin);
    build.add_ball(
        pose.head + pose.forward * (0.052F * h) - kUp * (0.008F * h),
        axes(0.008F, 0.010F, 0.011F),
        skin * 0.92F
    );
    for (const float side : {-1.0F, 1.0F}) {
        build.add_ball(
            pose.head + pose.left * (side * 0.043F * h),
            axes(0.006F, 0.011F, 0.015F),
            skin * 0.9F
        );
        build.add_ball(
            pose.head + pose.left * (side * 0.019F * h) + pose.forward * (0.045F * h) +
                kUp * (0.010F * h),
            axes(0.006F, 0.005F, 0.006F),
            color(0x2B2320)
        );
    }
    const glm::vec3 crown = pose.head + kUp * (0.020F * h) - pose.forward * (0.012F * h);
    build.add_ball(crown, axes(0.050F, 0.056F, 0.054F), hair);
    if (look.has_long_hair) {
        build.add_ball(
            pose.head - pose.forward * (0.034F * h) - kUp * (0.035F * h),
            axes(0.045F, 0.026F, 0.075F),
            hair
        );
    }
}

void add_backpack(MeshBuilder& build, const PersonLook& look, const Pose& pose) {
    const float h = look.height;
    const glm::vec3 spine = glm::normalize(pose.chest - pose.pelvis);
    const glm::vec3 behind = pose.pelvis + spine * (0.175F * h) - pose.forward * (0.088F * h);
    const glm::vec3 cloth = color(look.extra);
    const auto section = [&](float up, float width, float depth) {
        return Section{
            behind + spine * (up * h),
            pose.left * (width * h),
            pose.forward * (depth * h),
            cloth,
        };
    };
    const std::array<Section, 6> sections{{
        section(-0.100F, 0.01F, 0.01F),
        section(-0.095F, 0.070F, 0.038F),
        section(-0.04F, 0.080F, 0.046F),
        section(0.06F, 0.076F, 0.044F),
        section(0.11F, 0.058F, 0.032F),
        section(0.122F, 0.008F, 0.008F),
    }};
    build.add_tube(sections, 14, Shape::Soft);
}

}  // namespace

void add_person(MeshBuilder& build, const PersonLook& look, const Pose& pose) {
    for (const Leg& leg : pose.legs) {
        add_leg(build, look, pose, leg);
    }
    add_torso(build, look, pose);
    for (const Arm& arm : pose.arms) {
        add_arm(build, look, arm);
    }
    add_head(build, look, pose);
    if (look.has_backpack) {
        add_backpack(build, look, pose);
    }
}

}  // namespace limn::importers::demo
