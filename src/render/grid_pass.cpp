// SPDX-License-Identifier: MIT
#include "render/grid_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

namespace limn::render {
namespace {

/// The places of the picture at one depth, linear in ndc: origin, change per x, change per y.
glm::mat4 plane_of_places(const glm::dmat4& world_from_clip, double depth) {
    const auto place = [&](double x, double y) {
        const glm::dvec4 point = world_from_clip * glm::dvec4(x, y, depth, 1.0);
        return glm::dvec3(point) / point.w;
    };
    const glm::dvec3 middle = place(0.0, 0.0);
    glm::mat4 result(0.0F);
    result[0] = glm::vec4(glm::vec3(middle), 1.0F);
    result[1] = glm::vec4(glm::vec3(place(1.0, 0.0) - middle), 0.0F);
    result[2] = glm::vec4(glm::vec3(place(0.0, 1.0) - middle), 0.0F);
    return result;
}

/// A side that is an axis where it can be.
glm::vec3 side_of(const glm::vec3& up) {
    const glm::vec3 axis = std::abs(up.x) < 0.9F ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
    return glm::normalize(axis - up * glm::dot(axis, up));
}

}  // namespace

Result<GridPass> GridPass::create(const ShaderLibrary& library) {
    LIMN_TRY(
        ReloadableProgram program,
        ReloadableProgram::create(library, {"common/fullscreen.vert", "grid/grid.frag", {}})
    );
    return GridPass(std::move(program));
}

void GridPass::draw(const PassContext& context) {
    const float up_length = glm::length(context.frame.options.up);
    if (!(up_length > 0.0F)) {
        return;
    }
    const glm::vec3 up = context.frame.options.up / up_length;
    const glm::dmat4 world_from_clip =
        glm::inverse(glm::dmat4(context.frame.camera.clip_from_world));
    const Rgba8 background = context.frame.options.background;
    const bool is_dark = int{background.r} + background.g + background.b < 3 * 128;
    const Program& program = program_.get(context.shaders);
    program.use();
    program.set(Uniform::Rays, plane_of_places(world_from_clip, -1.0));
    program.set(Uniform::RaysTo, plane_of_places(world_from_clip, 0.5));
    program.set(Uniform::Up, up);
    program.set(Uniform::Side, side_of(up));
    program.set(Uniform::Color, is_dark ? glm::vec3(0.6F) : glm::vec3(0.0F));
    PassContext::write_ids(false);
    no_vertices_.bind();
    glDrawArrays(GL_TRIANGLES, 0, 3);
    context.count_draw();
}

draw::LineBatch axes_at_origin(const draw::ViewCamera& camera) {
    constexpr std::array<Rgba8, 3> kColors{
        Rgba8{226, 72, 72, 255},
        Rgba8{92, 186, 80, 255},
        Rgba8{72, 122, 236, 255}};
    const float reach = std::max(glm::length(camera.eye), 1.0e-6F) * 0.3F;
    const float length = std::pow(10.0F, std::floor(std::log10(reach)));
    draw::LineBatch batch;
    batch.is_overlay = true;
    for (int axis = 0; axis < 3; ++axis) {
        draw::LineSegment segment;
        segment.to[axis] = length;
        segment.radius = -1.0F;
        segment.color = kColors.at(static_cast<std::size_t>(axis));
        segment.has_color = true;
        batch.segments.push_back(segment);
    }
    return batch;
}

}  // namespace limn::render
