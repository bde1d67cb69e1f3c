// SPDX-License-Identifier: MIT
#include "importers/demo/street_builder.h"

#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

constexpr int kPostSides = 12;

}  // namespace

std::uint16_t StreetBuilder::add_surface(const Surface& surface) {
    street_.surfaces.push_back(surface);
    return static_cast<std::uint16_t>(street_.surfaces.size() - 1);
}

std::uint16_t StreetBuilder::add_plain(ClassNumber class_id, std::uint32_t rgb) {
    Surface surface;
    surface.class_id = class_id;
    surface.albedo = color(rgb);
    return add_surface(surface);
}

void StreetBuilder::add_quad(
    const glm::vec3& a,
    const glm::vec3& b,
    const glm::vec3& c,
    const glm::vec3& d,
    std::uint16_t surface
) {
    const glm::vec3 normal = glm::normalize(glm::cross(b - a, d - a));
    street_.triangles.push_back({a, b, c, normal, surface});
    street_.triangles.push_back({a, c, d, normal, surface});
}

void StreetBuilder::add_box(const glm::vec3& low, const glm::vec3& high, std::uint16_t surface) {
    const auto at = [&](bool x, bool y, bool z) {
        return glm::vec3(x ? high.x : low.x, y ? high.y : low.y, z ? high.z : low.z);
    };
    add_quad(
        at(false, false, false),
        at(true, false, false),
        at(true, false, true),
        at(false, false, true),
        surface
    );
    add_quad(
        at(true, true, false),
        at(false, true, false),
        at(false, true, true),
        at(true, true, true),
        surface
    );
    add_quad(
        at(false, true, false),
        at(false, false, false),
        at(false, false, true),
        at(false, true, true),
        surface
    );
    add_quad(
        at(true, false, false),
        at(true, true, false),
        at(true, true, true),
        at(true, false, true),
        surface
    );
    add_quad(
        at(false, false, true),
        at(true, false, true),
        at(true, true, true),
        at(false, true, true),
        surface
    );
}

void StreetBuilder::add_post(glm::vec3 foot, float radius, float height, std::uint16_t surface) {
    const glm::vec3 up(0.0F, 0.0F, height);
    const auto rim = [&](int side) {
        const float angle = kTurn * static_cast<float>(side % kPostSides) / kPostSides;
        return foot + glm::vec3(radius * cosine(angle), radius * sine(angle), 0.0F);
    };
    for (int side = 0; side < kPostSides; ++side) {
        const glm::vec3 a = rim(side);
        const glm::vec3 b = rim(side + 1);
        add_quad(a, b, b + up, a + up, surface);
        street_.triangles.push_back({a + up, b + up, foot + up, {0.0F, 0.0F, 1.0F}, surface});
    }
}

void StreetBuilder::add_block(
    std::span<const glm::vec2> outline,
    std::uint16_t top,
    std::uint16_t curb
) {
    const auto lifted = [](glm::vec2 p) { return glm::vec3(p, kCurbHeight); };
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const glm::vec2 a = outline[i];
        const glm::vec2 b = outline[(i + 1) % outline.size()];
        if (i > 0 && i + 1 < outline.size()) {
            street_.triangles.push_back(
                {lifted(outline[0]), lifted(a), lifted(b), {0.0F, 0.0F, 1.0F}, top}
            );
        }
        add_quad({a, 0.0F}, {b, 0.0F}, lifted(b), lifted(a), curb);
    }
}

void StreetBuilder::add_wall(
    const glm::vec3& left,
    const glm::vec3& right,
    const Building& building
) {
    Surface wall;
    wall.material = Material::Facade;
    wall.class_id = kBuilding;
    wall.albedo = color(building.wall_rgb);
    wall.accent = color(building.accent_rgb);
    wall.seed = static_cast<std::uint32_t>(street_.surfaces.size()) * 7919U + 13U;
    wall.origin = left;
    wall.along = glm::normalize(right - left);
    wall.size = glm::vec2(glm::length(right - left), building.height);
    wall.has_shop = building.has_shop;
    const glm::vec3 up(0.0F, 0.0F, building.height);
    add_quad(left, right, right + up, left + up, add_surface(wall));
}

