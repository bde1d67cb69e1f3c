// SPDX-License-Identifier: MIT
#include "importers/demo/light.h"

#include <algorithm>
#include <cmath>

#include "importers/demo/math.h"
#include "importers/demo/raster.h"

namespace limn::importers::demo {
namespace {

constexpr glm::vec3 kSunColor(1.42F, 1.27F, 1.02F);
constexpr glm::vec3 kSkyLight(0.36F, 0.43F, 0.56F);
constexpr glm::vec3 kGroundLight(0.24F, 0.21F, 0.18F);
constexpr glm::vec3 kHazeColor(0.66F, 0.76F, 0.84F);

constexpr int kMapSize = 1536;
constexpr float kCell_m = 0.085F;
constexpr glm::vec3 kMapMiddle(-2.0F, 44.0F, 0.0F);
constexpr float kNothing = -1.0e6F;

struct SunBasis {
    glm::vec3 u;
    glm::vec3 v;
    glm::vec3 w;
};

SunBasis sun_basis() {
    const glm::vec3 w = to_sun();
    const glm::vec3 u = glm::normalize(glm::cross(glm::vec3(0.0F, 0.0F, 1.0F), w));
    return {u, glm::cross(w, u), w};
}

}  // namespace

glm::vec3 to_sun() {
    return glm::normalize(glm::vec3(-0.60F, -0.46F, 0.70F));
}

glm::vec3 lit(const glm::vec3& albedo, const glm::vec3& normal, float sunlight) {
    const float toward = std::max(glm::dot(normal, to_sun()), 0.0F) * sunlight;
    const float up = 0.5F + 0.5F * normal.z;
    return albedo * (kSunColor * toward + mix(kGroundLight, kSkyLight, up));
}

glm::vec3 shadow_tint() {
    const glm::vec3 ground(0.0F, 0.0F, 1.0F);
    const glm::vec3 white(1.0F);
    const glm::vec3 ratio = lit(white, ground, 0.0F) / lit(white, ground, 1.0F);
    // Colors are kept as square roots of light.
    return {std::sqrt(ratio.x), std::sqrt(ratio.y), std::sqrt(ratio.z)};
}

glm::vec3 with_haze(const glm::vec3& color, float distance) {
    const float far = std::max(distance - 18.0F, 0.0F);
    return mix(color, kHazeColor, 0.92F * far / (far + 210.0F));
}

glm::vec3 sky_color(const glm::vec3& direction) {
    const glm::vec3 d = glm::normalize(direction);
    const float height = std::max(d.z, 0.0F);
    const glm::vec3 horizon = color(0xE3EEF3);
    const glm::vec3 zenith = color(0x5C9FDB);
    glm::vec3 sky = mix(horizon, zenith, smooth_step(-0.05F, 0.36F, height));
    const glm::vec2 plane = glm::vec2(d) * (1.0F / (height + 0.16F));
    const glm::vec2 stretched(plane.x * 0.85F + 3.1F, plane.y * 1.5F);
    const float shape = layered_noise(stretched, 41U, 5);
    const float cover = smooth_step(0.50F, 0.74F, shape) * smooth_step(0.0F, 0.09F, height);
    const float thick = smooth_step(0.58F, 0.86F, shape);
    const glm::vec3 cloud =
        mix(glm::vec3(1.0F, 0.99F, 0.97F), glm::vec3(0.80F, 0.84F, 0.90F), thick);
    return mix(sky, cloud, cover * 0.9F);
}

std::uint32_t encode(const glm::vec3& color) {
    const auto channel = [](float light) {
        const float soft = light / (1.0F + 0.10F * light * light);
        const auto level = static_cast<std::int32_t>(std::sqrt(clamp01(soft)) * 255.0F + 0.5F);
        return static_cast<std::uint32_t>(level);
    };
    return channel(color.x) | channel(color.y) << 8U | channel(color.z) << 16U;
}

glm::vec3 ShadowMap::map_from_world(const glm::vec3& place) const {
    static const SunBasis basis = sun_basis();
    const glm::vec3 away = place - kMapMiddle;
    constexpr float kHalf = kMapSize * 0.5F;
    return {
        glm::dot(away, basis.u) / kCell_m + kHalf,
        glm::dot(away, basis.v) / kCell_m + kHalf,
        glm::dot(away, basis.w),
    };
}

ShadowMap::ShadowMap(const Street& street)
    : heights_(static_cast<std::size_t>(kMapSize) * kMapSize, kNothing) {
    const auto raise = [&](int x, int y, float height) {
        float& cell =
            heights_[static_cast<std::size_t>(y) * kMapSize + static_cast<std::size_t>(x)];
        cell = std::max(cell, height);
    };
    for (const Triangle& triangle : street.triangles) {
        const Material material = street.surfaces[triangle.surface].material;
        if (material == Material::Asphalt || material == Material::Pavement) {
            continue;  // The lowest surfaces cast nothing.
        }
        const auto vertex = [&](const glm::vec3& corner) {
            const glm::vec3 p = map_from_world(corner);
            return ScreenVertex{p.x, p.y, p.z};
        };
        raster_triangle(
            vertex(triangle.a),
            vertex(triangle.b),
            vertex(triangle.c),
            {kMapSize, kMapSize},
            [&](int x, int y, float height, float, float) { raise(x, y, height); }
        );
    }
    for (const Sphere& sphere : street.spheres) {
        const glm::vec3 center = map_from_world(sphere.center);
        const float radius = sphere.radius / kCell_m;
        const int x0 = std::max(static_cast<int>(center.x - radius), 0);
        const int x1 = std::min(static_cast<int>(center.x + radius), kMapSize - 1);
        const int y0 = std::max(static_cast<int>(center.y - radius), 0);
        const int y1 = std::min(static_cast<int>(center.y + radius), kMapSize - 1);
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                const float dx = (static_cast<float>(x) + 0.5F - center.x) / radius;
                const float dy = (static_cast<float>(y) + 0.5F - center.y) / radius;
                const float away = dx * dx + dy * dy;
                const glm::vec3 grain(static_cast<float>(x), static_cast<float>(y), 0.0F);
                if (away < 1.0F && has_leaf(sphere, grain * kCell_m, away)) {
                    raise(x, y, center.z + std::sqrt(1.0F - away) * sphere.radius);
                }
            }
        }
    }
}

float ShadowMap::sunlight(const glm::vec3& place) const {
    constexpr float kBias_m = 0.12F;
    const glm::vec3 p = map_from_world(place);
    if (!(p.x >= 1.0F && p.y >= 1.0F && p.x < kMapSize - 2 && p.y < kMapSize - 2)) {
        return 1.0F;
    }
    const std::int32_t left = whole(p.x - 0.5F);
    const std::int32_t bottom = whole(p.y - 0.5F);
    const float s = p.x - 0.5F - static_cast<float>(left);
    const float t = p.y - 0.5F - static_cast<float>(bottom);
    const auto at = [&](int dx, int dy) {
        const auto x = static_cast<std::size_t>(left + dx);
        const auto y = static_cast<std::size_t>(bottom + dy);
        return heights_[y * kMapSize + x] > p.z + kBias_m ? 0.0F : 1.0F;
    };
    return mix(mix(at(0, 0), at(1, 0), s), mix(at(0, 1), at(1, 1), s), t);
}

}  // namespace limn::importers::demo
