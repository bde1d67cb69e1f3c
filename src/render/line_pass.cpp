// SPDX-License-Identifier: MIT
#include "render/line_pass.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <glm/common.hpp>
#include <limits>
#include <type_traits>

namespace limn::render {
namespace {

using draw::LineSegment;

constexpr Rgba8 kWhite{255, 255, 255, 255};

// The segments are uploaded as they are.
static_assert(std::is_standard_layout_v<LineSegment> && sizeof(LineSegment) == 64);
static_assert(sizeof(bool) == 1);

constexpr Attribute float_at(GLuint location, GLint components, std::size_t offset) {
    return {
        .location = location,
        .components = components,
        .type = GL_FLOAT,
        .is_integer = false,
        .stride = sizeof(LineSegment),
        .offset = offset,
        .divisor = 1,
    };
}

constexpr Attribute integer_at(GLuint location, std::size_t offset, GLenum type = GL_UNSIGNED_INT) {
    return {
        .location = location,
        .components = 1,
        .type = type,
        .is_integer = true,
        .stride = sizeof(LineSegment),
        .offset = offset,
        .divisor = 1,
    };
}

constexpr std::array kAttributes{
    float_at(0, 3, offsetof(LineSegment, from)),
    float_at(1, 3, offsetof(LineSegment, to)),
    float_at(2, 1, offsetof(LineSegment, radius)),
    integer_at(3, offsetof(LineSegment, style_index)),
    integer_at(4, offsetof(LineSegment, joint_from)),
    integer_at(5, offsetof(LineSegment, joint_to)),
    integer_at(6, offsetof(LineSegment, instance)),
    integer_at(7, offsetof(LineSegment, color)),
    integer_at(8, offsetof(LineSegment, has_color), GL_UNSIGNED_BYTE),
    Attribute{
        .location = 9,
        .components = 2,
        .type = GL_UNSIGNED_INT,
        .is_integer = true,
        .stride = sizeof(LineSegment),
        .offset = offsetof(LineSegment, point_from),
        .divisor = 1,
    },
    integer_at(10, offsetof(LineSegment, skeleton)),
};

}  // namespace

Result<LineGeometry> LineGeometry::create(const draw::LineBatch& batch) {
    const auto& segments = batch.segments;
    if (segments.size() > static_cast<std::size_t>(std::numeric_limits<GLsizei>::max())) {
        return fail(ErrorCode::TooLarge, "more line segments than GL can count");
    }
    LIMN_TRY(Buffer buffer, Buffer::create(std::as_bytes(std::span(segments))));
    LineGeometry geometry(std::move(buffer));
    geometry.count_ = static_cast<GLsizei>(segments.size());
    for (const Attribute& attribute : kAttributes) {
        geometry.vertices_.add(geometry.buffer_, attribute);
    }
    geometry.has_transparent_color_ = std::ranges::any_of(segments, [](const LineSegment& s) {
        return s.has_color && s.color.a != 255;
    });
    if (!segments.empty()) {
        glm::vec3 min = segments.front().from;
        glm::vec3 max = min;
        for (const LineSegment& segment : segments) {
            min = glm::min(min, glm::min(segment.from, segment.to));
            max = glm::max(max, glm::max(segment.from, segment.to));
        }
        geometry.middle_ = (min + max) * 0.5F;
    }
    return geometry;
}

Result<LinePass> LinePass::create(const ShaderLibrary& library) {
    LIMN_TRY(
        ReloadableProgram program,
        ReloadableProgram::create(library, {"line/line.vert", "line/line.frag", {}})
    );
    return LinePass(std::move(program));
}

const LineGeometry*
LinePass::geometry_of(const PassContext& context, const draw::LineBatch& batch) {
    return cache_.find_or_make(batch.key, &batch, context, [&batch] {
        return LineGeometry::create(batch);
    });
}

void LinePass::draw(const PassContext& context, const draw::LineBatch& batch) {
    const LineGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr || geometry->count() == 0) {
        return;
    }
    const Program& program = program_.get(context.shaders);
    program.use();
    context.styles.bind(batch.style, program);
    set_place(program, draw::place_batch(context.frame.camera, batch.world_from_batch));
    program.set(Uniform::Entity, batch.entity);
    program.set(Uniform::EntityRgba, context.entity_rgba(batch.entity));
    program.set(Uniform::FallbackRgba, kWhite.to_gpu());
    program.set(Uniform::Layer, context.layer_number());
    PassContext::write_ids(batch.entity != draw::kNoEntity);
    geometry->bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, geometry->count());
    context.count_draw();
}

std::optional<float>
LinePass::transparent_distance(const PassContext& context, const draw::LineBatch& batch) {
    const LineGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr || !(geometry->has_transparent_color() ||
                                 context.styles.has_transparent_entries(batch.style))) {
        return std::nullopt;
    }
    return eye_distance(context, batch.world_from_batch, geometry->middle());
}

}  // namespace limn::render
