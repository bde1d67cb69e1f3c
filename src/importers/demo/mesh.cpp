// SPDX-License-Identifier: MIT
#include "importers/demo/mesh.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

/// A point of the unit cross section.
glm::vec2 outline(float angle, Shape shape) {
    const glm::vec2 circle(cosine(angle), sine(angle));
    if (shape == Shape::Round) {
        return circle;
    }
    const glm::vec2 square = circle * circle;
    const glm::vec2 fourth = square * square;
    if (shape == Shape::Soft) {
        return circle / std::sqrt(std::sqrt(fourth.x + fourth.y));
    }
    const glm::vec2 eighth = fourth * fourth;
    return circle / std::sqrt(std::sqrt(std::sqrt(eighth.x + eighth.y)));
}

}  // namespace

std::uint32_t
MeshBuilder::add_vertex(const glm::vec3& place, const glm::vec3& normal, const glm::vec3& color) {
    mesh_.vertices.push_back({place, normal, color, glow_});
    return static_cast<std::uint32_t>(mesh_.vertices.size() - 1);
}

void MeshBuilder::add_face(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    const Vertex& va = mesh_.vertices[a];
    const glm::vec3 facing = glm::cross(
        mesh_.vertices[b].position - va.position,
        mesh_.vertices[c].position - va.position
    );
    const glm::vec3 outward = va.normal + mesh_.vertices[b].normal + mesh_.vertices[c].normal;
    if (glm::dot(facing, outward) < 0.0F) {
        std::swap(b, c);
    }
    mesh_.faces.push_back({a, b, c, class_id_});
}

void MeshBuilder::add_tube(std::span<const Section> sections, int sides, Shape shape) {
    const auto num_sections = static_cast<std::uint32_t>(sections.size());
    const auto num_sides = static_cast<std::uint32_t>(sides);
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (const Section& section : sections) {
        for (int side = 0; side < sides; ++side) {
            const float angle =
                kTurn * (static_cast<float>(side) + 0.5F) / static_cast<float>(sides);
            const glm::vec2 p = outline(angle, shape);
            add_vertex(
                section.center + section.u * p.x + section.v * p.y,
                glm::vec3(0.0F),
                section.color
            );
        }
    }
    const auto at = [&](std::uint32_t ring, std::uint32_t side) {
        return first + ring * num_sides + side % num_sides;
    };
    float outwardness = 0.0F;  // All normals point out, or all point in.
    for (std::uint32_t ring = 0; ring < num_sections; ++ring) {
        const std::uint32_t before = ring == 0 ? 0 : ring - 1;
        const std::uint32_t after = ring + 1 == num_sections ? ring : ring + 1;
        for (std::uint32_t side = 0; side < num_sides; ++side) {
            Vertex& vertex = mesh_.vertices[at(ring, side)];
            const glm::vec3 around = mesh_.vertices[at(ring, side + 1)].position -
                                     mesh_.vertices[at(ring, side + num_sides - 1)].position;
            const glm::vec3 forward = mesh_.vertices[at(after, side)].position -
                                      mesh_.vertices[at(before, side)].position;
            const glm::vec3 normal = glm::cross(around, forward);
            outwardness += glm::dot(normal, vertex.position - sections[ring].center);
            const float length = glm::length(normal);
            vertex.normal = length > 1e-9F ? normal / length : glm::vec3(0.0F, 0.0F, 1.0F);
        }
    }
    if (outwardness < 0.0F) {
        for (std::uint32_t i = first; i < first + num_sections * num_sides; ++i) {
            mesh_.vertices[i].normal = -mesh_.vertices[i].normal;
        }
    }
    for (std::uint32_t ring = 0; ring + 1 < num_sections; ++ring) {
        for (std::uint32_t side = 0; side < num_sides; ++side) {
            add_face(at(ring, side), at(ring, side + 1), at(ring + 1, side));
            add_face(at(ring, side + 1), at(ring + 1, side + 1), at(ring + 1, side));
        }
    }
    add_cap(sections[0], sections[1], at(0, 0), num_sides);
    add_cap(
        sections[num_sections - 1],
        sections[num_sections - 2],
        at(num_sections - 1, 0),
        num_sides
    );
}

void MeshBuilder::add_cap(
    const Section& end,
    const Section& inner,
    std::uint32_t first,
    std::uint32_t num_sides
) {
    const glm::vec3 out = end.center - inner.center;
    const float length = glm::length(out);
    if (length < 1e-5F) {
        return;
    }
    const std::uint32_t middle = add_vertex(end.center, out / length, end.color);
    for (std::uint32_t side = 0; side < num_sides; ++side) {
        add_face(middle, first + side, first + (side + 1) % num_sides);
    }
}

