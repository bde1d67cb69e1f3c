// SPDX-License-Identifier: MIT
// Where a 3D view looks from first.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <vector>

#include "draw/camera.h"
#include "scene/bounds.h"
#include "scene/default_eye.h"
#include "scene/far_out.h"

namespace limn::scene {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct Extent {
    glm::dvec2 low;
    glm::dvec2 high;
};

Extent extent_of(const std::vector<glm::dvec2>& places) {
    glm::dvec2 low(2.0);
    glm::dvec2 high(-2.0);
    for (const glm::dvec2& place : places) {
        low = glm::min(low, place);
        high = glm::max(high, place);
    }
    return {low, high};
}

void expect_centered(const std::vector<glm::dvec2>& places) {
    const Extent extent = extent_of(places);
    EXPECT_NEAR(extent.high.x, -extent.low.x, 1.0e-2);
    EXPECT_NEAR(extent.high.y, -extent.low.y, 1.0e-2);
}

/// The larger of width and height is filled to 95 %, both sides of both are equally far from the edge.
void expect_filled_and_centered(const std::vector<glm::dvec2>& places) {
    const Extent extent = extent_of(places);
    EXPECT_NEAR(std::max(extent.high.x, extent.high.y), 0.95, 1.0e-3);
    expect_centered(places);
}

/// Places in the picture of the default eye, as shares of half its width and height.
std::vector<glm::dvec2>
places_in_picture(const EyeInput& input, const std::vector<FramedPlace>& places) {
    const DefaultEye look = default_eye(input);
    draw::Camera3D camera;
    camera.eye = look.eye;
    camera.target = look.target;
    camera.up = input.up;
    camera.is_left_handed = input.is_left_handed;
    const draw::ViewCamera view = draw::to_view_camera(camera, {1000.0F * input.aspect, 1000.0F});
    std::vector<glm::dvec2> shares;
    for (const FramedPlace& place : places) {
        const glm::dvec4 clip = view.clip_from_world * glm::dvec4(place.position, 1.0);
        EXPECT_GT(clip.w, 0.0);
        shares.emplace_back(glm::dvec2(clip) / clip.w);
    }
    return shares;
}

std::vector<glm::dvec2> corners_in_picture(const EyeInput& input) {
    std::vector<FramedPlace> corners;
    for (unsigned i = 0; i < 8; ++i) {
        corners.push_back({corner_of(input.bounds, i), 0.0});
    }
    return places_in_picture(input, corners);
}

WorldBounds bounds_of(const std::vector<FramedPlace>& places) {
    WorldBounds bounds;
    for (const FramedPlace& place : places) {
        bounds.extend(place.position - place.radius);
        bounds.extend(place.position + place.radius);
    }
    return bounds;
}

TEST(DefaultEye, FillsThePictureWithWhatIsThereAndCentersIt) {
    // Three axes, a flat triangle, a column.
    const std::vector<std::vector<FramedPlace>> scenes{
        {{{0, 0, 0}, 0}, {{8, 0, 0}, 0}, {{0, 6, 0}, 0}, {{0, 0, 4}, 0}},
        {{{0, 0, 0}, 0}, {{10, 0, 0}, 0}, {{0, 10, 0}, 0}},
        {{{0, 0, 0}, 0}, {{0, 0, 1}, 0}},
    };
    for (const std::vector<FramedPlace>& places : scenes) {
        for (const float aspect : {0.3F, 1.333F, 2.5F}) {
            for (const bool is_left_handed : {false, true}) {
                for (const glm::dvec3& away : {glm::dvec3(0), glm::dvec3(1.0e7, 5.0e6, 500)}) {
                    std::vector<FramedPlace> moved = places;
                    for (FramedPlace& place : moved) {
                        place.position += away;
                    }
                    EyeInput input{bounds_of(moved), {0, 0, 1}, is_left_handed, aspect, moved};
                    expect_filled_and_centered(places_in_picture(input, moved));
                }
            }
        }
    }
}

TEST(DefaultEye, StaysAwayFromTheNearerOfTwoThingsInARow) {
    const std::vector<FramedPlace> places{{{0, 0, 0}, 0}, {{10, -16, 10}, 0}};
    const EyeInput input{bounds_of(places), {0, 0, 1}, false, 1.333F, places};
    expect_centered(places_in_picture(input, places));
    const DefaultEye look = default_eye(input);
    EXPECT_GT(
        glm::distance(look.eye, places[1].position),
        0.09 * glm::distance(look.eye, glm::dvec3(5, -8, 5))
    );
}

TEST(DefaultEye, ShowsBallsWhole) {
    const std::vector<FramedPlace> balls{{{0, 0, 0}, 4}, {{10, 0, 0}, 3}, {{0, 10, 0}, 2}};
    const EyeInput input{bounds_of(balls), {0, 0, 1}, false, 1.333F, balls};
    std::vector<FramedPlace> surface;
    for (const FramedPlace& ball : balls) {
        for (int i = 0; i < 2000; ++i) {
            const double height = 1.0 - (i + 0.5) / 1000.0;
            const double wide = std::sqrt(1.0 - height * height);
            const double turn = 2.39996 * i;
            const glm::dvec3 side(wide * std::cos(turn), wide * std::sin(turn), height);
            surface.push_back({ball.position + ball.radius * side, 0.0});
        }
    }
    expect_filled_and_centered(places_in_picture(input, surface));
}

TEST(DefaultEye, ShowsAllCornersAndFillsThePictureOfAnyAspect) {
    EyeInput input;
    input.bounds.extend({-1, -1, -1});
    input.bounds.extend({3, 1, 1});

    for (const float aspect : {0.3F, 1.0F, 3.0F}) {
        input.aspect = aspect;
        expect_filled_and_centered(corners_in_picture(input));
    }
}

TEST(DefaultEye, LooksFromTheSideAndFromAbove) {
    EyeInput input;
    input.bounds.extend({-1, -1, -1});
    input.bounds.extend({3, 1, 1});

    const DefaultEye look = default_eye(input);

    EXPECT_LT(glm::distance(look.target, glm::dvec3(1, 0, 0)), 1.0) << "near the middle";
    const glm::dvec3 offset = look.eye - look.target;
    EXPECT_GT(offset.x, 0.0);
    EXPECT_LT(offset.y, 0.0);
    EXPECT_NEAR(-offset.y / offset.x, 1.618, 1e-3) << "no rows of a grid lie behind each other";
    EXPECT_NEAR(offset.z / glm::length(offset), std::sin(0.4799655), 1e-6);
    input.is_left_handed = true;
    EXPECT_GT(default_eye(input).eye.y, 0.0) << "a left-handed world is mirrored";
}

TEST(DefaultEye, IsFiniteWithoutDataAndForAnyUp) {
    EyeInput point;
    point.bounds.extend({5, 5, 5});
    for (const glm::vec3& up : {glm::vec3(0, 0, 0), glm::vec3(1, 0, 0), glm::vec3(0, kNan, 0)}) {
        EyeInput none;
        none.up = up;
        point.up = up;
        const DefaultEye empty = default_eye(none);
        const DefaultEye single = default_eye(point);
        EXPECT_NEAR(glm::length(empty.eye - empty.target), 6.0, 1e-4);
        EXPECT_NEAR(glm::length(single.eye - single.target), 6.0, 1e-4);
    }
}

}  // namespace
}  // namespace limn::scene
