// SPDX-License-Identifier: MIT
// What a view frames first: everything but what is far out.
#include "scene/robust_bounds.h"

#include <gtest/gtest.h>

#include <glm/gtc/matrix_transform.hpp>
#include <limits>
#include <random>

namespace limn::scene {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kMost = std::numeric_limits<float>::max();

draw::PointBatch points(std::vector<glm::vec3> positions, std::vector<float> radii = {-1.5F}) {
    draw::PointBatch batch;
    batch.positions = std::move(positions);
    batch.radii = std::move(radii);
    return batch;
}

draw::LineBatch lines(const std::vector<std::pair<glm::vec3, glm::vec3>>& ends, float radius) {
    draw::LineBatch batch;
    for (const auto& [from, to] : ends) {
        draw::LineSegment& segment = batch.segments.emplace_back();
        segment.from = from;
        segment.to = to;
        segment.radius = radius;
    }
    return batch;
}

/// Points of a flat block of ±30, ±30, 0…3.
std::vector<glm::vec3> block(std::size_t count) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> wide(-30.0F, 30.0F);
    std::uniform_real_distribution<float> high(0.0F, 3.0F);
    std::vector<glm::vec3> positions;
    for (std::size_t i = 0; i < count; ++i) {
        positions.emplace_back(wide(random), wide(random), high(random));
    }
    return positions;
}

template <typename... Batch>
WorldBounds bounds_of(ViewKind kind, const Batch&... batches) {
    RobustBounds bounds(kind);
    (bounds.add(batches), ...);
    return bounds.bounds();
}

