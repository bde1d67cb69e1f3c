// SPDX-License-Identifier: MIT
#include "importers/demo/street.h"

#include <algorithm>
#include <array>

#include "importers/demo/math.h"
#include "importers/demo/street_builder.h"

namespace limn::importers::demo {
namespace {

constexpr float kFarEnd = 170.0F;
constexpr float kNearEnd = -14.0F;
constexpr float kSideEnd = 70.0F;
constexpr float kCornerRadius = 2.6F;

/// A quarter circle around `center` from `from_rad`, counter-clockwise.
void add_arc(std::vector<glm::vec2>& outline, glm::vec2 center, float from_rad) {
    constexpr int kSteps = 8;
    for (int i = 0; i <= kSteps; ++i) {
        const float angle = from_rad + kPi * 0.5F * static_cast<float>(i) / kSteps;
        outline.push_back(center + glm::vec2(cosine(angle), sine(angle)) * kCornerRadius);
    }
}

void add_ground(StreetBuilder& build) {
    Surface asphalt;
    asphalt.material = Material::Asphalt;
    asphalt.class_id = kRoad;
    build.add_quad(
        {-kSideEnd * 2.0F, kNearEnd, 0.0F},
        {kSideEnd * 2.0F, kNearEnd, 0.0F},
        {kSideEnd * 2.0F, kFarEnd * 2.0F, 0.0F},
        {-kSideEnd * 2.0F, kFarEnd * 2.0F, 0.0F},
        build.add_surface(asphalt)
    );
    Surface pavement;
    pavement.material = Material::Pavement;
    pavement.class_id = kSidewalk;
    const std::uint16_t top = build.add_surface(pavement);
    const std::uint16_t curb = build.add_plain(kSidewalk, 0xB9B4AA);
    const float r = kCornerRadius;
    std::vector<glm::vec2> near_left{{-kSideEnd, kNearEnd}, {kRoadLeft, kNearEnd}};
    add_arc(near_left, {kRoadLeft - r, kCrossStreetNear - r}, 0.0F);
    near_left.emplace_back(-kSideEnd, kCrossStreetNear);
    build.add_block(near_left, top, curb);
    std::vector<glm::vec2> near_right{
        {kRoadRight, kNearEnd},
        {kSideEnd, kNearEnd},
        {kSideEnd, kCrossStreetNear},
    };
    add_arc(near_right, {kRoadRight + r, kCrossStreetNear - r}, kPi * 0.5F);
    build.add_block(near_right, top, curb);
    std::vector<glm::vec2> far_left{{-kSideEnd, kCrossStreetFar}};
    add_arc(far_left, {kRoadLeft - r, kCrossStreetFar + r}, kPi * 1.5F);
    far_left.insert(far_left.end(), {{kRoadLeft, kFarEnd}, {-kSideEnd, kFarEnd}});
    build.add_block(far_left, top, curb);
    std::vector<glm::vec2> far_right;
    add_arc(far_right, {kRoadRight + r, kCrossStreetFar + r}, kPi);
    far_right.insert(
        far_right.end(),
        {{kSideEnd, kCrossStreetFar}, {kSideEnd, kFarEnd}, {kRoadRight, kFarEnd}}
    );
    build.add_block(far_right, top, curb);
}

void add_buildings(StreetBuilder& build) {
    const std::array<Building, 13> buildings{{
        // Left side of the street, from near to far.
        {{-31.0F, 31.5F}, {-12.4F, 44.0F}, 9.9F, 0xC39277, 0x2F6F73, true},
        {{-31.0F, 44.3F}, {-12.4F, 58.0F}, 13.1F, 0xE6D3B1, 0xB4513F, true},
        {{-31.0F, 58.3F}, {-12.8F, 77.0F}, 9.9F, 0x9DB4B8, 0xD9A441, true},
        {{-31.0F, 77.3F}, {-12.4F, 98.0F}, 16.3F, 0xD8B08C, 0x4B6584, false},
        {{-31.0F, 98.3F}, {-12.4F, 130.0F}, 13.1F, 0xC4C1B7, 0x8C5B4A, false},
        // Behind the park, and along the right side.
        {{23.0F, 32.0F}, {41.0F, 50.0F}, 13.1F, 0xD9C6A5, 0x3E6B8A, true},
        {{19.0F, 63.0F}, {44.0F, 76.0F}, 16.3F, 0xB98D76, 0x3C5A57, false},
        {{9.6F, 78.0F}, {26.0F, 100.0F}, 13.1F, 0xE2D8C6, 0xA85C44, true},
        {{9.6F, 100.3F}, {26.0F, 130.0F}, 16.3F, 0xAEB9BD, 0x5B6D8A, false},
        // Beside and behind the camera: seen in 3D only.
        {{-27.0F, -10.0F}, {-13.2F, 11.5F}, 6.7F, 0xCBB79B, 0x7A4A3A, true},
        {{10.6F, -10.0F}, {26.0F, 11.0F}, 9.9F, 0xB7A99A, 0x35607A, true},
        // The end of the street.
        {{-26.0F, 172.0F}, {-4.0F, 190.0F}, 22.0F, 0xA9B4BE, 0x6B7886, false},
        {{-2.0F, 182.0F}, {24.0F, 200.0F}, 30.0F, 0xBFB7AE, 0x6B7886, false},
    }};
    for (const Building& building : buildings) {
        build.add_building(building);
    }
}

void add_trees(StreetBuilder& build) {
    struct Tree {
        float x;
        float y;
        float height;
        float crown;
    };

    constexpr std::array<Tree, 24> kTrees{{
        {-8.6F, 33.5F, 6.4F, 2.0F}, {-8.6F, 43.0F, 7.2F, 2.3F},  {-8.6F, 54.0F, 6.8F, 2.2F},
        {-8.6F, 66.0F, 7.4F, 2.4F}, {-8.6F, 80.0F, 7.0F, 2.3F},  {-8.6F, 96.0F, 7.6F, 2.5F},
        {6.4F, 41.0F, 6.6F, 2.1F},  {6.4F, 52.0F, 7.3F, 2.4F},   {6.4F, 64.0F, 6.9F, 2.2F},
        {6.4F, 78.0F, 7.4F, 2.4F},  {6.4F, 94.0F, 7.2F, 2.4F},   {11.5F, 37.5F, 7.6F, 2.7F},
        {17.0F, 34.5F, 6.8F, 2.4F}, {14.6F, 43.0F, 8.6F, 3.1F},  {20.0F, 46.5F, 8.2F, 3.0F},
        {11.0F, 50.0F, 8.0F, 2.8F}, {16.2F, 55.5F, 9.4F, 3.4F},  {11.5F, 62.0F, 8.8F, 3.1F},
        {21.5F, 58.0F, 9.0F, 3.2F}, {12.5F, 70.0F, 8.4F, 3.0F},  {-9.6F, 4.5F, 6.2F, 1.9F},
        {7.4F, -3.0F, 6.6F, 2.0F},  {-10.0F, -6.0F, 6.8F, 2.1F}, {-9.4F, 113.0F, 8.0F, 2.7F},
    }};
    std::uint32_t seed = 101;
    for (const Tree& tree : kTrees) {
        build.add_tree({tree.x, tree.y}, tree.height, tree.crown, seed++);
    }
    Surface hill;
    hill.material = Material::Foliage;
    hill.class_id = kVegetation;
    hill.albedo = color(0x5F9257);
    hill.seed = 900;
    hill.size = glm::vec2(200.0F, 30.0F);
    const std::uint16_t hill_surface = build.add_surface(hill);
    for (int i = 0; i < 30; ++i) {
        const float x = -150.0F + 10.3F * static_cast<float>(i);
        const float radius = 14.0F + 7.0F * hash01(i, 5, 77U);
        build.add_sphere({{x, 214.0F + 8.0F * hash01(i, 9, 77U), 1.0F}, radius, hill_surface});
    }
}

void add_hedge(StreetBuilder& build, glm::vec2 low, glm::vec2 high, float height) {
    Surface hedge;
    hedge.material = Material::Foliage;
    hedge.class_id = kVegetation;
    hedge.albedo = color(0x568F4B);
    hedge.seed = 333;
    hedge.origin = glm::vec3(low, kCurbHeight);
    hedge.size = glm::vec2(1.0F, height);
    build.add_box({low, kCurbHeight}, {high, kCurbHeight + height}, build.add_surface(hedge));
}

void add_furniture(StreetBuilder& build) {
    add_hedge(build, {9.6F, 31.0F}, {15.0F, 31.8F}, 0.9F);
    add_hedge(build, {16.6F, 31.0F}, {22.4F, 31.8F}, 0.9F);
    add_hedge(build, {9.3F, 32.2F}, {10.0F, 60.0F}, 0.8F);
    build.add_street_lamp({-7.4F, 38.5F}, 1.6F);
    build.add_street_lamp({-7.4F, 60.0F}, 1.6F);
    build.add_street_lamp({5.0F, 46.5F}, -1.6F);
    build.add_street_lamp({5.0F, 71.0F}, -1.6F);
    build.add_street_lamp({-7.5F, 1.0F}, 1.6F);
    build.add_sign({-7.3F, 12.6F}, 2.85F, 0.78F, Material::CrosswalkSign);
    build.add_sign({-7.4F, 30.4F}, 2.9F, 0.85F, Material::YieldSign);
    build.add_sign({5.1F, 31.0F}, 2.8F, 0.8F, Material::CrosswalkSign);
    const std::uint16_t pole = build.add_plain(kPole, 0x4B535D);
    build.add_post({4.95F, 10.2F, kCurbHeight}, 0.07F, 3.75F, pole);
    build.add_post({-7.1F, 28.9F, kCurbHeight}, 0.07F, 3.75F, pole);
    for (int i = 0; i < 5; ++i) {
        const float y = 1.5F + 2.2F * static_cast<float>(i);
        if (i < 2) {
            build.add_post({4.75F, y, kCurbHeight}, 0.06F, 0.85F, pole);
        }
        build.add_post({-7.0F, y, kCurbHeight}, 0.06F, 0.85F, pole);
    }
}

}  // namespace

Street make_street() {
    StreetBuilder build;
    add_ground(build);
    add_buildings(build);
    add_trees(build);
    add_furniture(build);
    return build.take();
}

float ground_height(glm::vec2 place) {
    const float beside = std::max(kRoadLeft - place.x, place.x - kRoadRight);
    const float before = std::max(kCrossStreetNear - place.y, place.y - kCrossStreetFar);
    return kCurbHeight * smooth_step(-0.05F, 0.2F, std::min(beside, before));
}

}  // namespace limn::importers::demo
