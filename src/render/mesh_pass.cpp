// SPDX-License-Identifier: MIT
#include "render/mesh_pass.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <glm/common.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <type_traits>

namespace limn::render {
namespace {

using draw::MeshVertex;

constexpr Rgba8 kWhite{255, 255, 255, 255};

// The vertices are uploaded as they are.
static_assert(std::is_standard_layout_v<MeshVertex> && sizeof(MeshVertex) == 28);

constexpr Attribute integer_at(GLuint location, std::size_t offset, GLenum type = GL_UNSIGNED_INT) {
    return {
        .location = location,
        .components = 1,
        .type = type,
        .is_integer = true,
        .stride = sizeof(MeshVertex),
        .offset = offset,
    };
}

constexpr std::array kAttributes{
    Attribute{
        .location = 0,
        .components = 3,
        .stride = sizeof(MeshVertex),
        .offset = offsetof(MeshVertex, position),
    },
    integer_at(1, offsetof(MeshVertex, style_index)),
    integer_at(2, offsetof(MeshVertex, instance)),
    integer_at(3, offsetof(MeshVertex, color)),
    integer_at(4, offsetof(MeshVertex, has_color), GL_UNSIGNED_BYTE),
};

}  // namespace

Result<MeshGeometry> MeshGeometry::create(const draw::MeshBatch& batch) {
    const auto& vertices = batch.vertices;
    if (vertices.size() % 3 != 0 ||
        vertices.size() > static_cast<std::size_t>(std::numeric_limits<GLsizei>::max())) {
        return fail(ErrorCode::InvalidArgument, "a mesh left out: its triangles are not whole");
    }
    LIMN_TRY(Buffer buffer, Buffer::create(std::as_bytes(std::span(vertices))));
    MeshGeometry geometry(std::move(buffer));
    geometry.count_ = static_cast<GLsizei>(vertices.size());
    for (const Attribute& attribute : kAttributes) {
        geometry.vertices_.add(geometry.buffer_, attribute);
    }
    geometry.has_transparent_color_ = std::ranges::any_of(vertices, [](const MeshVertex& v) {
        return v.has_color && v.color.a != 255;
    });
    if (!vertices.empty()) {
        glm::vec3 min = vertices.front().position;
        glm::vec3 max = min;
        for (const MeshVertex& vertex : vertices) {
            min = glm::min(min, vertex.position);
            max = glm::max(max, vertex.position);
        }
        geometry.middle_ = (min + max) * 0.5F;
    }
    return geometry;
}

Result<MeshPass> MeshPass::create(const ShaderLibrary& library) {
    LIMN_TRY(
        ReloadableProgram program,
        ReloadableProgram::create(library, {"mesh/mesh.vert", "mesh/mesh.frag", {}})
    );
    return MeshPass(std::move(program));
}

const MeshGeometry*
MeshPass::geometry_of(const PassContext& context, const draw::MeshBatch& batch) {
    return cache_.find_or_make(batch.key, &batch, context, [&batch] {
        return MeshGeometry::create(batch);
    });
}

void MeshPass::draw(const PassContext& context, const draw::MeshBatch& batch) {
    const MeshGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr || geometry->count() == 0) {
        return;
    }
    const Program& program = program_.get(context.shaders);
    program.use();
    context.styles.bind(batch.style, program);
    const draw::BatchPlace place = draw::place_batch(context.frame.camera, batch.world_from_batch);
    set_place(program, place);
    program.set(Uniform::Entity, batch.entity);
    program.set(Uniform::EntityRgba, context.entity_rgba(batch.entity));
    program.set(Uniform::FallbackRgba, kWhite.to_gpu());
    program.set(Uniform::Opacity, std::clamp(batch.opacity, 0.0F, 1.0F));
    program.set(Uniform::EyeFromLocal, place.eye_from_local);
    program.set(Uniform::Shaded, batch.is_shaded && context.frame.camera.is_3d);
    program.set(Uniform::Layer, context.layer_number());
    PassContext::write_ids(batch.entity != draw::kNoEntity);
    geometry->bind();
    if (context.layer != Layer::Transparent) {
        glDrawArrays(GL_TRIANGLES, 0, geometry->count());
        context.count_draw();
        return;
    }
    // The far sides of a solid lie behind its near ones, whatever the order of its faces.
    glFrontFace(glm::determinant(place.clip_from_local) < 0.0F ? GL_CCW : GL_CW);
    glEnable(GL_CULL_FACE);
    for (const GLenum culled : std::array<GLenum, 2>{GL_FRONT, GL_BACK}) {
        glCullFace(culled);
        glDrawArrays(GL_TRIANGLES, 0, geometry->count());
        context.count_draw();
    }
    glDisable(GL_CULL_FACE);
    glFrontFace(GL_CCW);
}

std::optional<float>
MeshPass::transparent_distance(const PassContext& context, const draw::MeshBatch& batch) {
    const MeshGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr || !(batch.opacity < 1.0F || geometry->has_transparent_color() ||
                                 context.styles.has_transparent_entries(batch.style))) {
        return std::nullopt;
    }
    return eye_distance(context, batch.world_from_batch, geometry->middle());
}

}  // namespace limn::render
