// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "importers/demo/light.h"
#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

constexpr float kFloorHeight = 3.2F;

bool is_between(float x, float lo, float hi) {
    return x >= lo && x < hi;
}

/// Stripes across the driving direction; `across` runs along the row of stripes.
bool is_stripe(float across) {
    return fraction(across) < 0.52F;
}

struct RoadMark {
    bool is_paint = false;
    bool is_crosswalk = false;
};

RoadMark road_mark(glm::vec2 p) {
    const bool is_on_street = is_between(p.x, kRoadLeft + 0.25F, kRoadRight - 0.25F);
    if (is_on_street && (is_between(p.y, 5.5F, 8.9F) || is_between(p.y, 27.4F, 30.0F))) {
        return {is_stripe(p.x + 0.27F), true};
    }
    const bool is_in_cross_street =
        is_between(p.y, kCrossStreetNear + 0.3F, kCrossStreetFar - 0.3F);
    if (is_in_cross_street && (is_between(p.x, -9.7F, -7.2F) || is_between(p.x, 4.8F, 7.3F))) {
        return {is_stripe(p.y + 0.1F), true};
    }
    const bool is_stop_line =
        (is_between(p.y, 4.55F, 4.95F) && is_between(p.x, kRoadMiddle + 0.2F, kRoadRight - 0.3F)) ||
        (is_between(p.y, 30.7F, 31.1F) && is_between(p.x, kRoadLeft + 0.3F, kRoadMiddle - 0.2F));
    const bool is_middle = std::abs(p.x - kRoadMiddle) < 0.07F && (p.y < 4.2F || p.y > 31.5F) &&
                           fraction(p.y / 4.0F) < 0.6F;
    const bool is_cross_middle = std::abs(p.y - 21.0F) < 0.07F && (p.x < -10.5F || p.x > 8.0F) &&
                                 fraction(p.x / 4.0F) < 0.6F;
    return {is_stop_line || is_middle || is_cross_middle, false};
}

Appearance asphalt(const glm::vec3& place) {
    const glm::vec2 p(place);
    const float patches = layered_noise(p * 0.32F, 3U, 3);
    const float grain = noise(p * 17.0F, 11U);
    glm::vec3 tone = mix(color(0x666A70), color(0x7C7F84), patches);
    tone *= 0.90F + 0.20F * grain;
    // Wheels polish two tracks per lane.
    const float lane = std::abs(fraction((p.x - kRoadMiddle) / 2.7F + 0.5F) - 0.5F);
    tone *= 1.0F - 0.07F * smooth_step(0.25F, 0.05F, lane);
    const glm::vec2 cover = p - glm::vec2(-2.9F, 11.6F);
    const float from_cover = glm::length(cover);
    if (from_cover < 0.42F) {
        tone = color(from_cover > 0.36F ? 0x4C4F54 : 0x5D6066) *
               (is_stripe(cover.x * 9.0F) != is_stripe(cover.y * 9.0F) ? 0.85F : 1.05F);
    }
    const RoadMark mark = road_mark(p);
    if (mark.is_paint) {
        const float worn = smooth_step(0.62F, 0.95F, layered_noise(p * 3.7F, 29U, 4));
        tone = mix(color(0xE9E8E2), tone, 0.07F + 0.35F * worn);
    }
    return {tone, mark.is_crosswalk ? kCrosswalk : kRoad, 0.0F};
}

Appearance pavement(const glm::vec3& place) {
    const glm::vec2 p(place);
    const float beside = std::max(kRoadLeft - p.x, p.x - kRoadRight);
    const float before = std::max(kCrossStreetNear - p.y, p.y - kCrossStreetFar);
    const float inside = std::min(beside, before);
    const bool is_lawn = p.x > 9.4F && p.x < 22.8F && p.y > 31.2F && p.y < 77.0F;
    if (is_lawn) {
        const float tufts = layered_noise(p * 1.3F, 53U, 4);
        const float blades = noise(p * 13.0F, 59U);
        const glm::vec3 grass = mix(color(0x6E9C48), color(0x97B85C), tufts);
        return {grass * (0.88F + 0.24F * blades), kTerrain, 0.0F};
    }
    const float grain = noise(p * 15.0F, 17U);
    if (inside < 0.28F) {
        return {color(0xC9C5BB) * (0.92F + 0.14F * grain), kSidewalk, 0.0F};
    }
    const glm::vec2 slab = p / 0.75F;
    const auto row = static_cast<float>(whole(slab.y));
    const float column = slab.x + 0.5F * (row - 2.0F * static_cast<float>(whole(row * 0.5F)));
    const float joint = std::min(
        std::min(fraction(column), 1.0F - fraction(column)),
        std::min(fraction(slab.y), 1.0F - fraction(slab.y))
    );
    const float shade = hash01(whole(column), whole(row), 23U);
    glm::vec3 tone = mix(color(0xADA79E), color(0xBFB9AE), shade);
    tone *= (0.94F + 0.12F * grain) * mix(0.80F, 1.0F, smooth_step(0.0F, 0.035F, joint));
    return {tone, kSidewalk, 0.0F};
}

