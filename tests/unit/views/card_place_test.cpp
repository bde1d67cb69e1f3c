// SPDX-License-Identifier: MIT
#include "views/card_place.h"

#include <gtest/gtest.h>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

const Rect kWindow{{0, 0}, {1000, 800}};
constexpr glm::vec2 kCard{200.0F, 30.0F};

bool overlap(glm::vec2 at, const Rect& thing) {
    const glm::vec2 end = at + kCard;
    return at.x < thing.max.x && thing.min.x < end.x && at.y < thing.max.y && thing.min.y < end.y;
}

TEST(CardPlace, KeepsOffWhatItDescribes) {
    const Rect person{{400, 200}, {500, 600}};

    for (const glm::vec2 mouse : {glm::vec2(410, 300), glm::vec2(490, 590), glm::vec2(450, 210)}) {
        const glm::vec2 at = card_place(mouse, kCard, kWindow, person, 10.0F);
        EXPECT_FALSE(overlap(at, person)) << mouse.x;
        EXPECT_GE(at.x, 0.0F);
        EXPECT_LE(at.x + kCard.x, 1000.0F);
    }
}

TEST(CardPlace, IsOnTheSideThatIsNearest) {
    const Rect person{{400, 200}, {500, 600}};

    EXPECT_LT(card_place({405, 400}, kCard, kWindow, person, 10.0F).x, 400.0F);
    EXPECT_GT(card_place({495, 400}, kCard, kWindow, person, 10.0F).x, 500.0F);
    EXPECT_GT(card_place({450, 598}, kCard, kWindow, person, 10.0F).y, 600.0F);
}

TEST(CardPlace, IsAtTheMouseWhereThereIsNoRoomOrNothingToKeepOff) {
    const Rect everything{{0, 0}, {1000, 800}};

    EXPECT_EQ(card_place({300, 300}, kCard, kWindow, everything, 10.0F), glm::vec2(315, 310));
    EXPECT_EQ(card_place({300, 300}, kCard, kWindow, std::nullopt, 10.0F), glm::vec2(315, 310));
    EXPECT_EQ(card_place({990, 795}, kCard, kWindow, std::nullopt, 10.0F), glm::vec2(800, 770));
}

TEST(InstanceBox, OfAJointIsThatOfItsSkeleton) {
    SampleScene sample;
    sample.add_person({100, 50}, 10.0F, 0);
    const glm::vec2 view{400, 300};
    const auto camera = draw::to_view_camera(draw::Camera2D::fit({0, 0}, view, view), view);

    const auto box = instance_box(sample.scene, 0, 1, camera, view);

    ASSERT_TRUE(box);
    EXPECT_NEAR(box->min.x, 100.0F, 0.01F);
    EXPECT_NEAR(box->max.y, 70.0F, 0.01F);
    EXPECT_FALSE(instance_box(sample.scene, 0, 99, camera, view));
}

}  // namespace
}  // namespace limn::views