TEST(RobustBounds, OneFarPointDoesNotChangeThem) {
    for (const std::size_t count : {6U, 60U, 20'000U}) {
        for (const ViewKind kind : {ViewKind::Spatial2D, ViewKind::Spatial3D}) {
            const std::vector<glm::vec3> inside = block(count);
            const WorldBounds expected = bounds_of(kind, points(inside));
            for (const float out : {1.0e4F, 1.0e6F, 1.0e10F, kMost, -kMost, kNan}) {
                std::vector<glm::vec3> positions = inside;
                positions.emplace_back(out, 0.0F, 0.0F);
                const WorldBounds bounds = bounds_of(kind, points(positions));
                // A quantile may move by one place of the sample.
                EXPECT_LT(glm::distance(bounds.min, expected.min), 1.0) << count << " " << out;
                EXPECT_LT(glm::distance(bounds.max, expected.max), 1.0) << count << " " << out;
            }
        }
    }
}

TEST(RobustBounds, AFewPlacesAsideAreShown) {
    const WorldBounds aside = bounds_of(
        ViewKind::Spatial2D,
        points({{0, 0, 0}, {0, 1, 0}, {1, 0, 0}, {1, 1, 0}, {0, 0, 0}, {30, 0, 0}})
    );
    EXPECT_EQ(aside.max.x, 30.0);

    RobustBounds bounds(ViewKind::Spatial2D);
    for (const float x : {0.0F, 0.0F, 0.5F, 1.0F, 1.0F, 20.0F}) {
        bounds.add(points({{x, 0, 0}}));
    }
    EXPECT_EQ(bounds.bounds().max.x, 20.0);
}

TEST(RobustBounds, EvenDataAreWhole) {
    const WorldBounds few =
        bounds_of(ViewKind::Spatial3D, points({{0, 0, 0}, {10, 0, 0}, {0, 4, 2}}));
    EXPECT_EQ(few.min, glm::dvec3(0, 0, 0));
    EXPECT_EQ(few.max, glm::dvec3(10, 4, 2));

    const WorldBounds many = bounds_of(ViewKind::Spatial3D, points(block(20'000)));
    EXPECT_NEAR(many.min.x, -30.0, 0.1);
    EXPECT_NEAR(many.max.y, 30.0, 0.1);
}

TEST(RobustBounds, TwoGroupsAreBothShown) {
    std::vector<glm::vec3> positions = block(500);
    for (const glm::vec3& position : block(50)) {
        positions.push_back(position + glm::vec3(5000.0F, 0.0F, 0.0F));
    }
    EXPECT_GT(bounds_of(ViewKind::Spatial2D, points(positions)).max.x, 4990.0);
}

TEST(RobustBounds, ADenseMiddleDoesNotShrinkTheRest) {
    std::vector<glm::vec3> positions(900, glm::vec3(0.0F));
    for (const glm::vec3& position : block(100)) {
        positions.push_back(position);
    }
    EXPECT_GT(bounds_of(ViewKind::Spatial2D, points(positions)).max.x, 25.0);
}

TEST(RobustBounds, ThinRimsOfCloudsGiveWayToTheirBulk) {
    std::vector<glm::vec3> positions = block(20'000);
    for (int i = 0; i < 100; ++i) {
        positions.emplace_back(120.0F, static_cast<float>(i) * 0.1F, 0.0F);
    }
    EXPECT_LT(bounds_of(ViewKind::Spatial3D, points(positions)).max.x, 40.0);
    EXPECT_NEAR(bounds_of(ViewKind::Spatial2D, points(positions)).max.x, 120.0, 1.0e-3)
        << "a plane is shown whole";
}

TEST(RobustBounds, RadiiCountInTheirUnits) {
    RobustBounds flat(ViewKind::Spatial2D);
    flat.add(points({{0, 0, 0}, {10, 0, 0}}, {3.0F, 2.0F}));
    EXPECT_EQ(flat.bounds().min, glm::dvec3(-3, -3, 0));
    EXPECT_EQ(flat.bounds().max, glm::dvec3(12, 3, 0));
    EXPECT_EQ(flat.edge_pt(), 0.0F);
    flat.add(points({{0, 0, 0}}, {-20.0F}));
    flat.add(lines({{{0, 0, 0}, {1, 0, 0}}}, -1.5F));
    EXPECT_EQ(flat.edge_pt(), 20.0F);

    draw::PointBatch scaled = points({{1, 1, 1}}, {4.0F});
    scaled.world_from_batch = glm::scale(glm::dmat4(1.0), glm::dvec3(2.0));
    EXPECT_EQ(bounds_of(ViewKind::Spatial3D, scaled).max, glm::dvec3(6, 6, 6))
        << "the radius of a batch is one of the world";
    EXPECT_EQ(
        bounds_of(ViewKind::Spatial3D, lines({{{0, 0, 0}, {1, 0, 0}}}, 0.5F)).max,
        glm::dvec3(1.5, 0.5, 0.5)
    );
}

TEST(RobustBounds, HeadsOfArrowsAreWiderThanTheirLines) {
    draw::LineBatch arrow = lines({{{0, 0, 0}, {4, 0, 0}}}, 0.5F);
    arrow.segments.front().has_head = true;
    RobustBounds bounds(ViewKind::Spatial2D);
    bounds.add(arrow);
    EXPECT_EQ(bounds.bounds().max.y, 1.25);
    EXPECT_EQ(bounds.bounds().min.x, -0.5);
    arrow.segments.front().radius = -2.0F;
    bounds.add(arrow);
    EXPECT_EQ(bounds.edge_pt(), 5.0F);
}

TEST(RobustBounds, OfManyThingsTheOneFarAwayIsLeftOut) {
    RobustBounds bounds(ViewKind::Spatial3D);
    for (int i = 0; i < 8; ++i) {
        const auto x = static_cast<float>(i);
        bounds.add(lines({{{x, 0, 0}, {x + 1.0F, 1, 1}}}, -0.5F));
    }
    bounds.add(lines({{{1.0e6F, 0, 0}, {1.0e6F + 1.0F, 1, 1}}}, -0.5F));
    EXPECT_EQ(bounds.bounds().max.x, 8.0);
}

TEST(RobustBounds, AFewThingsAreAllShown) {
    const WorldBounds bounds = bounds_of(
        ViewKind::Spatial3D,
        lines({{{0, 0, 0}, {1, 1, 1}}}, -0.5F),
        lines({{{1000, 0, 0}, {1001, 1, 1}}}, -0.5F)
    );
    EXPECT_EQ(bounds.max.x, 1001.0);
}

TEST(RobustBounds, NothingOfMeaningLeavesThemEmpty) {
    EXPECT_TRUE(
        bounds_of(ViewKind::Spatial3D, points({{kMost, kMost, kMost}, {kNan, 0, 0}})).is_empty
    );
    EXPECT_TRUE(RobustBounds(ViewKind::Spatial2D).bounds().is_empty);
}

}  // namespace
}  // namespace limn::scene
