// SPDX-License-Identifier: MIT
#include "views/camera_control.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>

namespace limn::views {
namespace {

constexpr glm::vec2 kView{800.0F, 600.0F};

void expect_near(const glm::dvec3& a, const glm::dvec3& b, double tolerance) {
    EXPECT_LT(glm::length(a - b), tolerance)
        << a.x << ", " << a.y << ", " << a.z << " is not " << b.x << ", " << b.y << ", " << b.z;
}

draw::Camera3D camera_at(const glm::vec3& eye, const glm::vec3& target = {0, 0, 0}) {
    draw::Camera3D camera;
    camera.eye = eye;
    camera.target = target;
    return camera;
}

TEST(Zoom2D, KeepsWhatIsUnderTheMouse) {
    const draw::Camera2D before = draw::Camera2D::fit({0, 0}, {100, 50}, kView);
    const glm::vec2 mouse{123.0F, 456.0F};

    const draw::Camera2D after = zoom_at(before, mouse, kView, 3.0F);

    const glm::vec2 moved =
        after.world_from_pixel(mouse, kView) - before.world_from_pixel(mouse, kView);
    EXPECT_LT(glm::length(moved), 1.0e-3F);
    EXPECT_GT(after.pixels_per_unit, before.pixels_per_unit);
}

TEST(Zoom2D, StaysWithinItsBounds) {
    draw::Camera2D camera;
    for (int i = 0; i < 100; ++i) {
        camera = zoom_at(camera, {0, 0}, kView, 5.0F);
    }
    EXPECT_LE(camera.pixels_per_unit, 1.0e3F);
    for (int i = 0; i < 200; ++i) {
        camera = zoom_at(camera, {0, 0}, kView, -5.0F);
    }
    EXPECT_GE(camera.pixels_per_unit, 1.0e-3F);
}

TEST(Pan2D, MovesTheWorldWithTheMouse) {
    const draw::Camera2D before = draw::Camera2D::fit({0, 0}, {100, 50}, kView);
    const glm::vec2 point{20.0F, 10.0F};

    const draw::Camera2D after = pan(before, {30.0F, -12.0F});

    const glm::vec2 shift =
        after.pixel_from_world(point, kView) - before.pixel_from_world(point, kView);
    EXPECT_NEAR(shift.x, 30.0F, 1.0e-3F);
    EXPECT_NEAR(shift.y, -12.0F, 1.0e-3F);
}

TEST(Orbit, KeepsTheDistanceToTheTarget) {
    const draw::Camera3D before = camera_at({3, -5, 3}, {1, 1, 1});

    const draw::Camera3D after = orbit(before, {120.0F, -45.0F});

    EXPECT_NEAR(
        glm::length(after.eye - after.target),
        glm::length(before.eye - before.target),
        1.0e-4F
    );
    EXPECT_EQ(after.target, before.target);
    EXPECT_GT(glm::length(after.eye - before.eye), 0.1F);
}

TEST(Orbit, DoesNotGoOverThePole) {
    draw::Camera3D camera = camera_at({0, -5, 1});
    for (int i = 0; i < 200; ++i) {
        camera = orbit(camera, {0.0F, 40.0F});
    }

    const glm::vec3 forward = glm::normalize(camera.target - camera.eye);
    EXPECT_LT(forward.z, -0.99F);
    EXPECT_GT(forward.z, -1.0F);
}

TEST(Orbit, DraggingToTheRightTurnsTheSceneToTheRight) {
    const draw::Camera3D before = camera_at({0, -5, 0});
    const glm::vec3 front{0.0F, -1.0F, 0.0F};

    const draw::Camera3D after = orbit(before, {20.0F, 0.0F});

    const auto a = project(draw::to_view_camera(before, kView), front, kView);
    const auto b = project(draw::to_view_camera(after, kView), front, kView);
    ASSERT_TRUE(a && b);
    EXPECT_GT(b->pixel.x, a->pixel.x);
}

TEST(Pan3D, MovesTheTargetWithTheMouse) {
    const draw::Camera3D before = camera_at({3, -5, 3}, {1, 0, 0});

    const draw::Camera3D after = pan(before, {40.0F, 25.0F}, kView);

    const auto a = project(draw::to_view_camera(before, kView), before.target, kView);
    const auto b = project(draw::to_view_camera(after, kView), before.target, kView);
    ASSERT_TRUE(a && b);
    EXPECT_NEAR(b->pixel.x - a->pixel.x, 40.0F, 0.1F);
    EXPECT_NEAR(b->pixel.y - a->pixel.y, 25.0F, 0.1F);
}

TEST(Zoom3D, GoesTowardsTheTargetButNeverBeyond) {
    draw::Camera3D camera = camera_at({0, -5, 0});
    for (int i = 0; i < 200; ++i) {
        camera = zoom(camera, 5.0F);
    }

    EXPECT_LT(camera.eye.y, 0.0F);
    EXPECT_LT(glm::length(camera.eye), 0.01F);
}

TEST(Roll, TurnsUpAroundTheView) {
    const draw::Camera3D after = roll(camera_at({0, -5, 0}), 0.5F);

    EXPECT_EQ(after.eye, glm::dvec3(0, -5, 0));
    EXPECT_NEAR(glm::dot(after.up, glm::vec3(0, 0, 1)), std::cos(0.5F), 1.0e-4F);
}

TEST(LookFrom, FrontRightAndTopFollowTheAxes) {
    const draw::Camera3D camera = camera_at({3, -5, 3});
    const double distance = glm::length(camera.eye);
    const glm::vec3 up{0, 0, 1};

    expect_near(look_from(camera, ViewSide::Front, up).eye, {0, -distance, 0}, 1.0e-3F);
    expect_near(look_from(camera, ViewSide::Right, up).eye, {distance, 0, 0}, 1.0e-3F);
    expect_near(look_from(camera, ViewSide::Top, up).eye, {0, 0, distance}, 0.05F);
}

TEST(FocusOn, ShowsTheWholeSphere) {
    const draw::Camera3D camera = focus_on(camera_at({3, -5, 3}), {10, 10, 10}, 2.0F);

    const draw::ViewCamera view = draw::to_view_camera(camera, kView);
    EXPECT_EQ(camera.target, glm::dvec3(10, 10, 10));
    for (const glm::dvec3 side : {glm::dvec3(2, 0, 0), glm::dvec3(0, 2, 0), glm::dvec3(0, 0, 2)}) {
        const auto at = project(view, camera.target + side, kView);
        ASSERT_TRUE(at);
        EXPECT_GT(at->pixel.y, 0.0F);
        EXPECT_LT(at->pixel.y, kView.y);
    }
}

TEST(Ease, BeginsAndEndsWhereItShould) {
    const draw::Camera3D from = camera_at({3, -5, 3});
    const draw::Camera3D to = camera_at({-8, 2, 6}, {1, 1, 0});

    expect_near(ease(from, to, 0.0F).eye, from.eye, 1.0e-3F);
    expect_near(ease(from, to, 1.0F).eye, to.eye, 1.0e-6F);
}

TEST(Ease, GoesAroundTheTargetNotThroughIt) {
    const draw::Camera3D from = camera_at({0, -5, 0});
    const draw::Camera3D to = camera_at({0, 5, 0.01F});

    for (const float part : {0.25F, 0.5F, 0.75F}) {
        EXPECT_NEAR(glm::length(ease(from, to, part).eye), 5.0F, 0.05F);
    }
}

TEST(Project, DropsWhatIsBehindTheCamera) {
    const draw::ViewCamera view = draw::to_view_camera(camera_at({0, -5, 0}), kView);

    EXPECT_TRUE(project(view, {0, 0, 0}, kView));
    EXPECT_FALSE(project(view, {0, -6, 0}, kView));
}

TEST(Project, NearerIsSmaller) {
    const draw::ViewCamera view = draw::to_view_camera(camera_at({0, -5, 0}), kView);

    EXPECT_LT(project(view, {0, -1, 0}, kView)->depth, project(view, {0, 1, 0}, kView)->depth);
}

TEST(Fly, ForwardMovesAlongTheView) {
    const draw::Camera3D after = fly(camera_at({0, -5, 0}), {0, 0, 1}, 2.0F);

    expect_near(after.eye, {0, -3, 0}, 1.0e-5F);
    expect_near(after.target, {0, 2, 0}, 1.0e-5F);
}

TEST(FarFromTheOrigin, OrbitPanZoomAndProjectionsAreExact) {
    const glm::dvec3 far_away(1.0e7 + 0.25, -6.0e6, 500.0);
    draw::Camera3D near = camera_at({3, -5, 3});
    draw::Camera3D far = near;
    far.eye += far_away;
    far.target += far_away;
    const auto move = [](draw::Camera3D camera) {
        camera = orbit(camera, {37.0F, -12.0F});
        camera = pan(camera, {11.0F, 5.0F}, kView);
        camera = zoom(camera, 20.0F);
        return fly(camera, {0.5F, 0.0F, 1.0F}, 0.001);
    };

    near = move(near);
    far = move(far);

    expect_near(far.eye - far_away, near.eye, 1.0e-6);
    const draw::ViewCamera view = draw::to_view_camera(far, kView);
    const auto at = project(view, far.target + glm::dvec3(0.001, 0.0, 0.0), kView);
    const auto at_near = project(
        draw::to_view_camera(near, kView),
        near.target + glm::dvec3(0.001, 0.0, 0.0),
        kView
    );
    ASSERT_TRUE(at && at_near);
    EXPECT_LT(glm::distance(at->pixel, at_near->pixel), 0.01F);
    expect_near(
        unproject(view, {123.0F, 45.0F}, 0.9F, kView) - far_away,
        unproject(draw::to_view_camera(near, kView), {123.0F, 45.0F}, 0.9F, kView),
        1.0e-6
    );
}

TEST(LeftHanded, MouseAndScreenGoTheSameWay) {
    draw::Camera3D camera = camera_at({0, -5, 1});
    for (const bool is_left_handed : {false, true}) {
        camera.is_left_handed = is_left_handed;
        const auto place = [&](const draw::Camera3D& moved) {
            return project(draw::to_view_camera(moved, kView), {0, 0, 0}, kView)->pixel;
        };
        EXPECT_GT(place(pan(camera, {40.0F, 0.0F}, kView)).x, place(camera).x + 39.0F);
        EXPECT_LT(place(fly(camera, {1, 0, 0}, 0.1)).x, place(camera).x);
        // What is before the target moves with the mouse.
        const auto front = [&](const draw::Camera3D& moved) {
            return project(draw::to_view_camera(moved, kView), {0, -1, 0}, kView)->pixel;
        };
        EXPECT_GT(front(orbit(camera, {20.0F, 0.0F})).x, front(camera).x + 1.0F);
        const glm::vec2 above =
            project(draw::to_view_camera(roll(camera, 0.3F), kView), {0, 0, 1}, kView)->pixel;
        EXPECT_LT(above.x, kView.x * 0.5F) << is_left_handed;
        const draw::Camera3D front_view = look_from(camera, ViewSide::Front, {0, 0, 1});
        EXPECT_GT(
            project(draw::to_view_camera(front_view, kView), {1, 0, 0}, kView)->pixel.x,
            kView.x * 0.5F
        );
    }
}

TEST(Zoom2D, AFarViewDoesNotJumpToALimit) {
    draw::Camera2D camera;
    camera.pixels_per_unit = 1.0e-7F;
    EXPECT_NEAR(
        zoom_at(camera, {1, 1}, kView, 1.0F).pixels_per_unit,
        1.0e-7F * std::exp(0.15F),
        1e-9F
    );
    EXPECT_FLOAT_EQ(zoom_at(camera, {1, 1}, kView, -1.0F).pixels_per_unit, 1.0e-7F);
}

}  // namespace
}  // namespace limn::views
