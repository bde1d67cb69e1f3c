// SPDX-License-Identifier: MIT
#include "render/grid_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

namespace limn::render {
namespace {

/// The places of the picture at one depth, relative to the eye, linear in ndc: origin, change per x,
/// change per y.
glm::mat4 plane_of_places(const glm::dmat4& eye_from_clip, double depth) {
    const auto place = [&](double x, double y) {
        const glm::dvec4 point = eye_from_clip * glm::dvec4(x, y, depth, 1.0);
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

/// The eye over the plane, in two parts: floats hold neither the nearest lines at 10⁷ m nor all of its place.
struct EyeOverGrid {
    glm::vec3 near{0.0F};     ///< Its place less whole periods, its height.
    glm::vec3 periods{0.0F};  ///< These, less those that no line repeats within, and their length.
};

EyeOverGrid eye_over_grid(const glm::dvec3& eye, const glm::dvec3& up, const glm::dvec3& side) {
    constexpr double kMostPeriods = 1.0e6;
    const double height = glm::dot(eye, up);
    const double period =
        10.0 * std::pow(10.0, std::ceil(std::log10(std::max(std::abs(height), 1.0e-6))));
    const glm::dvec2 place(glm::dot(eye, side), glm::dot(eye, glm::cross(up, side)));
    const glm::dvec2 near(std::remainder(place.x, period), std::remainder(place.y, period));
    const glm::dvec2 whole = place - near;
    const glm::dvec2 periods(
        std::fmod(whole.x, period * kMostPeriods),
        std::fmod(whole.y, period * kMostPeriods)
    );
    return {glm::vec3(glm::dvec3(near, height)), glm::vec3(glm::dvec3(periods, period))};
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
    const glm::vec3 side = side_of(up);
    const draw::ViewCamera& camera = context.frame.camera;
    const glm::dmat4 eye_from_clip =
        glm::inverse(glm::translate(camera.clip_from_world, camera.eye));
    const Rgba8 background = context.frame.options.background;
    const bool is_dark = int{background.r} + background.g + background.b < 3 * 128;
    const Program& program = program_.get(context.shaders);
    program.use();
    program.set(Uniform::Rays, plane_of_places(eye_from_clip, -1.0));
    program.set(Uniform::RaysTo, plane_of_places(eye_from_clip, 0.5));
    program.set(Uniform::Up, up);
    program.set(Uniform::Side, side);
    const EyeOverGrid eye = eye_over_grid(camera.eye, glm::dvec3(up), glm::dvec3(side));
    program.set(Uniform::GridEye, eye.near);
    program.set(Uniform::GridPeriod, eye.periods);
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
    const double reach = std::max(glm::length(camera.eye), 1.0e-6) * 0.3;
    const auto length = static_cast<float>(std::pow(10.0, std::floor(std::log10(reach))));
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