/// Where in its window cell a place of a facade lies.
struct FacadeCell {
    float u = 0.0F;  ///< From the left of the cell.
    float v = 0.0F;  ///< From the floor of the storey.
    float width = 0.0F;
    float height = 0.0F;  ///< Above the foot of the wall.
    std::int32_t column = 0;
    std::int32_t storey = 0;
    bool is_shop = false;
    bool has_floor = true;  ///< False above the last storey.
};

FacadeCell facade_cell(const Surface& surface, const glm::vec3& place) {
    FacadeCell cell;
    const glm::vec3 away = place - surface.origin;
    const float u = glm::dot(away, surface.along);
    cell.height = away.z;
    const float columns = std::max(static_cast<float>(whole(surface.size.x / 2.7F + 0.5F)), 1.0F);
    cell.width = surface.size.x / columns;
    cell.column = whole(u / cell.width);
    cell.u = u - static_cast<float>(cell.column) * cell.width;
    cell.storey = whole(away.z / kFloorHeight);
    const auto storey = static_cast<float>(cell.storey);
    cell.v = away.z - storey * kFloorHeight;
    cell.is_shop = surface.has_shop && cell.storey == 0;
    cell.has_floor = (storey + 1.0F) * kFloorHeight <= surface.size.y + 0.01F;
    return cell;
}

struct Opening {
    float left;
    float right;
    float bottom;
    float top;
};

Opening opening(const FacadeCell& cell) {
    if (cell.is_shop) {
        const bool is_door = cell.column % 3 == 1;
        return is_door ? Opening{cell.width * 0.5F - 0.55F, cell.width * 0.5F + 0.55F, 0.05F, 2.3F}
                       : Opening{0.25F, cell.width - 0.25F, 0.55F, 2.3F};
    }
    return {cell.width * 0.5F - 0.62F, cell.width * 0.5F + 0.62F, 0.90F, 2.62F};
}

/// Distance into the opening, negative outside.
float inside_opening(const FacadeCell& cell, const Opening& hole) {
    return std::min(
        std::min(cell.u - hole.left, hole.right - cell.u),
        std::min(cell.v - hole.bottom, hole.top - cell.v)
    );
}

Appearance window(const Surface& surface, const FacadeCell& cell, const Opening& hole, float in) {
    if (in < 0.07F) {
        return {cell.is_shop ? surface.accent * 0.6F : color(0xE8E4DA), kBuilding, 0.0F};
    }
    const bool is_bar = !cell.is_shop && std::abs(cell.u - cell.width * 0.5F) < 0.03F;
    if (is_bar) {
        return {color(0xDCD8CE), kBuilding, 0.0F};
    }
    const float lucky = hash01(cell.column, cell.storey, surface.seed);
    const float up = (cell.v - hole.bottom) / (hole.top - hole.bottom);
    glm::vec3 glass = mix(color(0x24323D), color(0x3E5567), up);
    if (cell.is_shop) {
        const float goods =
            hash01(static_cast<std::int32_t>(cell.u * 5.0F), cell.column, surface.seed);
        glass = mix(glass, mix(color(0xC9A66B), surface.accent, goods), up < 0.45F ? 0.35F : 0.12F);
    } else if (lucky > 0.62F) {
        const float drawn = lucky > 0.85F ? 1.0F : 0.4F;
        if (1.0F - up < drawn) {
            glass = mix(glass, color(0xD9CDB8), 0.55F);
        }
    }
    if (hole.top - cell.v < 0.20F) {
        glass *= 0.6F;  // The lintel's shadow.
    }
    return {glass, kBuilding, 0.30F};
}

Appearance facade(const Surface& surface, const glm::vec3& place) {
    const FacadeCell cell = facade_cell(surface, place);
    const Opening hole = opening(cell);
    const float in = inside_opening(cell, hole);
    if (cell.has_floor && in >= 0.0F) {
        return window(surface, cell, hole, in);
    }
    const float u = glm::dot(place - surface.origin, surface.along);
    if (cell.is_shop && is_between(cell.v, 2.36F, 2.95F)) {
        const glm::vec3 stripe = is_stripe(u * 1.4F) ? surface.accent : color(0xF1ECE0);
        return {stripe * (0.8F + 0.3F * (cell.v - 2.36F)), kBuilding, 0.0F};
    }
    const bool is_sill = cell.has_floor && !cell.is_shop &&
                         is_between(cell.v, hole.bottom - 0.14F, hole.bottom) &&
                         is_between(cell.u, hole.left - 0.12F, hole.right + 0.12F);
    const bool is_band = cell.v < 0.16F && cell.storey > 0;
    if (is_sill || is_band) {
        return {mix(surface.albedo, glm::vec3(0.86F), 0.55F), kBuilding, 0.0F};
    }
    const float stain = layered_noise({u * 0.5F, cell.height * 0.35F}, surface.seed, 3);
    glm::vec3 tone = surface.albedo * (0.90F + 0.18F * stain);
    const bool is_brick = surface.seed % 3U != 0U;
    if (is_brick) {
        const float course = cell.height / 0.22F;
        const float joint = std::min(fraction(course), 1.0F - fraction(course));
        tone *= mix(0.93F, 1.0F, smooth_step(0.0F, 0.2F, joint));
    }
    if (cell.height < 0.5F) {
        tone *= 0.72F;
    }
    return {tone, kBuilding, 0.0F};
}