void MeshBuilder::add_limb(
    const glm::vec3& from,
    const glm::vec3& to,
    float from_radius,
    float to_radius,
    const glm::vec3& color,
    int sides
) {
    const glm::vec3 along = to - from;
    const float length = std::max(glm::length(along), 1e-4F);
    const glm::vec3 axis = along * (1.0F / length);
    const glm::vec3 helper =
        std::abs(axis.z) < 0.9F ? glm::vec3(0.0F, 0.0F, 1.0F) : glm::vec3(1.0F, 0.0F, 0.0F);
    const glm::vec3 u = glm::normalize(glm::cross(helper, axis));
    const glm::vec3 v = glm::cross(axis, u);
    const auto section = [&](const glm::vec3& center, float radius) {
        return Section{center, u * radius, v * radius, color};
    };
    constexpr float kTip = 0.08F;
    const std::array<Section, 8> sections{{
        section(from - axis * from_radius, from_radius * kTip),
        section(from - axis * (from_radius * 0.80F), from_radius * 0.60F),
        section(from - axis * (from_radius * 0.40F), from_radius * 0.917F),
        section(from, from_radius),
        section(to, to_radius),
        section(to + axis * (to_radius * 0.40F), to_radius * 0.917F),
        section(to + axis * (to_radius * 0.80F), to_radius * 0.60F),
        section(to + axis * to_radius, to_radius * kTip),
    }};
    add_tube(sections, sides);
}

void MeshBuilder::add_ball(
    const glm::vec3& center,
    const glm::mat3& half_axes,
    const glm::vec3& color
) {
    constexpr int kRings = 8;
    std::array<Section, kRings> sections{};
    for (int i = 0; i < kRings; ++i) {
        const float angle = kPi * (static_cast<float>(i) / (kRings - 1) - 0.5F);
        const float ring = std::max(cosine(angle), 0.05F);
        sections[static_cast<std::size_t>(i)] = {
            center + half_axes[2] * sine(angle),
            half_axes[0] * ring,
            half_axes[1] * ring,
            color,
        };
    }
    add_tube(sections, 12);
}

void MeshBuilder::add_box(
    const glm::vec3& center,
    const glm::vec3& half_size,
    const glm::vec3& color
) {
    for (int axis = 0; axis < 3; ++axis) {
        for (const float side : {-1.0F, 1.0F}) {
            glm::vec3 out(0.0F);
            glm::vec3 u(0.0F);
            glm::vec3 v(0.0F);
            out[axis] = side * half_size[axis];
            u[(axis + 1) % 3] = side * half_size[(axis + 1) % 3];
            v[(axis + 2) % 3] = half_size[(axis + 2) % 3];
            const glm::vec3 middle = center + out;
            add_plate(middle - u - v, middle + u - v, middle + u + v, middle - u + v, color);
        }
    }
}

void MeshBuilder::add_plate(
    const glm::vec3& a,
    const glm::vec3& b,
    const glm::vec3& c,
    const glm::vec3& d,
    const glm::vec3& color
) {
    const glm::vec3 normal = glm::normalize(glm::cross(b - a, d - a));
    const std::uint32_t first = add_vertex(a, normal, color);
    add_vertex(b, normal, color);
    add_vertex(c, normal, color);
    add_vertex(d, normal, color);
    add_face(first, first + 1, first + 2);
    add_face(first, first + 2, first + 3);
}

void MeshBuilder::add_ring(
    const glm::vec3& center,
    const glm::vec3& axis,
    float radius,
    float tube_radius,
    const glm::vec3& color
) {
    constexpr std::uint32_t kAround = 28;
    constexpr std::uint32_t kAcross = 7;
    const glm::vec3 u = glm::normalize(glm::cross(glm::vec3(0.0F, 0.0F, 1.0F), axis));
    const glm::vec3 v = glm::cross(axis, u);
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (std::uint32_t i = 0; i < kAround; ++i) {
        const float turn = kTurn * static_cast<float>(i) / kAround;
        const glm::vec3 out = u * cosine(turn) + v * sine(turn);
        for (std::uint32_t j = 0; j < kAcross; ++j) {
            const float angle = kTurn * static_cast<float>(j) / kAcross;
            const glm::vec3 normal = out * cosine(angle) + axis * sine(angle);
            add_vertex(center + out * radius + normal * tube_radius, normal, color);
        }
    }
    const auto at = [&](std::uint32_t i, std::uint32_t j) {
        return first + i % kAround * kAcross + j % kAcross;
    };
    for (std::uint32_t i = 0; i < kAround; ++i) {
        for (std::uint32_t j = 0; j < kAcross; ++j) {
            add_face(at(i, j), at(i + 1, j), at(i + 1, j + 1));
            add_face(at(i, j), at(i + 1, j + 1), at(i, j + 1));
        }
    }
}

void transform_mesh(Mesh& mesh, const glm::mat3& rotation, const glm::vec3& translation) {
    for (Vertex& vertex : mesh.vertices) {
        vertex.position = rotation * vertex.position + translation;
        vertex.normal = rotation * vertex.normal;
    }
}

}  // namespace limn::importers::demo
