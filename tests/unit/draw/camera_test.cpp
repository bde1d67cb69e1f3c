// SPDX-License-Identifier: MIT
#include "draw/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/vec4.hpp>

namespace limn::draw {
namespace {

glm::vec3 ndc(const glm::mat4& clip_from_world, glm::vec3 world) {
    const glm::vec4 clip = clip_from_world * glm::vec4(world, 1.0F);
    return glm::vec3(clip) / clip.w;
}

TEST(Camera2D, YPointsDown) {
    const Camera2D camera{{50.0F, 40.0F}, 2.0F};
    const glm::vec2 target(200.0F, 160.0F);
    const glm::mat4 matrix = camera.clip_from_world(target);
    EXPECT_NEAR(ndc(matrix, {50, 40, 0}).x, 0.0F, 1e-6F);
    EXPECT_NEAR(ndc(matrix, {0, 0, 0}).x, -1.0F, 1e-6F);
    EXPECT_NEAR(ndc(matrix, {0, 0, 0}).y, 1.0F, 1e-6F);
    EXPECT_NEAR(ndc(matrix, {100, 80, 0}).y, -1.0F, 1e-6F);
}

TEST(Camera2D, PixelsAndWorldAreInverse) {
    const Camera2D camera{{12.5F, -7.0F}, 3.25F};
    const glm::vec2 target(640.0F, 480.0F);
    const glm::vec2 pixel(17.0F, 311.0F);
    const glm::vec2 back = camera.pixel_from_world(camera.world_from_pixel(pixel, target), target);
    EXPECT_NEAR(back.x, pixel.x, 1e-3F);
    EXPECT_NEAR(back.y, pixel.y, 1e-3F);
}

TEST(Camera2D, FitKeepsTheAspectAndCenters) {
    const Camera2D camera = Camera2D::fit({0, 0}, {100, 50}, {200, 200});
    EXPECT_FLOAT_EQ(camera.pixels_per_unit, 2.0F);
    EXPECT_DOUBLE_EQ(camera.center.x, 50.0);
    EXPECT_DOUBLE_EQ(camera.center.y, 25.0);
    EXPECT_FLOAT_EQ(Camera2D::fit({0, 0}, {100, 50}, {200, 200}, 0.5F).pixels_per_unit, 1.0F);
}

TEST(Camera2D, FitOfNothingIsFinite) {
    const Camera2D camera = Camera2D::fit({5, 5}, {5, 5}, {0, 0});
    EXPECT_TRUE(std::isfinite(camera.pixels_per_unit));
    EXPECT_GT(camera.pixels_per_unit, 0.0F);
}

TEST(Camera2D, AnImageThatFillsTheTargetIsOneToOne) {
    const glm::vec2 size(1920.0F, 1080.0F);
    const Camera2D camera = Camera2D::fit({0, 0}, size, size);
    EXPECT_FLOAT_EQ(camera.pixels_per_unit, 1.0F);
    EXPECT_FLOAT_EQ(camera.pixel_from_world({0, 0}, size).x, 0.0F);
}

TEST(Camera3D, TheTargetIsInTheMiddleAndUpIsUp) {
    const Camera3D camera;
    const glm::mat4 matrix = camera.clip_from_world({400, 300});
    EXPECT_NEAR(ndc(matrix, camera.target).x, 0.0F, 1e-5F);
    EXPECT_NEAR(ndc(matrix, camera.target).y, 0.0F, 1e-5F);
    EXPECT_GT(ndc(matrix, camera.target + glm::dvec3(camera.up)).y, 0.1F);
}

TEST(Camera3D, LookingAlongUpIsNotDegenerate) {
    Camera3D camera;
    camera.eye = {0, 0, 5};
    const glm::mat4 matrix = camera.clip_from_world({100, 100});
    for (int column = 0; column < 4; ++column) {
        for (int row = 0; row < 4; ++row) {
            EXPECT_TRUE(std::isfinite(matrix[column][row]));
        }
    }
    EXPECT_NEAR(ndc(matrix, camera.target).x, 0.0F, 1e-5F);
}

TEST(Camera3D, OrthographicSizesDoNotDependOnDepth) {
    Camera3D camera;
    camera.eye = {0, -10, 0};
    camera.orthographic = true;
    const glm::mat4 matrix = camera.clip_from_world({100, 100});
    EXPECT_NEAR(ndc(matrix, {1, 0, 0}).x, ndc(matrix, {1, 5, 0}).x, 1e-5F);
    const ViewCamera view = to_view_camera(camera, {100, 100});
    EXPECT_NEAR(ndc(matrix, {1, 0, 0}).x * 50.0F, view.pixels_per_unit, 1e-3F);
}

TEST(ViewCamera, PixelsPerUnitAtOneIsWhatTheProjectionDoes) {
    Camera3D camera;
    camera.eye = {0, -8, 0};
    const glm::vec2 target(300, 200);
    const ViewCamera view = to_view_camera(camera, target);
    const float pixels = ndc(view.clip_from_world, {0, 0, 1}).y * target.y * 0.5F;
    EXPECT_NEAR(pixels, view.pixels_per_unit_at_one / 8.0F, 1e-2F);
    EXPECT_TRUE(view.is_3d);
}

/// Pixel of a position of a batch, by the floats that the GPU is given.
glm::vec2 pixel_of(
    const ViewCamera& camera,
    const glm::dmat4& world_from_batch,
    const glm::vec3& position,
    glm::vec2 target
) {
    const BatchPlace place = place_batch(camera, world_from_batch);
    const glm::vec4 clip = place.clip_from_local * glm::vec4(position - place.origin, 1.0F);
    return (glm::vec2(clip) / clip.w * 0.5F + 0.5F) * target;
}

ViewCamera camera_near(const glm::dvec3& place, glm::vec2 target) {
    Camera3D camera;
    camera.eye = place + glm::dvec3(0.03, -0.05, 0.04);
    camera.target = place;
    camera.near_plane = 1.0e-4F;
    return to_view_camera(camera, target);
}

TEST(PlaceBatch, AMillimeterAtTenMillionMetersIsWhereItIsAtTheOrigin) {
    const glm::vec2 target{800, 600};
    const glm::dvec3 far_away(1.0e7 + 0.125, -7.0e6, 500.25);
    const glm::dmat4 moved = glm::translate(glm::dmat4(1.0), far_away);

    for (const glm::vec3 detail :
         {glm::vec3(0.001F, 0, 0), glm::vec3(0, 0.001F, 0), glm::vec3(0)}) {
        const glm::vec2 near =
            pixel_of(camera_near({0, 0, 0}, target), glm::dmat4(1.0), detail, target);
        const glm::vec2 far = pixel_of(camera_near(far_away, target), moved, detail, target);
        EXPECT_LT(glm::distance(near, far), 0.02F);
    }
}

TEST(PlaceBatch, LargePositionsOfTheDataDoNotShakeWhenTheEyeMoves) {
    const glm::vec2 target{800, 600};
    const glm::vec3 position(692000.25F, 5334000.5F, 500.0F);
    for (int step = 0; step < 50; ++step) {
        Camera3D camera;
        camera.target = glm::dvec3(position);
        camera.eye = camera.target + glm::dvec3(3.0 + 0.01 * step, -5.0, 2.0);
        const ViewCamera view = to_view_camera(camera, target);
        EXPECT_LT(
            glm::distance(pixel_of(view, glm::dmat4(1.0), position, target), target * 0.5F),
            0.01F
        );
    }
}

TEST(PlaceBatch, FlatDataFarAwayStandsStillToo) {
    const glm::vec2 target{400, 300};
    const Camera2D camera{{4.0e6 + 0.125, 5.0e6}, 900.0F};
    const glm::vec2 at = pixel_of(
        to_view_camera(camera, target),
        glm::translate(glm::dmat4(1.0), glm::dvec3(4.0e6, 5.0e6, 0.0)),
        {0.25F, 0.0F, 0.0F},
        target
    );
    EXPECT_NEAR(at.x, 200.0F + 0.125F * 900.0F, 0.01F);
    EXPECT_EQ(camera.pixel_from_world({4.0e6 + 0.25, 5.0e6}, target).x, 312.5F);
}

TEST(PlaceBatch, AMatrixWithoutInverseIsUsedAsItIs) {
    glm::dmat4 flattened(1.0);
    flattened[2] = glm::dvec4(0.0);
    const BatchPlace place = place_batch(camera_near({5, 5, 5}, {100, 100}), flattened);
    EXPECT_EQ(place.origin, glm::vec3(0.0F));
}

TEST(Camera3D, ALeftHandedWorldIsMirrored) {
    Camera3D camera;
    camera.eye = {0, -5, 0};
    const glm::vec2 target{100, 100};
    const float right = ndc(camera.clip_from_world(target), {1, 0, 0}).x;
    camera.is_left_handed = true;
    EXPECT_FLOAT_EQ(ndc(camera.clip_from_world(target), {1, 0, 0}).x, -right);
    EXPECT_GT(ndc(camera.clip_from_world(target), {0, 0, 1}).y, 0.0F);
}

}  // namespace
}  // namespace limn::draw