void StreetBuilder::add_building(const Building& building) {
    street_.footprints.push_back({building.low, building.high});
    const float foot = kCurbHeight;
    const glm::vec3 front_left(building.low, foot);
    const glm::vec3 front_right(building.high.x, building.low.y, foot);
    const glm::vec3 back_right(building.high, foot);
    const glm::vec3 back_left(building.low.x, building.high.y, foot);
    add_wall(front_left, front_right, building);
    add_wall(front_right, back_right, building);
    add_wall(back_right, back_left, building);
    add_wall(back_left, front_left, building);
    Surface trim;
    trim.class_id = kBuilding;
    trim.albedo = mix(color(building.wall_rgb), glm::vec3(0.75F), 0.45F);
    const float top = foot + building.height;
    add_box(
        {building.low - glm::vec2(0.25F), top - 0.05F},
        {building.high + glm::vec2(0.25F), top + 0.3F},
        add_surface(trim)
    );
}

void StreetBuilder::add_tree(glm::vec2 foot, float height, float crown_radius, std::uint32_t seed) {
    Random random(seed);
    const glm::vec3 base(foot, ground_height(foot));
    const float trunk = height - crown_radius * 1.5F;
    add_post(base, 0.05F * crown_radius + 0.05F, trunk + 0.5F, add_plain(kVegetation, 0x6B5140));
    const std::array<std::uint32_t, 4> greens{0x5E9B45, 0x6FA84B, 0x4F8F4A, 0x82B352};
    Surface leaves;
    leaves.material = Material::Foliage;
    leaves.class_id = kVegetation;
    leaves.albedo = color(greens[seed % greens.size()]);
    leaves.seed = seed;
    leaves.origin = base + glm::vec3(0.0F, 0.0F, trunk);
    leaves.size = glm::vec2(crown_radius, crown_radius * 2.0F);
    const std::uint16_t surface = add_surface(leaves);
    const glm::vec3 middle = base + glm::vec3(0.0F, 0.0F, height - crown_radius);
    add_sphere({middle, crown_radius * 0.72F, surface});
    constexpr int kPuffs = 17;
    for (int i = 0; i < kPuffs; ++i) {
        const float angle = kTurn * (static_cast<float>(i) * 0.618F + random.next() * 0.1F);
        const float level = static_cast<float>(i) / (kPuffs - 1) * 1.7F - 0.85F;
        const float ring = std::sqrt(1.0F - level * level) * 0.62F * crown_radius;
        const glm::vec3 away(
            ring * cosine(angle),
            ring * sine(angle),
            level * 0.68F * crown_radius
        );
        add_sphere({middle + away, crown_radius * random.between(0.30F, 0.46F), surface});
    }
}

void StreetBuilder::add_street_lamp(glm::vec2 foot, float arm_x) {
    const std::uint16_t metal = add_plain(kPole, 0x5A6470);
    const glm::vec3 base(foot, ground_height(foot));
    add_post(base, 0.07F, 5.6F, metal);
    const float x0 = std::min(foot.x, foot.x + arm_x);
    const float x1 = std::max(foot.x, foot.x + arm_x);
    add_box({x0, foot.y - 0.05F, 5.65F}, {x1, foot.y + 0.05F, 5.75F}, metal);
    const float lamp = foot.x + arm_x;
    add_box(
        {lamp - 0.35F, foot.y - 0.14F, 5.58F},
        {lamp + 0.35F, foot.y + 0.14F, 5.72F},
        add_plain(kPole, 0xD9DDE2)
    );
}

void StreetBuilder::add_sign(glm::vec2 foot, float top, float size, Material material) {
    const glm::vec3 base(foot, ground_height(foot));
    add_post(base, 0.035F, top - base.z, add_plain(kPole, 0x8E98A4));
    Surface plate;
    plate.material = material;
    plate.class_id = kTrafficSign;
    plate.origin = glm::vec3(foot.x - size * 0.5F, foot.y - 0.06F, top - size);
    plate.size = glm::vec2(size);
    const std::uint16_t surface = add_surface(plate);
    const glm::vec3 right(size, 0.0F, 0.0F);
    const glm::vec3 up(0.0F, 0.0F, size);
    if (material == Material::YieldSign) {
        const glm::vec3 tip = plate.origin + right * 0.5F;
        street_.triangles.push_back(
            {tip, plate.origin + right + up, plate.origin + up, {0.0F, -1.0F, 0.0F}, surface}
        );
        return;
    }
    add_quad(
        plate.origin,
        plate.origin + right,
        plate.origin + right + up,
        plate.origin + up,
        surface
    );
}

}  // namespace limn::importers::demo
