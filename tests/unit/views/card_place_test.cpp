// SPDX-License-Identifier: MIT
#include "views/card_place.h"

#include <gtest/gtest.h>

#include <array>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <vector>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

const Rect kWindow{{0, 0}, {1000, 800}};
constexpr glm::vec2 kCard{200.0F, 30.0F};

bool overlap(glm::vec2 at, const Rect& thing) {
    const glm::vec2 end = at + kCard;
    return at.x < thing.max.x && thing.min.x < end.x && at.y < thing.max.y && thing.min.y < end.y;
}

CardObstacles only(const std::optional<Rect>& described) {
    CardObstacles obstacles;
    obstacles.described = described;
    return obstacles;
}

TEST(CardPlace, KeepsOffWhatItDescribes) {
    const Rect person{{400, 200}, {500, 600}};

    for (const glm::vec2 mouse : {glm::vec2(410, 300), glm::vec2(490, 590), glm::vec2(450, 210)}) {
        const glm::vec2 at = card_place(mouse, kCard, kWindow, only(person), 10.0F);
        EXPECT_FALSE(overlap(at, person)) << mouse.x;
        EXPECT_GE(at.x, 0.0F);
        EXPECT_LE(at.x + kCard.x, 1000.0F);
    }
}

TEST(CardPlace, IsOnTheSideThatIsNearest) {
    const Rect person{{400, 200}, {500, 600}};

    EXPECT_LT(card_place({405, 400}, kCard, kWindow, only(person), 10.0F).x, 400.0F);
    EXPECT_GT(card_place({495, 400}, kCard, kWindow, only(person), 10.0F).x, 500.0F);
    EXPECT_GT(card_place({450, 598}, kCard, kWindow, only(person), 10.0F).y, 600.0F);
}

TEST(CardPlace, IsAtTheMouseWhereThereIsNoRoomOrNothingToKeepOff) {
    const Rect everything{{0, 0}, {1000, 800}};

    EXPECT_EQ(card_place({300, 300}, kCard, kWindow, only(everything), 10.0F), glm::vec2(315, 310));
    EXPECT_EQ(
        card_place({300, 300}, kCard, kWindow, only(std::nullopt), 10.0F),
        glm::vec2(315, 310)
    );
    EXPECT_EQ(
        card_place({990, 795}, kCard, kWindow, only(std::nullopt), 10.0F),
        glm::vec2(800, 770)
    );
}

TEST(CardPlace, KeepsOffTheNamesBesideASkeleton) {
    CardObstacles obstacles = only(Rect{{400, 200}, {500, 400}});
    for (int i = 0; i < 8; ++i) {
        const float y = 200.0F + 25.0F * static_cast<float>(i);
        obstacles.labels.push_back({{290, y}, {374, y + 22}});
        obstacles.labels.push_back({{526, y}, {610, y + 22}});
    }

    for (const glm::vec2 mouse : {glm::vec2(405, 300), glm::vec2(495, 250), glm::vec2(450, 390)}) {
        const glm::vec2 at = card_place(mouse, kCard, kWindow, obstacles, 10.0F);
        EXPECT_FALSE(overlap(at, *obstacles.described)) << mouse.x;
        for (const Rect& label : obstacles.labels) {
            EXPECT_FALSE(overlap(at, label)) << mouse.x;
        }
    }
}

TEST(CardPlace, CoversNoOtherThingWhereAPlaceIsNear) {
    CardObstacles obstacles = only(Rect{{400, 200}, {500, 400}});
    obstacles.others = {{{510, 200}, {700, 400}}, {{200, 200}, {390, 400}}};

    const glm::vec2 at = card_place({495, 350}, kCard, kWindow, obstacles, 10.0F);

    EXPECT_FALSE(overlap(at, *obstacles.described));
    for (const Rect& other : obstacles.others) {
        EXPECT_FALSE(overlap(at, other));
    }
}

TEST(CardPlace, StaysNearTheMouseEvenIfItCoversOtherThings) {
    CardObstacles obstacles = only(Rect{{490, 390}, {510, 410}});
    obstacles.others = {{{0, 0}, {1000, 380}}, {{0, 420}, {1000, 800}}, {{0, 380}, {480, 420}}};
    obstacles.others.push_back({{520, 380}, {1000, 420}});

    const glm::vec2 at = card_place({500, 400}, kCard, kWindow, obstacles, 10.0F);

    EXPECT_FALSE(overlap(at, *obstacles.described));
    EXPECT_LT(glm::distance(glm::clamp(glm::vec2(500, 400), at, at + kCard), {500, 400}), 100.0F);
}

TEST(CardPlace, LeavesASinglePointAndTheMouseFree) {
    const Rect point{{500, 400}, {500, 400}};

    const glm::vec2 at = card_place({502, 401}, kCard, kWindow, only(point), 10.0F);

    EXPECT_FALSE(overlap(at, {{495, 395}, {507, 406}}));
}

TEST(CardObstacles, AreTheNamesOfTheSkeletonAndTheOtherThings) {
    SampleScene sample;
    sample.add_person({100, 50}, 10.0F, 0);
    sample.add_person({200, 50}, 10.0F, 3);
    const glm::vec2 view{400, 300};
    const auto camera = draw::to_view_camera(draw::Camera2D::fit({0, 0}, view, view), view);
    std::vector<PlacedLabel> labels(6);
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        labels[i].source = i;
        labels[i].min = {static_cast<float>(i) * 50.0F, 10.0F};
        labels[i].max = labels[i].min + glm::vec2(40.0F, 20.0F);
    }
    const auto described = instance_box(sample.scene, 0, 1, camera, view);
    const std::array meant{render::Highlight{0, 1}, render::Highlight{}};

    const CardObstacles found =
        card_obstacles(sample.scene, labels, camera, view, described, meant);

    EXPECT_EQ(found.labels.size(), 3U);
    ASSERT_EQ(found.others.size(), 4U) << "three names and a skeleton";
    EXPECT_NEAR(found.others[1].min.x, 200.0F, 0.01F);
    EXPECT_NEAR(found.others[1].max.x, 220.0F, 0.01F);
}

TEST(CardObstacles, ARoomAroundTheThingIsNone) {
    SampleScene sample;
    sample.add_person({100, 50}, 10.0F, 0);
    sample.add_person({10, 10}, 100.0F, 3);
    const glm::vec2 view{400, 300};
    const auto camera = draw::to_view_camera(draw::Camera2D::fit({0, 0}, view, view), view);
    std::vector<PlacedLabel> labels(1);
    labels[0].source = 3;
    const auto described = instance_box(sample.scene, 0, 1, camera, view);
    const std::array meant{render::Highlight{0, 1}};

    const CardObstacles found =
        card_obstacles(sample.scene, labels, camera, view, described, meant);

    EXPECT_EQ(found.others.size(), 1U) << "the label, and not the skeleton";
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
