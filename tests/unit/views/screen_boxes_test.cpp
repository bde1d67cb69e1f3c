// SPDX-License-Identifier: MIT
#include "views/screen_boxes.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <glm/ext/matrix_transform.hpp>
#include <glm/geometric.hpp>

#include "unit/views/sample_scene.h"
#include "views/label_joints.h"
#include "views/legend.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{400.0F, 200.0F};

/// UTM coordinates: floats are half a meter apart here, which is 50 pixels in these views.
constexpr glm::dvec3 kFarAway{692'000.3, 5'334'000.3, 0.0};

/// A person with bones and a box of 0.2 × 0.1, all moved by `offset`.
struct MovedScene {
    explicit MovedScene(const glm::dvec3& offset) {
        sample.add_person({0.1F, 0.1F}, 0.4F, 0);
        sample.add_bones({0.1F, 0.1F}, 0.4F, 0);
        add_box();
        const glm::dmat4 moved = glm::translate(glm::dmat4(1.0), offset);
        for (draw::PointBatch& batch : sample.scene.list.points) {
            batch.world_from_batch = moved;
        }
        for (draw::LineBatch& batch : sample.scene.list.lines) {
            batch.world_from_batch = moved;
        }
        const glm::dvec2 corner(offset);
        camera = draw::to_view_camera(
            draw::Camera2D::fit(corner, corner + glm::dvec2(4.0, 2.0), kView),
            kView
        );
    }

    void add_box() {
        constexpr std::array<glm::vec3, 4> kCorners{
            {{2.0F, 1.0F, 0.0F}, {2.2F, 1.0F, 0.0F}, {2.2F, 1.1F, 0.0F}, {2.0F, 1.1F, 0.0F}}};
        draw::LineBatch batch;
        batch.entity = 1;
        for (std::size_t i = 0; i < kCorners.size(); ++i) {
            draw::LineSegment edge;
            edge.from = kCorners.at(i);
            edge.to = kCorners.at((i + 1) % kCorners.size());
            edge.instance = 0;
            batch.segments.push_back(edge);
        }
        sample.scene.list.lines.push_back(std::move(batch));
    }

    SampleScene sample;
    draw::ViewCamera camera;
};

void expect_equal(const LabelBox& a, const LabelBox& b) {
    EXPECT_LT(glm::distance(a.min, b.min), 0.01F);
    EXPECT_LT(glm::distance(a.max, b.max), 0.01F);
}

TEST(ScreenBoxes, FarFromTheOriginAreThoseNearIt) {
    const MovedScene near(glm::dvec3(0.0));
    const MovedScene far(kFarAway);
    ScreenBoxes near_boxes(near.sample.scene, near.camera, kView);
    ScreenBoxes far_boxes(far.sample.scene, far.camera, kView);

    const auto near_box = near_boxes.find(1, 0);
    const auto far_box = far_boxes.find(1, 0);
    ASSERT_TRUE(near_box && far_box);
    expect_equal(far_box->box, near_box->box);
    EXPECT_NEAR(far_box->box.max.x - far_box->box.min.x, 20.0F, 0.01F);
    EXPECT_TRUE(far_box->is_rectangle);

    const auto near_person = near_boxes.find_points(0, 1);
    const auto far_person = far_boxes.find_points(0, 1);
    ASSERT_TRUE(near_person && far_person);
    expect_equal(*far_person, *near_person);
}

TEST(ScreenBoxes, FarFromTheOriginABoneMeansTheSameJoint) {
    const MovedScene far(kFarAway);
    const ScreenBoxes boxes(far.sample.scene, far.camera, kView);

    EXPECT_EQ(boxes.joint_near(0, {20, 20}), 0U) << "the nose is at 10, 10";
    EXPECT_EQ(boxes.joint_near(0, {33, 33}), 1U) << "the hand is at 50, 50";
    EXPECT_EQ(boxes.joint_near(0, {85, 85}), 2U) << "the foot is at 90, 90";
}

TEST(BoneLengths, FarFromTheOriginAreThoseNearIt) {
    const MovedScene far(kFarAway);

    const BoneLengths bones(far.sample.scene, far.camera, kView);

    EXPECT_NEAR(bones.median_px(0, 0), 40.0F * std::sqrt(2.0F), 0.05F);
}

TEST(PictureInView, FarFromTheOriginIsWhereItsDataAre) {
    MovedScene far(kFarAway);
    far.sample.scene.bounds.extend(kFarAway + glm::dvec3(1.0, 0.5, 0.0));
    far.sample.scene.bounds.extend(kFarAway + glm::dvec3(1.2, 0.6, 0.0));

    const auto picture = picture_in_view(far.sample.scene, far.camera, kView);

    ASSERT_TRUE(picture);
    EXPECT_LT(glm::distance(picture->min, glm::vec2(100, 50)), 0.01F);
    EXPECT_LT(glm::distance(picture->max, glm::vec2(120, 60)), 0.01F);
}

}  // namespace
}  // namespace limn::views