Appearance foliage(const Surface& surface, const glm::vec3& place, const glm::vec3& normal) {
    const float scale = surface.size.y > 20.0F ? 0.2F : 1.0F;
    const float clumps = noise(place * (2.3F * scale), surface.seed);
    const float leaves = noise(place * (8.0F * scale), surface.seed + 5U);
    const float twigs = noise(place * (17.0F * scale), surface.seed + 9U);
    const float lightness = 0.55F + 0.36F * clumps + 0.50F * (leaves - 0.5F) + 0.36F * twigs;
    const float deep = 0.62F + 0.38F * clamp01(0.5F + 0.6F * normal.z);
    const glm::vec3 warm = mix(surface.albedo, color(0xB4C65A), 0.22F * clumps + 0.12F * twigs);
    return {warm * (lightness * deep), kVegetation, 0.0F};
}

float segment_distance(glm::vec2 p, glm::vec2 a, glm::vec2 b) {
    const glm::vec2 along = b - a;
    const float t = clamp01(glm::dot(p - a, along) / glm::dot(along, along));
    return glm::length(p - a - along * t);
}

bool is_walking_figure(glm::vec2 p) {
    return glm::length(p - glm::vec2(0.52F, 0.66F)) < 0.05F ||
           segment_distance(p, {0.51F, 0.56F}, {0.49F, 0.43F}) < 0.045F ||
           segment_distance(p, {0.49F, 0.43F}, {0.40F, 0.27F}) < 0.028F ||
           segment_distance(p, {0.49F, 0.43F}, {0.60F, 0.27F}) < 0.028F ||
           segment_distance(p, {0.51F, 0.56F}, {0.62F, 0.46F}) < 0.022F ||
           segment_distance(p, {0.51F, 0.56F}, {0.41F, 0.46F}) < 0.022F;
}

Appearance crosswalk_sign(const Surface& surface, const glm::vec3& place) {
    const glm::vec2 p(
        (place.x - surface.origin.x) / surface.size.x,
        (place.z - surface.origin.z) / surface.size.y
    );
    const float rim = std::min(std::min(p.x, 1.0F - p.x), std::min(p.y, 1.0F - p.y));
    const float slope = (0.90F - p.y) * 0.55F;
    const bool is_triangle = p.y > 0.17F && std::abs(p.x - 0.5F) < slope;
    glm::vec3 tone = color(0x1D64C0);
    if (rim < 0.045F) {
        tone = color(0xF4F6F8);
    } else if (is_triangle) {
        tone = is_walking_figure(p) ? color(0x23282E) : color(0xF4F6F8);
    }
    return {tone, kTrafficSign, 0.0F};
}

Appearance yield_sign(const Surface& surface, const glm::vec3& place) {
    const glm::vec2 p(
        (place.x - surface.origin.x) / surface.size.x,
        (place.z - surface.origin.z) / surface.size.y
    );
    const float side = (p.y * 0.5F - std::abs(p.x - 0.5F)) * 0.894F;
    const bool is_rim = std::min(side, 1.0F - p.y) < 0.11F;
    return {color(is_rim ? 0xD23A32 : 0xF6F4EE), kTrafficSign, 0.0F};
}

}  // namespace

Appearance appearance(const Surface& surface, const glm::vec3& place, const glm::vec3& normal) {
    switch (surface.material) {
        case Material::Asphalt:
            return asphalt(place);
        case Material::Pavement:
            return pavement(place);
        case Material::Facade:
            return facade(surface, place);
        case Material::Foliage:
            return foliage(surface, place, normal);
        case Material::CrosswalkSign:
            return crosswalk_sign(surface, place);
        case Material::YieldSign:
            return yield_sign(surface, place);
        case Material::Plain:
            break;
    }
    return {surface.albedo, surface.class_id, 0.0F};
}

bool is_window(const Surface& surface, const glm::vec3& place) {
    if (surface.material != Material::Facade) {
        return false;
    }
    const FacadeCell cell = facade_cell(surface, place);
    return cell.has_floor && inside_opening(cell, opening(cell)) > 0.07F;
}

bool has_leaf(const Sphere& sphere, const glm::vec3& place, float rim) {
    if (rim < 0.45F) {
        return true;
    }
    const float scale = sphere.radius > 8.0F ? 0.5F : 6.5F;
    const float gap = noise(place * scale, static_cast<std::uint32_t>(sphere.surface) + 71U);
    return gap > (rim - 0.45F) * 1.5F;
}

}  // namespace limn::importers::demo
