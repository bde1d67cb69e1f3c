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
    integer_at(11, offsetof(LineSegment, has_head), GL_UNSIGNED_BYTE),
};

constexpr Attribute join_at(GLuint location, std::size_t offset) {
    return {
        .location = location,
        .components = 3,
        .type = GL_FLOAT,
        .is_integer = false,
        .stride = sizeof(SegmentJoins),
        .offset = offset,
        .divisor = 1,
    };
}

constexpr std::array kJoinAttributes{
    join_at(12, offsetof(SegmentJoins, before)),
    join_at(13, offsetof(SegmentJoins, after)),
};

bool is_joined(const LineSegment& segment, const LineSegment& next) {
    return segment.to == next.from && segment.instance == next.instance &&
           segment.joint_from == draw::kNoStyle && next.joint_from == draw::kNoStyle;
}

}  // namespace

std::vector<SegmentJoins> find_joins(std::span<const LineSegment> segments) {
    const auto has_next = [&](std::size_t i) {
        return i + 1 < segments.size() && is_joined(segments[i], segments[i + 1]);
    };
    std::vector<SegmentJoins> joins;
    for (std::size_t begin = 0; begin < segments.size();) {
        std::size_t last = begin;
        while (has_next(last)) {
            ++last;
        }
        if (last > begin && joins.empty()) {
            joins.resize(segments.size());
            for (std::size_t i = 0; i < segments.size(); ++i) {
                joins[i] = {segments[i].from, segments[i].to};
            }
        }
        for (std::size_t i = begin; i < last; ++i) {
            joins[i].after = segments[i + 1].to;
            joins[i + 1].before = segments[i].from;
        }
        // Two segments there and back are no outline.
        if (last > begin + 1 && is_joined(segments[last], segments[begin])) {
            joins[last].after = segments[begin].to;
            joins[begin].before = segments[last].from;
        }
        begin = last + 1;
    }
    return joins;
}

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
    if (const std::vector<SegmentJoins> joins = find_joins(segments); !joins.empty()) {
        LIMN_TRY(Buffer join_buffer, Buffer::create(std::as_bytes(std::span(joins))));
        geometry.joins_ = std::move(join_buffer);
        for (const Attribute& attribute : kJoinAttributes) {
            geometry.vertices_.add(*geometry.joins_, attribute);
        }
    }
    geometry.has_heads_ = std::ranges::any_of(segments, &LineSegment::has_head);
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
        ReloadableProgram lines,
        ReloadableProgram::create(library, {"line/line.vert", "line/line.frag", {}})
    );
    LIMN_TRY(
        ReloadableProgram heads,
        ReloadableProgram::create(library, {"line/head.vert", "line/head.frag", {}})
    );
    return LinePass(std::move(lines), std::move(heads));
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
    PassContext::write_ids(context.writes_ids(batch.entity, !may_be_transparent(context, batch)));
    draw_with(lines_, context, batch, *geometry);
    if (geometry->has_heads()) {
        draw_with(heads_, context, batch, *geometry);
    }
}

void LinePass::draw_with(
    ReloadableProgram& reloadable,
    const PassContext& context,
    const draw::LineBatch& batch,
    const LineGeometry& geometry
) const {
    const Program& program = reloadable.get(context.shaders);
    const std::size_t count = batch.segments.size();
    program.use();
    context.styles.bind(batch.style, program);
    const draw::BatchPlace place = draw::place_batch(context.frame.camera, batch.world_from_batch);
    set_place(program, place);
    program.set(Uniform::EyeFromLocal, place.eye_from_local);
    program.set(Uniform::Entity, batch.entity);
    program.set(Uniform::EntityRgba, context.entity_rgba(batch.entity));
    program.set(Uniform::FallbackRgba, kWhite.to_gpu());
    program.set(Uniform::Layer, context.layer_number());
    program.set(Uniform::SplitsEdges, context.splits_edges(count));
    program.set(Uniform::HaloPx, batch.is_overlay ? 0.0F : context.halo_px(count));
    program.set(Uniform::HasJoins, geometry.has_joins());
    geometry.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, geometry.count());
    context.count_draw();
}

bool LinePass::may_be_transparent(const PassContext& context, const draw::LineBatch& batch) {
    const LineGeometry* geometry = geometry_of(context, batch);
    return geometry != nullptr && (geometry->has_transparent_color() ||
                                   context.styles.has_transparent_entries(batch.style));
}

std::optional<float>
LinePass::transparent_distance(const PassContext& context, const draw::LineBatch& batch) {
    const LineGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr ||
        !(context.splits_edges(batch.segments.size()) || may_be_transparent(context, batch))) {
        return std::nullopt;
    }
    return eye_distance(context, batch.world_from_batch, geometry->middle());
}

}  // namespace limn::render
