// SPDX-License-Identifier: MIT
#include "render/point_pass.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <limits>
#include <utility>

namespace limn::render {
namespace {

constexpr GLuint kPosition = 0;
constexpr GLuint kStyle = 1;
constexpr GLuint kRadius = 2;
constexpr GLuint kColor = 3;
constexpr GLuint kInstance = 4;
constexpr GLuint kGroup = 5;

/// Sizes of GL points, a pixel of antialiasing on each side included. Quads are slower below.
constexpr float kMaxPointPx = 33.0F;

/// GL drops points whose middle is outside of the viewport; a larger viewport keeps their edges.
constexpr int kViewportMargin = 20;

constexpr float kSelectionRing = 1.5F;

/// Smaller points are not shaded, see point.frag: a cloud of them need not ask for it.
constexpr float kLargestFlatPx = 4.02F;
constexpr Rgba8 kWhite{255, 255, 255, 255};

bool fits(std::size_t size, std::size_t count, std::size_t least) {
    return size == count || (size <= 1 && size >= least);
}

void widen(glm::vec2& range, float value) {
    range = range.x > range.y ? glm::vec2(value)
                              : glm::vec2(std::min(range.x, value), std::max(range.y, value));
}

bool all_equal(const std::vector<std::uint32_t>& values) {
    return std::ranges::adjacent_find(values, std::ranges::not_equal_to()) == values.end();
}

bool counts_up(const std::vector<std::uint32_t>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != i) {
            return false;
        }
    }
    return true;
}

/// Sizes on screen that the points of a batch may have.
glm::vec2
size_range_px(const PassContext& context, const draw::PointBatch& batch, const PointGeometry& g) {
    const draw::ViewCamera& camera = context.frame.camera;
    glm::vec2 radii(std::numeric_limits<float>::max(), 0.0F);
    const auto include = [&radii](float least, float most) {
        radii = glm::vec2(std::min(radii.x, least), std::max(radii.y, most));
    };
    if (g.ui_radii().x <= g.ui_radii().y) {
        const glm::vec2 px = g.ui_radii() * context.frame.options.ui_scale;
        include(px.x, px.y);
    }
    if (g.world_radii().x <= g.world_radii().y) {
        if (!camera.is_3d || camera.orthographic) {
            const glm::vec2 px = g.world_radii() * camera.pixels_per_unit;
            include(px.x, px.y);
        } else {
            // w is linear in the position: its extremes are at the corners of the bounds.
            const glm::dmat4 clip_from_batch = camera.clip_from_world * batch.world_from_batch;
            glm::vec2 w(std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest());
            for (unsigned corner = 0; corner < 8; ++corner) {
                const glm::vec3 place(
                    (corner & 1U) != 0 ? g.max().x : g.min().x,
                    (corner & 2U) != 0 ? g.max().y : g.min().y,
                    (corner & 4U) != 0 ? g.max().z : g.min().z
                );
                const auto corner_w =
                    static_cast<float>((clip_from_batch * glm::dvec4(place, 1.0)).w);
                w = glm::vec2(std::min(w.x, corner_w), std::max(w.y, corner_w));
            }
            const float scale = camera.pixels_per_unit_at_one;
            include(
                w.y > 0.0F ? g.world_radii().x * scale / w.y : 0.0F,
                w.x > 0.0F ? g.world_radii().y * scale / w.x : std::numeric_limits<float>::max()
            );
        }
    }
    const ViewOptions& options = context.frame.options;
    const bool is_marked =
        options.selection.entity == batch.entity || options.hover.entity == batch.entity;
    const float ring = is_marked ? kSelectionRing * context.frame.options.ui_scale : 0.0F;
    const float margin = std::max(ring, context.halo_px(batch.positions.size()));
    return glm::vec2(2.0F * radii.x + 0.99F, 2.0F * (radii.y + margin) + 1.01F);
}

}  // namespace

