// SPDX-License-Identifier: MIT
#include "views/view_framing.h"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "views/camera_control.h"

namespace limn::views {
namespace {

scene::Scene scene_of(const glm::dvec3& min, const glm::dvec3& max) {
    scene::Scene scene;
    scene.bounds.extend(min);
    scene.bounds.extend(max);
    return scene;
}

/// Whether all corners of bounds are in the picture.
bool is_seen(const draw::Camera3D& camera, const scene::WorldBounds& bounds, glm::vec2 view_px) {
    const draw::ViewCamera view = draw::to_view_camera(camera, view_px);
    for (unsigned i = 0; i < 8; ++i) {
        const glm::dvec3 corner(
            (i & 1U) != 0 ? bounds.max.x : bounds.min.x,
            (i & 2U) != 0 ? bounds.max.y : bounds.min.y,
            (i & 4U) != 0 ? bounds.max.z : bounds.min.z
        );
        const auto at = project(view, corner, view_px);
        if (!at || at->pixel.x < 0.0F || at->pixel.y < 0.0F || at->pixel.x > view_px.x ||
            at->pixel.y > view_px.y) {
            return false;
        }
    }
    return true;
}

TEST(Framing, APortraitViewShowsTheWholeScene) {
    const scene::Scene scene = scene_of({-30, -30, 0}, {30, 30, 3});
    Framing framing;
    framing.follow(scene);

    for (const glm::vec2 view_px :
         {glm::vec2(300, 900), glm::vec2(900, 900), glm::vec2(1600, 400)}) {
        EXPECT_TRUE(is_seen(framing.camera_3d(view_px), scene.bounds, view_px)) << view_px.x;
    }
}

TEST(Framing, DiscsInUiPointsAreWhole) {
    scene::Scene scene = scene_of({0, 0, 0}, {10, 8, 0});
    scene.edge_pt = 30.0F;
    Framing framing;
    framing.follow(scene);
    const glm::vec2 view_px{400, 300};

    const draw::Camera2D camera = framing.camera_2d(view_px, 2.0F, 0.0F);

    EXPECT_GE(camera.pixel_from_world({0, 0}, view_px).y, 59.99F);
    EXPECT_LE(camera.pixel_from_world({10, 8}, view_px).y, 240.01F);
}

TEST(Framing, StaysWhileDataMoveALittleAndFollowsWhatMovesAway) {
    Framing framing;
    framing.follow(scene_of({-2, -2, 0}, {2, 2, 1}));
    framing.follow(scene_of({-1.5, -2, 0}, {2.5, 2, 1}));
    EXPECT_EQ(framing.bounds().max.x, 2.0);

    framing.follow(scene_of({0, -2, 0}, {4, 2, 1}));
    EXPECT_EQ(framing.bounds().min.x, -2.0) << "it grows";
    EXPECT_EQ(framing.bounds().max.x, 4.0);

    framing.follow(scene_of({4998, -2, 0}, {5002, 2, 1}));
    EXPECT_EQ(framing.bounds().min.x, 4998.0) << "it does not keep where the data were";
}

scene::Scene scene_of_places(const std::vector<glm::dvec3>& positions) {
    scene::Scene scene;
    std::vector<scene::FramedPlace> places;
    for (const glm::dvec3& position : positions) {
        scene.bounds.extend(position);
        places.push_back({position, 0.0});
    }
    scene.places = std::make_shared<const std::vector<scene::FramedPlace>>(std::move(places));
    return scene;
}

TEST(Framing, DataThatMoveWithinTheBoundsStayInThePicture) {
    const glm::vec2 view_px{800, 600};
    Framing framing;
    framing.follow(scene_of_places({{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}}));
    const glm::dvec3 eye = framing.camera_3d(view_px).eye;

    framing.follow(scene_of_places({{0, 0, 0}, {9, 1, 0}, {0, 10, 0}, {0, 1, 9}}));
    EXPECT_EQ(framing.camera_3d(view_px).eye, eye) << "playing does not shake the picture";

    const scene::Scene moved = scene_of_places({{0, 0, 0}, {10, 10, 10}});
    framing.follow(moved);
    EXPECT_TRUE(is_seen(framing.camera_3d(view_px), moved.bounds, view_px));
    const glm::dvec3 far_eye = framing.camera_3d(view_px).eye;

    framing.follow(scene_of_places({{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}}));
    EXPECT_EQ(framing.camera_3d(view_px).eye, far_eye) << "and does not come back";
    framing.reset(scene_of_places({{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}}));
    EXPECT_EQ(framing.camera_3d(view_px).eye, eye);
}

TEST(Framing, AnotherSizeOfTheViewIsFramedAnew) {
    Framing framing;
    framing.follow(scene_of_places({{0, 0, 0}, {10, 0, 0}, {0, 10, 0}}));
    const glm::dvec3 eye = framing.camera_3d({800, 600}).eye;
    EXPECT_NE(framing.camera_3d({300, 900}).eye, eye);
    EXPECT_EQ(framing.camera_3d({800, 600}).eye, eye);
}

TEST(Framing, FarFromTheOriginIsAsNear) {
    const glm::dvec3 far_away(692000.25, 5334000.5, 500.0);
    const glm::vec2 view_px{800, 600};
    Framing near;
    Framing far;
    near.follow(scene_of({-2, -1, 0}, {2, 1, 1.5}));
    far.follow(scene_of(far_away + glm::dvec3(-2, -1, 0), far_away + glm::dvec3(2, 1, 1.5)));

    const draw::Camera3D a = near.camera_3d(view_px);
    const draw::Camera3D b = far.camera_3d(view_px);

    EXPECT_LT(glm::distance(b.eye - far_away, a.eye), 1.0e-6);
}

TEST(ChosenCamera, WhatIsNotGivenIsTheDefaults) {
    const scene::Scene scene = scene_of({-2, -1, 0}, {2, 1, 2});
    const glm::vec2 view_px{800, 600};
    const draw::Camera3D usual = chosen_camera(scene, {}, {}, view_px);

    EXPECT_EQ(chosen_camera(scene, glm::dvec3(9, 9, 9), {}, view_px).target, usual.target);
    EXPECT_EQ(chosen_camera(scene, {}, glm::dvec3(0, 0, 0), view_px).eye, usual.eye);
}

}  // namespace
}  // namespace limn::views
