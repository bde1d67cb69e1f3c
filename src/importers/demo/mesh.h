// SPDX-License-Identifier: MIT
/// Meshes of what moves: closed tubes of elliptic or boxy cross sections, and flat plates.
///
/// Units     metres; colors linear.
/// Threads   one owner.
#pragma once

#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "importers/demo/classes.h"

namespace limn::importers::demo {

struct Vertex {
    glm::vec3 position{0.0F};
    glm::vec3 normal{0.0F, 0.0F, 1.0F};
    glm::vec3 color{0.5F};
    float glow = 0.0F;  ///< 1: shines by itself, whatever the light.
};

struct Mesh {
    struct Face {
        std::uint32_t a = 0;
        std::uint32_t b = 0;
        std::uint32_t c = 0;
        ClassNumber class_id = kCar;
    };

    std::vector<Vertex> vertices;
    std::vector<Face> faces;
};

/// How a cross section bends: 0 an ellipse, 1 a rounded box, 2 a box with small round corners.
enum class Shape { Round, Soft, Boxy };

struct Section {
    glm::vec3 center{0.0F};
    glm::vec3 u{0.0F};  ///< Half axes.
    glm::vec3 v{0.0F};
    glm::vec3 color{0.5F};
};

class MeshBuilder {
  public:
    explicit MeshBuilder(Mesh& mesh)
        : mesh_(mesh) {}

    void set_class(ClassNumber class_id) { class_id_ = class_id; }

    void set_glow(float glow) { glow_ = glow; }

    /// Joins the sections (two at least) and closes both ends; smooth normals are computed.
    void add_tube(std::span<const Section> sections, int sides, Shape shape = Shape::Round);

    /// A limb: two balls and what lies between them.
    void add_limb(
        const glm::vec3& from,
        const glm::vec3& to,
        float from_radius,
        float to_radius,
        const glm::vec3& color,
        int sides = 10
    );

    /// An ellipsoid with the half axes in the columns.
    void add_ball(const glm::vec3& center, const glm::mat3& half_axes, const glm::vec3& color);

    void add_box(const glm::vec3& center, const glm::vec3& half_size, const glm::vec3& color);

    /// A flat plate, seen from the side where its corners run counter-clockwise.
    void add_plate(
        const glm::vec3& a,
        const glm::vec3& b,
        const glm::vec3& c,
        const glm::vec3& d,
        const glm::vec3& color
    );

    /// A wheel's tyre around `axis` (unit length).
    void add_ring(
        const glm::vec3& center,
        const glm::vec3& axis,
        float radius,
        float tube_radius,
        const glm::vec3& color
    );

  private:
    std::uint32_t
    add_vertex(const glm::vec3& place, const glm::vec3& normal, const glm::vec3& color);
    void
    add_cap(const Section& end, const Section& inner, std::uint32_t first, std::uint32_t num_sides);
    void add_face(std::uint32_t a, std::uint32_t b, std::uint32_t c);

    Mesh& mesh_;
    ClassNumber class_id_ = kCar;
    float glow_ = 0.0F;
};

/// Moves a mesh that was built around the origin.
void transform_mesh(Mesh& mesh, const glm::mat3& rotation, const glm::vec3& translation);

}  // namespace limn::importers::demo