Result<PointGeometry> PointGeometry::create(const draw::PointBatch& batch) {
    const std::size_t count = batch.positions.size();
    if (!fits(batch.radii.size(), count, 1) || !fits(batch.style_index.size(), count, 0) ||
        !fits(batch.colors.size(), count, 0) ||
        (!batch.instance.empty() && batch.instance.size() != count) ||
        (!batch.group.empty() && batch.group.size() != count) ||
        count > static_cast<std::size_t>(std::numeric_limits<GLsizei>::max())) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format(
                "points left out: {} positions, {} radii, {} styles, {} colors, {} instances",
                count,
                batch.radii.size(),
                batch.style_index.size(),
                batch.colors.size(),
                batch.instance.size()
            )
        );
    }
    PointGeometry geometry;
    geometry.count_ = static_cast<GLsizei>(count);
    geometry.measure(batch);
    if (count > 0) {
        LIMN_TRY_VOID(geometry.add_arrays(batch));
    }
    return geometry;
}

void PointGeometry::measure(const draw::PointBatch& batch) {
    if (!batch.positions.empty()) {
        min_ = max_ = batch.positions.front();
    }
    for (const glm::vec3& position : batch.positions) {
        min_ = glm::min(min_, position);
        max_ = glm::max(max_, position);
    }
    for (const float radius : batch.radii) {
        widen(std::signbit(radius) ? ui_radii_ : world_radii_, std::abs(radius));
    }
    has_transparent_color_ =
        std::ranges::any_of(batch.colors, [](Rgba8 color) { return color.a != 255; }) ||
        (batch.fallback_color && batch.fallback_color->a != 255);
}

Result<void> PointGeometry::add_arrays(const draw::PointBatch& batch) {
    const auto array = [](const auto& values) { return std::as_bytes(std::span(values)); };
    LIMN_TRY_VOID(add(array(batch.positions), {.location = kPosition, .components = 3}));
    radius_ = batch.radii.front();
    if (std::ranges::any_of(batch.radii, [this](float r) { return r != radius_; })) {
        LIMN_TRY_VOID(add(array(batch.radii), {.location = kRadius}));
    }
    const auto integer = [](GLuint location) {
        return Attribute{.location = location, .type = GL_UNSIGNED_INT, .is_integer = true};
    };
    style_ = batch.style_index.empty() ? draw::kNoStyle : batch.style_index.front();
    if (!all_equal(batch.style_index)) {
        LIMN_TRY_VOID(add(array(batch.style_index), integer(kStyle)));
    }
    color_ = batch.colors.empty() ? 0 : batch.colors.front().to_gpu();
    if (batch.colors.size() > 1) {
        // Rgba8 lies in memory as the shader's word does.
        LIMN_TRY_VOID(add(array(batch.colors), integer(kColor)));
    }
    instance_is_index_ = counts_up(batch.instance);
    if (!instance_is_index_) {
        LIMN_TRY_VOID(add(array(batch.instance), integer(kInstance)));
    }
    has_group_ = !batch.group.empty();
    if (has_group_) {
        LIMN_TRY_VOID(add(array(batch.group), integer(kGroup)));
    }
    return {};
}

Result<void> PointGeometry::add(std::span<const std::byte> bytes, const Attribute& attribute) {
    LIMN_TRY(Buffer buffer, Buffer::create(bytes));
    uploaded_bytes_ += bytes.size();
    points_.add(buffer, attribute);
    Attribute per_instance = attribute;
    per_instance.divisor = 1;
    quads_.add(buffer, per_instance);
    buffers_.push_back(std::move(buffer));
    return {};
}

void PointGeometry::bind(bool as_quads) const {
    (as_quads ? quads_ : points_).bind();
    // Values of the attributes that have no array.
    glVertexAttribI1ui(kStyle, style_);
    glVertexAttrib1f(kRadius, radius_);
    glVertexAttribI1ui(kColor, color_);
    glVertexAttribI1ui(kInstance, 0);
    glVertexAttribI1ui(kGroup, 0);
}

PointPass::PointPass(ReloadableProgram points, ReloadableProgram quads, float max_point_px)
    : points_(std::move(points))
    , quads_(std::move(quads))
    , max_point_px_(max_point_px) {}

