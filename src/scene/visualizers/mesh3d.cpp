// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <glm/vec3.hpp>
#include <vector>

#include "annotation/mesh_triangles.h"
#include "scene/instance_data.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 5> kComponents{
    "Mesh3D:vertex_positions",
    "Mesh3D:triangle_indices",
    "Mesh3D:vertex_colors",
    "Mesh3D:albedo_factor",
    "Mesh3D:class_ids",
};

constexpr Rgba8 kUncolored{255, 255, 255, 255};

using annotation::Triangle;

struct Mesh {
    std::span<const glm::vec3> positions;
    std::vector<Triangle> triangles;  ///< Those that are drawn.
};

Mesh read_mesh(SceneBuilder& builder, const EntityInput& input) {
    Mesh mesh;
    mesh.positions = read_field(builder, input, "vertex_positions", store::vec3_values);
    const annotation::MeshTriangles triangles(
        mesh.positions,
        read_field(builder, input, "triangle_indices", store::uvec3_values)
    );
    std::uint64_t num_outside = 0;
    std::uint64_t num_not_finite = 0;
    for (std::size_t i = 0; i < triangles.size(); ++i) {
        const Triangle triangle = triangles.at(i);
        if (triangles.is_drawn(triangle)) {
            mesh.triangles.push_back(triangle);
        } else if (triangles.has_corners(triangle)) {
            ++num_not_finite;
        } else {
            ++num_outside;
        }
    }
    if (num_outside > 0) {
        builder.report(
            input,
            "triangles whose indices are beyond the vertices are left out",
            num_outside
        );
    }
    if (num_not_finite > 0) {
        builder.report(input, "triangles that are not finite are left out", num_not_finite);
    }
    if (triangles.size() == 0 && !mesh.positions.empty()) {
        builder.report(input, "a mesh of fewer than three vertices is not drawn");
    }
    return mesh;
}

/// Colors of vertices: logged ones, else one for all, else what their classes say.
InstanceStyles
read_mesh_styles(SceneBuilder& builder, const EntityInput& input, std::size_t count) {
    InstanceStyles styles = read_styles(builder, input, read_ids(builder, input), count);
    styles.entity_color = kUncolored;
    return styles;
}

draw::MeshBatch
make_batch(const Mesh& mesh, const InstanceStyles& styles, const Placement& placement) {
    draw::MeshBatch batch;
    batch.world_from_batch = placement.batch_matrix();
    batch.style = styles.slot;
    batch.is_shaded = true;
    batch.vertices.reserve(mesh.triangles.size() * 3);
    const auto style_at = [&](std::uint32_t vertex) { return styles.style_at(vertex); };
    for (const Triangle& triangle : mesh.triangles) {
        const std::uint32_t leading = annotation::leading_corner(triangle, style_at);
        std::array<draw::MeshVertex, 3> corners;
        for (int k = 0; k < 3; ++k) {
            draw::MeshVertex& corner = corners.at(static_cast<std::size_t>(k));
            set_style(corner, styles, triangle[k]);
            corner.style_index = styles.style_at(leading);
            corner.instance = leading;
            corner.position = mesh.positions[triangle[k]];
        }
        add_triangle(batch, placement, corners);
    }
    return batch;
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const Mesh mesh = read_mesh(builder, input);
    if (mesh.triangles.empty()) {
        return;
    }
    const InstanceStyles styles = read_mesh_styles(builder, input, mesh.positions.size());
    add_counts(builder, input, styles, {});
    for (const Placement& placement : input.placements) {
        draw::MeshBatch batch = make_batch(mesh, styles, placement);
        batch.key = input.batch_key(placement, 0);
        builder.add_mesh(input, std::move(batch));
    }
}

constexpr std::array<UndrawnColumn, 3> kUndrawn{{
    {"Mesh3D:albedo_texture_buffer", "its texture"},
    {"Mesh3D:vertex_normals", "smooth shading by its normals"},
    {"Mesh3D:face_rendering", "leaving out back faces"},
}};

/// Of a texture.
constexpr std::array<std::string_view, 2> kOtherColumns{
    "Mesh3D:vertex_texcoords",
    "Mesh3D:albedo_texture_format",
};

}  // namespace

const Visualizer kMesh3D{
    .name = "Mesh3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Geometry,
    .components = kComponents,
    .draw_order = 10.0F,
    .visualize = visualize,
    .undrawn_columns = kUndrawn,
    .other_columns = kOtherColumns,
    .max_posed_instances = 16'000'000,
};

}  // namespace limn::scene
