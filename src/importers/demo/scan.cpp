// SPDX-License-Identifier: MIT
#include "importers/demo/scan.h"

#include <algorithm>
#include <cmath>

#include "importers/demo/light.h"
#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

constexpr float kReach_m = 40.0F;

bool is_in_building(const Street& street, glm::vec2 p) {
    return std::ranges::any_of(street.footprints, [&](const Footprint& foot) {
        return p.x > foot.low.x && p.x < foot.high.x && p.y > foot.low.y && p.y < foot.high.y;
    });
}

void add_point(PointCloud& cloud, const glm::vec3& place, ClassNumber class_id) {
    cloud.positions.push_back(place);
    cloud.class_ids.push_back(class_id);
}

/// The ground's class comes from the two materials that it has.
void add_ground_point(const Street& street, PointCloud& cloud, glm::vec2 p, Random& random) {
    if (is_in_building(street, p)) {
        return;
    }
    const float height = ground_height(p);
    Surface surface;
    surface.material = height > kCurbHeight * 0.5F ? Material::Pavement : Material::Asphalt;
    const glm::vec3 place(p, height + random.between(-0.006F, 0.006F));
    const Appearance look = appearance(surface, place, {0.0F, 0.0F, 1.0F});
    add_point(cloud, place, look.class_id);
}

void scan_ground(const Street& street, PointCloud& cloud) {
    Random random(5001);
    constexpr int kRings = 88;
    constexpr int kPerRing = 860;
    float radius = 2.2F;
    for (int ring = 0; ring < kRings; ++ring) {
        for (int i = 0; i < kPerRing; ++i) {
            const float angle = kTurn * (static_cast<float>(i) + random.next()) / kPerRing;
            const float wobble = radius * (1.0F + random.between(-0.0015F, 0.0015F));
            add_ground_point(street, cloud, glm::vec2(cosine(angle), sine(angle)) * wobble, random);
        }
        radius *= 1.0335F;
    }
    // A thin even layer fills the gaps between the far rings.
    for (int i = 0; i < 26000; ++i) {
        const glm::vec2 p(random.between(-34.0F, 34.0F), random.between(-12.0F, 74.0F));
        add_ground_point(street, cloud, p, random);
    }
}

/// How likely a place is hit: near things more often.
float hit_chance(const glm::vec3& place) {
    if (std::abs(place.x) > 42.0F || place.y > 80.0F || place.y < -12.0F) {
        return 0.0F;
    }
    const float distance = glm::length(place) / 26.0F;
    return 1.0F / (1.0F + distance * distance);
}

glm::vec3 place_on(const Triangle& triangle, Random& random) {
    float b = random.next();
    float c = random.next();
    if (b + c > 1.0F) {
        b = 1.0F - b;
        c = 1.0F - c;
    }
    return triangle.a + (triangle.b - triangle.a) * b + (triangle.c - triangle.a) * c;
}

void scan_walls(const Street& street, PointCloud& cloud, std::size_t num_points) {
    std::vector<float> sums;
    float total = 0.0F;
    for (const Triangle& triangle : street.triangles) {
        const Surface& surface = street.surfaces[triangle.surface];
        const bool is_ground =
            surface.material == Material::Asphalt || surface.material == Material::Pavement;
        const float area =
            0.5F * glm::length(glm::cross(triangle.b - triangle.a, triangle.c - triangle.a));
        const bool is_thin = surface.class_id == kPole || surface.class_id == kTrafficSign;
        total += is_ground ? 0.0F : area * (is_thin ? 14.0F : 1.0F);
        sums.push_back(total);
    }
    Random random(5002);
    const std::size_t wanted = cloud.positions.size() + num_points;
    for (int tries = 0; tries < 2'000'000 && cloud.positions.size() < wanted; ++tries) {
        const auto found = std::ranges::upper_bound(sums, random.next() * total);
        const auto index =
            std::min(static_cast<std::size_t>(found - sums.begin()), street.triangles.size() - 1);
        const Triangle& triangle = street.triangles[index];
        const Surface& surface = street.surfaces[triangle.surface];
        const glm::vec3 place = place_on(triangle, random);
        if (random.next() < hit_chance(place) && !is_window(surface, place)) {
            add_point(cloud, place, surface.class_id);
        }
    }
}