Result<PointPass> PointPass::create(const ShaderLibrary& library) {
    LIMN_TRY(
        ReloadableProgram points,
        ReloadableProgram::create(library, {"point/point.vert", "point/point.frag", {}})
    );
    LIMN_TRY(
        ReloadableProgram quads,
        ReloadableProgram::create(library, {"point/point.vert", "point/point.frag", {"QUADS"}})
    );
    std::array<GLfloat, 2> range{1.0F, 1.0F};
    glGetFloatv(GL_POINT_SIZE_RANGE, range.data());
    return PointPass(std::move(points), std::move(quads), std::min(range[1], kMaxPointPx));
}

const PointGeometry*
PointPass::geometry_of(const PassContext& context, const draw::PointBatch& batch) {
    return cache_.find_or_make(batch.key, &batch, context, [&batch] {
        return PointGeometry::create(batch);
    });
}

void PointPass::draw(const PassContext& context, const draw::PointBatch& batch) {
    const PointGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr || geometry->count() == 0) {
        return;
    }
    const glm::vec2 sizes = size_range_px(context, batch, *geometry);
    const auto width = static_cast<GLsizei>(context.size_px.x);
    const auto height = static_cast<GLsizei>(context.size_px.y);
    glViewport(
        -kViewportMargin,
        -kViewportMargin,
        width + 2 * kViewportMargin,
        height + 2 * kViewportMargin
    );
    PassContext::write_ids(context.writes_ids(batch.entity, !may_be_transparent(context, batch)));
    if (sizes.x <= max_point_px_) {
        glEnable(GL_PROGRAM_POINT_SIZE);
        draw_with(points_, context, batch, *geometry, false);
    }
    if (sizes.y > max_point_px_) {
        draw_with(quads_, context, batch, *geometry, true);
    }
    glViewport(0, 0, width, height);
}

void PointPass::draw_with(
    ReloadableProgram& reloadable,
    const PassContext& context,
    const draw::PointBatch& batch,
    const PointGeometry& geometry,
    bool as_quads
) const {
    const Program& program = reloadable.get(context.shaders);
    const glm::vec2 size(context.size_px);
    program.use();
    context.styles.bind(batch.style, program);
    set_place(program, draw::place_batch(context.frame.camera, batch.world_from_batch));
    program.set(
        Uniform::ViewportShrink,
        size / (size + 2.0F * static_cast<float>(kViewportMargin))
    );
    program.set(Uniform::HasColor, !batch.colors.empty());
    program.set(Uniform::InstanceIsIndex, geometry.instance_is_index());
    program.set(Uniform::HasGroup, geometry.has_group());
    program.set(Uniform::Entity, batch.entity);
    program.set(Uniform::EntityRgba, context.entity_rgba(batch.entity));
    program.set(Uniform::FallbackRgba, batch.fallback_color.value_or(kWhite).to_gpu());
    program.set(Uniform::MaxPointPx, max_point_px_);
    program.set(Uniform::Layer, context.layer_number());
    program.set(Uniform::SplitsEdges, context.splits_edges(batch.positions.size()));
    program.set(Uniform::HaloPx, context.halo_px(batch.positions.size()));
    const bool has_balls = size_range_px(context, batch, geometry).y > kLargestFlatPx;
    program.set(Uniform::Shaded, batch.is_shaded && has_balls && context.frame.camera.is_3d);
    geometry.bind(as_quads);
    if (as_quads) {
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, geometry.count());
    } else {
        glDrawArrays(GL_POINTS, 0, geometry.count());
    }
    context.count_draw();
}

bool PointPass::may_be_transparent(const PassContext& context, const draw::PointBatch& batch) {
    const PointGeometry* geometry = geometry_of(context, batch);
    return geometry != nullptr && (geometry->has_transparent_color() ||
                                   context.styles.has_transparent_entries(batch.style));
}

std::optional<float>
PointPass::transparent_distance(const PassContext& context, const draw::PointBatch& batch) {
    const PointGeometry* geometry = geometry_of(context, batch);
    if (geometry == nullptr ||
        !(context.splits_edges(batch.positions.size()) || may_be_transparent(context, batch))) {
        return std::nullopt;
    }
    const glm::vec3 middle = (geometry->min() + geometry->max()) * 0.5F;
    return eye_distance(context, batch.world_from_batch, middle);
}

}  // namespace limn::render
