// SPDX-License-Identifier: MIT
/// Triangles → samples: clipping at the near plane, projection, and the inner loop.
///
/// Shapes    sample (x, y) lies at (x + 0.5, y + 0.5) of its grid; depth is kept as 1 / distance along the view
///           direction, which is linear in the image (larger is nearer, 0 is infinitely far).
/// Threads   pure functions.
#pragma once

#include <algorithm>
#include <array>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "importers/demo/camera.h"

namespace limn::importers::demo {

struct ScreenVertex {
    float x = 0.0F;
    float y = 0.0F;
    float inverse_depth = 0.0F;
};

struct SampleGrid {
    int width = 0;
    int height = 0;
};

/// Twice the area; negative for triangles that are seen from their front.
[[nodiscard]] inline float
signed_area(const ScreenVertex& a, const ScreenVertex& b, const ScreenVertex& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Narrows [first, last] to samples where value + step · (x − origin) can be ≥ 0; leaves some samples of slack.
inline void narrow_span(float origin, float value, float step, int& first, int& last) {
    if (step == 0.0F) {
        last = value < 0.0F ? first - 1 : last;
        return;
    }
    const float zero = std::clamp(origin - value / step, -1.0e6F, 1.0e6F);
    if (step > 0.0F) {
        first = std::max(first, static_cast<int>(zero) - 2);
    } else {
        last = std::min(last, static_cast<int>(zero) + 2);
    }
}

/// Calls `emit(x, y, inverse_depth, weight_b, weight_c)` for every covered sample of the grid.
/// Both windings are drawn.
template <typename Emit>
void raster_triangle(
    const ScreenVertex& a,
    ScreenVertex b,
    ScreenVertex c,
    SampleGrid grid,
    Emit&& emit
) {
    const float area = signed_area(a, b, c);
    if (!(area < -1e-6F || area > 1e-6F)) {
        return;
    }
    const float limit_x = static_cast<float>(grid.width);
    const float limit_y = static_cast<float>(grid.height);
    const float left = std::max(std::min({a.x, b.x, c.x}), 0.0F);
    const float right = std::min(std::max({a.x, b.x, c.x}), limit_x);
    const float top = std::max(std::min({a.y, b.y, c.y}), 0.0F);
    const float bottom = std::min(std::max({a.y, b.y, c.y}), limit_y);
    if (!(left < right && top < bottom)) {
        return;
    }
    const int x0 = static_cast<int>(left + 0.5F);
    const int x1 = std::min(static_cast<int>(right + 0.5F), grid.width) - 1;
    const int y0 = static_cast<int>(top + 0.5F);
    const int y1 = std::min(static_cast<int>(bottom + 0.5F), grid.height) - 1;
    if (x0 > x1 || y0 > y1) {
        return;
    }
    const float scale = 1.0F / area;
    const float step_b_x = (c.y - a.y) * scale;
    const float step_b_y = -(c.x - a.x) * scale;
    const float step_c_x = -(b.y - a.y) * scale;
    const float step_c_y = (b.x - a.x) * scale;
    const float depth_b = b.inverse_depth - a.inverse_depth;
    const float depth_c = c.inverse_depth - a.inverse_depth;
    const bool is_wide = x1 - x0 > 12;
    for (int y = y0; y <= y1; ++y) {
        const float dy = static_cast<float>(y) + 0.5F - a.y;
        int first = x0;
        int last = x1;
        if (is_wide) {
            const float at_b = step_b_y * dy;
            const float at_c = step_c_y * dy;
            narrow_span(a.x, at_b, step_b_x, first, last);
            narrow_span(a.x, at_c, step_c_x, first, last);
            narrow_span(a.x, 1.0F - at_b - at_c, -step_b_x - step_c_x, first, last);
        }
        for (int x = first; x <= last; ++x) {
            const float dx = static_cast<float>(x) + 0.5F - a.x;
            const float weight_b = step_b_x * dx + step_b_y * dy;
            const float weight_c = step_c_x * dx + step_c_y * dy;
            if (weight_b >= 0.0F && weight_c >= 0.0F && weight_b + weight_c <= 1.0F) {
                const float inverse_depth =
                    a.inverse_depth + weight_b * depth_b + weight_c * depth_c;
                emit(x, y, inverse_depth, weight_b, weight_c);
            }
        }
    }
}

/// The part of a triangle before the near plane: up to four corners, in camera space.
struct ClippedPolygon {
    std::array<glm::vec3, 4> corners{};
    int size = 0;
};

[[nodiscard]] ClippedPolygon
clip_at_near_plane(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c);

/// Projects, with `samples_per_pixel` samples along each axis.
[[nodiscard]] inline ScreenVertex
to_screen(const Camera& camera, const glm::vec3& in_camera, float samples_per_pixel) {
    const glm::vec2 pixel = camera.project(in_camera);
    return {pixel.x * samples_per_pixel, pixel.y * samples_per_pixel, 1.0F / in_camera.z};
}

}  // namespace limn::importers::demo
