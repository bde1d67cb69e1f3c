// SPDX-License-Identifier: MIT
#include "scene/placement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace limn::scene {
namespace {

/// Focal length 10, principal point (0, 0): (x, y, z) → (10 x / z, 10 y / z).
Placement camera() {
    glm::mat4 matrix(0.0F);
    matrix[0][0] = 10.0F;
    matrix[1][1] = 10.0F;
    matrix[2][3] = 1.0F;
    return Placement::projected(matrix, 10.0F, 1.0F);
}

TEST(Placement, FlatDataStaysInThePlane) {
    glm::mat4 tilted = glm::rotate(glm::mat4(1.0F), 1.0F, glm::vec3(1, 0, 0));
    tilted[3] = {5.0F, 6.0F, 7.0F, 1.0F};

    const glm::vec4 world = Placement::flat(tilted).batch_matrix() * glm::dvec4(1, 2, 0, 1);

    EXPECT_EQ(world.z, 0.0F);
    EXPECT_EQ(world.x, 6.0F);
}

TEST(Placement, FlatIdentityIsTheIdentity) {
    EXPECT_EQ(Placement::flat(glm::dmat4(1.0)).batch_matrix(), glm::dmat4(1.0));
}

TEST(Placement, KeepsCornersOfATriangleInFrontOfTheCamera) {
    const ClippedTriangle inside = camera().clip_triangle({
        glm::vec3(0, 0, 1),
        glm::vec3(1, 0, 1),
        glm::vec3(0, 1, 2),
    });

    ASSERT_EQ(inside.count, 3U);
    EXPECT_EQ(inside.corners[1], glm::vec3(10, 0, 0));
    EXPECT_EQ(inside.corners[2], glm::vec3(0, 5, 0));
}

TEST(Placement, CutsTrianglesThatReachBehindTheCamera) {
    const glm::vec3 front(0, 0, 1);
    const glm::vec3 other_front(1, 0, 1);
    const glm::vec3 behind(0, 1, -1);

    EXPECT_EQ(camera().clip_triangle({front, behind, behind}).count, 3U);
    EXPECT_EQ(camera().clip_triangle({front, other_front, behind}).count, 4U);
    EXPECT_EQ(camera().clip_triangle({behind, behind, behind}).count, 0U);
}

TEST(Placement, ProjectedRadiiShrinkWithDistance) {
    EXPECT_FLOAT_EQ(camera().radius(1.0F, {0, 0, 5}), 2.0F);
    EXPECT_FLOAT_EQ(camera().radius(-1.0F, {0, 0, 5}), -1.0F);
    EXPECT_FALSE(camera().to_world({0, 0, 0}).has_value());
    EXPECT_FALSE(camera().to_world({0, 0, -1}).has_value());
}

TEST(Placement, ContentKeyFollowsWhatIsBakedIntoBatches) {
    const glm::mat4 moved = glm::translate(glm::mat4(1.0F), glm::vec3(1, 2, 3));
    const glm::mat4 larger = glm::scale(glm::mat4(1.0F), glm::vec3(2.0F));

    const auto key = [](const glm::mat4& matrix) {
        return Placement::affine(matrix).content_key();
    };
    EXPECT_EQ(key(moved), key(glm::mat4(1.0F))) << "a matrix alone changes no batch";
    EXPECT_NE(key(larger), key(glm::mat4(1.0F))) << "radii are in the view's world";
    EXPECT_NE(camera().content_key(), camera().after(moved).content_key());
}

}  // namespace
}  // namespace limn::scene
