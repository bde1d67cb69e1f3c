// SPDX-License-Identifier: MIT
#include "views/label_joints.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

constexpr glm::vec2 kView{800.0F, 600.0F};

glm::vec2 measure(std::string_view text) {
    return {static_cast<float>(text.size()) * 8.0F, 16.0F};
}

/// Seventeen joints in a column of 60 × 120 pixels.
std::vector<LabelInput> joints_at(glm::vec2 at) {
    std::vector<LabelInput> joints;
    for (int i = 0; i < 17; ++i) {
        LabelInput& joint = joints.emplace_back();
        joint.text = "joint " + std::to_string(i);
        joint.anchor =
            at + glm::vec2(static_cast<float>(i * 37 % 60), static_cast<float>(i) * 7.0F);
    }
    return joints;
}

bool overlap(const LabelBox& a, const LabelBox& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

TEST(PlaceBeside, LeavesTheSkeletonFreeAndTheNamesApart) {
    for (const glm::vec2 at : {glm::vec2(400, 200), glm::vec2(5, 5), glm::vec2(730, 470)}) {
        std::vector<LabelInput> joints = joints_at(at);
        const LabelBox skeleton = box_around(joints);

        place_beside(joints, kView, 1.0F, measure);

        for (std::size_t i = 0; i < joints.size(); ++i) {
            ASSERT_TRUE(joints[i].place) << i;
            EXPECT_FALSE(overlap(*joints[i].place, skeleton)) << i;
            EXPECT_GE(joints[i].place->min.y, 0.0F);
            EXPECT_LE(joints[i].place->max.y, kView.y);
            for (std::size_t other = 0; other < i; ++other) {
                EXPECT_FALSE(overlap(*joints[i].place, *joints[other].place));
            }
        }
    }
}

TEST(PlaceBeside, HasNoPlaceWhereTheViewHasNoRoom) {
    std::vector<LabelInput> joints = joints_at({20, 20});

    place_beside(joints, {100.0F, 200.0F}, 1.0F, measure);

    EXPECT_TRUE(std::ranges::none_of(joints, [](const LabelInput& joint) {
        return joint.place.has_value();
    }));
}

TEST(BoneLengths, AreMeasuredOnTheScreen) {
    SampleScene sample;
    sample.add_person({10, 10}, 30.0F, 3);
    sample.add_bones({10, 10}, 30.0F, 3);
    const auto camera = draw::to_view_camera(draw::Camera2D::fit({0, 0}, kView, kView), kView);

    const BoneLengths bones(sample.scene, camera, kView);

    EXPECT_NEAR(bones.median_px(0, 1), 42.4F, 0.1F);
    EXPECT_EQ(bones.median_px(0, 0), 0.0F);
    EXPECT_EQ(bones.median_px(7, 1), 0.0F);
}

}  // namespace
}  // namespace limn::views