glm::vec3 random_direction(Random& random) {
    const float z = random.between(-1.0F, 1.0F);
    const float angle = kTurn * random.next();
    const float ring = std::sqrt(std::max(1.0F - z * z, 0.0F));
    return {ring * cosine(angle), ring * sine(angle), z};
}

void scan_leaves(const Street& street, PointCloud& cloud, std::size_t num_points) {
    Random random(5003);
    std::vector<std::size_t> near;
    for (std::size_t i = 0; i < street.spheres.size(); ++i) {
        if (hit_chance(street.spheres[i].center) > 0.0F) {
            near.push_back(i);
        }
    }
    const std::size_t wanted = cloud.positions.size() + num_points;
    for (int tries = 0; tries < 2'000'000 && cloud.positions.size() < wanted; ++tries) {
        const auto pick = static_cast<std::size_t>(random.next() * static_cast<float>(near.size()));
        const std::size_t index = near[std::min(pick, near.size() - 1)];
        const Sphere& sphere = street.spheres[index];
        const glm::vec3 direction = random_direction(random);
        const glm::vec3 place =
            sphere.center + direction * (sphere.radius * random.between(0.92F, 1.04F));
        if (random.next() > hit_chance(place) * 2.2F) {
            continue;
        }
        bool is_inside = false;
        const std::size_t first = index > 18 ? index - 18 : 0;
        const std::size_t last = std::min(index + 18, street.spheres.size() - 1);
        for (std::size_t other = first; other <= last; ++other) {
            const glm::vec3 away = place - street.spheres[other].center;
            const float radius = street.spheres[other].radius * 0.9F;
            is_inside = is_inside || glm::dot(away, away) < radius * radius;
        }
        if (!is_inside) {
            add_point(cloud, place, kVegetation);
        }
    }
}

}  // namespace

PointCloud scan_street(const Street& street) {
    PointCloud cloud;
    cloud.positions.reserve(200'000);
    cloud.class_ids.reserve(200'000);
    scan_ground(street, cloud);
    scan_walls(street, cloud, 46'000);
    scan_leaves(street, cloud, 46'000);
    return cloud;
}

MeshScan::MeshScan(const Mesh& mesh, int num_points, std::uint32_t seed) {
    std::vector<float> sums;
    float total = 0.0F;
    for (const Mesh::Face& face : mesh.faces) {
        const glm::vec3& a = mesh.vertices[face.a].position;
        total += glm::length(
            glm::cross(mesh.vertices[face.b].position - a, mesh.vertices[face.c].position - a)
        );
        sums.push_back(total);
    }
    Random random(seed);
    for (int i = 0; i < num_points && total > 0.0F; ++i) {
        const auto found = std::ranges::upper_bound(sums, random.next() * total);
        const auto face =
            std::min(static_cast<std::size_t>(found - sums.begin()), mesh.faces.size() - 1);
        float b = random.next();
        float c = random.next();
        if (b + c > 1.0F) {
            b = 1.0F - b;
            c = 1.0F - c;
        }
        places_.push_back({static_cast<std::uint32_t>(face), b, c});
    }
}

void MeshScan::add_points(const Mesh& mesh, PointCloud& cloud) const {
    for (const Place& place : places_) {
        const Mesh::Face& face = mesh.faces[place.face];
        const glm::vec3& a = mesh.vertices[face.a].position;
        add_point(
            cloud,
            a + (mesh.vertices[face.b].position - a) * place.b +
                (mesh.vertices[face.c].position - a) * place.c,
            face.class_id
        );
    }
}

}  // namespace limn::importers::demo
