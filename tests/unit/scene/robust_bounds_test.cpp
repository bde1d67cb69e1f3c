// SPDX-License-Identifier: MIT
// What a view frames first: everything but what is far out.
#include "scene/robust_bounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
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

constexpr float kSpacing = 3.0F;

/// Wireframes of cubes (in 2D squares) of 2 units around places, each an instance of twelve segments.
draw::LineBatch boxes(const std::vector<glm::vec3>& centers) {
    draw::LineBatch batch;
    for (std::uint32_t i = 0; i < centers.size(); ++i) {
        for (unsigned edge = 0; edge < 12; ++edge) {
            const unsigned axis = edge / 4;
            std::array<float, 3> corner{};
            corner.at((axis + 1) % 3) = (edge & 1U) != 0 ? 1.0F : -1.0F;
            corner.at((axis + 2) % 3) = (edge & 2U) != 0 ? 1.0F : -1.0F;
            draw::LineSegment& segment = batch.segments.emplace_back();
            corner.at(axis) = -1.0F;
            segment.from = centers[i] + glm::vec3(corner[0], corner[1], corner[2]);
            corner.at(axis) = 1.0F;
            segment.to = centers[i] + glm::vec3(corner[0], corner[1], corner[2]);
            segment.instance = i;
        }
    }
    return batch;
}

/// The same as triangles, one for each box.
draw::MeshBatch fills(const std::vector<glm::vec3>& centers) {
    draw::MeshBatch batch;
    for (std::uint32_t i = 0; i < centers.size(); ++i) {
        for (const glm::vec3& corner : {glm::vec3(-1), glm::vec3(1, -1, 0), glm::vec3(1)}) {
            draw::MeshVertex& vertex = batch.vertices.emplace_back();
            vertex.position = centers[i] + corner;
            vertex.instance = i;
        }
    }
    return batch;
}

/// Places in rows of ten.
std::vector<glm::vec3> rows(std::size_t count) {
    std::vector<glm::vec3> centers;
    for (std::size_t i = 0; i < count; ++i) {
        centers.push_back(glm::vec3(i % 10, i / 10, 0) * kSpacing);
    }
    return centers;
}

TEST(RobustBounds, OneFarBoxDoesNotChangeThem) {
    for (const std::size_t count : {3U, 4U, 20U, 60U, 6000U}) {
        for (const ViewKind kind : {ViewKind::Spatial2D, ViewKind::Spatial3D}) {
            std::vector<glm::vec3> centers = rows(count);
            const WorldBounds expected = bounds_of(kind, boxes(centers));
            for (const float out : {1.0e5F, -1.0e6F, 1.0e10F}) {
                centers.resize(count);
                centers.emplace_back(out, out, 0.0F);
                const WorldBounds lines = bounds_of(kind, boxes(centers));
                EXPECT_EQ(lines.min, expected.min) << count << " " << out;
                EXPECT_EQ(lines.max, expected.max) << count << " " << out;
                EXPECT_EQ(bounds_of(kind, fills(centers)).max.x, expected.max.x);
            }
        }
    }
}

TEST(RobustBounds, OneFarStripArrowOrSkeletonDoesNotChangeThem) {
    draw::LineBatch strips;
    draw::LineBatch arrows;
    draw::LineBatch bones;
    draw::PointBatch joints;
    for (std::uint32_t i = 0; i < 21; ++i) {
        const glm::vec3 start = i == 7 ? glm::vec3(1.0e6F) : rows(21)[i];
        // The far one has most of the vertices.
        const std::uint32_t num_pieces = i == 7 ? 500 : 3;
        for (std::uint32_t piece = 0; piece < num_pieces; ++piece) {
            draw::LineSegment segment;
            segment.instance = i;
            segment.from = start + glm::vec3(0, 0, piece % 7);
            segment.to = start + glm::vec3(0, 0, (piece + 1) % 7);
            strips.segments.push_back(segment);
            segment.instance = draw::kAllInstances;
            segment.skeleton = i;
            segment.joint_from = 1;
            segment.joint_to = 2;
            bones.segments.push_back(segment);
            joints.positions.push_back(segment.from);
            joints.group.push_back(i);
        }
        draw::LineSegment arrow;
        arrow.from = start;
        arrow.to = start + glm::vec3(0, 0, 4);
        arrow.has_head = true;
        arrow.instance = i;
        arrows.segments.push_back(arrow);
    }
    joints.radii = {-1.5F};
    for (const WorldBounds& bounds :
         {bounds_of(ViewKind::Spatial3D, strips),
          bounds_of(ViewKind::Spatial3D, arrows),
          bounds_of(ViewKind::Spatial3D, bones),
          bounds_of(ViewKind::Spatial3D, joints)}) {
        EXPECT_EQ(bounds.min, glm::dvec3(0, 0, 0));
        EXPECT_EQ(bounds.max.x, 27.0);
        EXPECT_LE(bounds.max.z, 6.0);
    }
}

TEST(RobustBounds, ThePartOfAStripThatIsNearCounts) {
    draw::LineBatch strip;
    for (std::uint32_t i = 0; i < 30; ++i) {
        draw::LineSegment segment;
        segment.from = {i, i % 3, 0};
        segment.to = {i + 1, (i + 1) % 3, 0};
        segment.instance = 0;
        strip.segments.push_back(segment);
    }
    for (const std::size_t wrong : {0U, 10U, 29U}) {
        draw::LineBatch bent = strip;
        bent.segments[wrong].to = glm::vec3(1.0e7F, 0, 0);
        if (wrong + 1 < bent.segments.size()) {
            bent.segments[wrong + 1].from = bent.segments[wrong].to;
        }
        const WorldBounds bounds = bounds_of(ViewKind::Spatial3D, bent);
        EXPECT_LE(bounds.max.x, 30.0) << wrong;
        EXPECT_GE(bounds.max.x, 29.0) << wrong;
    }
}

TEST(RobustBounds, OneFarEntityOfHardlyAnythingIsLeftOut) {
    draw::PointBatch cloud = points(block(500));
    cloud.entity = 0;
    draw::PointBatch far_point = points({{1.0e6F, 0, 0}});
    far_point.entity = 1;
    EXPECT_LE(bounds_of(ViewKind::Spatial3D, cloud, far_point).max.x, 30.0);
    EXPECT_LE(bounds_of(ViewKind::Spatial2D, far_point, cloud).max.x, 30.0);

    // Edges and fill of a box are one part.
    draw::MeshBatch far_fill = fills({{1.0e6F, 0, 0}});
    draw::LineBatch far_box = boxes({{1.0e6F, 0, 0}});
    far_fill.entity = 1;
    far_box.entity = 1;
    EXPECT_LE(bounds_of(ViewKind::Spatial3D, cloud, far_fill, far_box).max.x, 30.0);

    // A box each: three together, one far away.
    EXPECT_EQ(
        bounds_of(
            ViewKind::Spatial3D,
            boxes({{0, 0, 0}}),
            boxes({{5, 0, 0}}),
            boxes({{9, 0, 0}}),
            boxes({{1.0e6F, 0, 0}})
        ).max.x,
        10.0
    );
}

TEST(RobustBounds, WhatIsApartForAReasonIsWhole) {
    const std::vector<std::vector<glm::vec3>> scenes{
        {{0, 0, 0}, {9000, 0, 0}},                       // Two robots.
        {{0, 0, 0}, {10, 0, 0}, {9000, 0, 0}},           // Nobody knows which is wrong.
        {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}, {900, 0, 0}},  // Four things in a line.
        {{0, 0, 0}, {300, 0, 0}, {4000, 0, 0}, {9000, 0, 0}},
        {{0, 0, 0}, {0, 40, 0}, {50, 50, 0}, {70, 0, 0}, {80, 80, 0}, {9000, 0, 0}, {9000, 9, 0}},
    };
    for (const std::vector<glm::vec3>& centers : scenes) {
        const float far_x = std::ranges::max(centers, {}, &glm::vec3::x).x;
        EXPECT_EQ(bounds_of(ViewKind::Spatial3D, points(centers)).max.x, far_x);
        EXPECT_EQ(bounds_of(ViewKind::Spatial3D, boxes(centers)).max.x, far_x + 1.0F);
        EXPECT_EQ(bounds_of(ViewKind::Spatial3D, fills(centers)).max.x, far_x + 1.0F);
    }
    // Landmarks around a map, two clusters.
    std::vector<glm::vec3> map = rows(100);
    map.emplace_back(250.0F, 0.0F, 0.0F);
    map.emplace_back(-200.0F, 100.0F, 0.0F);
    EXPECT_EQ(bounds_of(ViewKind::Spatial3D, boxes(map)).max.x, 251.0);
    std::vector<glm::vec3> clusters = rows(40);
    for (const glm::vec3& center : rows(10)) {
        clusters.push_back(center + glm::vec3(1.0e5F, 0, 0));
    }
    EXPECT_GT(bounds_of(ViewKind::Spatial3D, boxes(clusters)).max.x, 1.0e5);
    EXPECT_GT(
        bounds_of(
            ViewKind::Spatial3D,
            points(block(500)),
            boxes(
                {{9.0e4F, 0, 0},
                 {9.0e4F, 9, 0},
                 {9.0e4F, 0, 9},
                 {9.0e4F, 9, 9},
                 {9.0e4F, 5, 5},
                 {9.0e4F, 6, 0},
                 {9.0e4F, 0, 6},
                 {9.0e4F, 6, 6},
                 {9.0e4F, 3, 3},
                 {9.0e4F, 2, 2},
                 {9.0e4F, 1, 1},
                 {9.0e4F, 3, 1}}
            )
        ).max.x,
        9.0e4
    ) << "twelve things are more than 2 % of 512";
}

TEST(RobustBounds, ALongTrajectoryAndAFarCameraAreWhole) {
    draw::LineBatch marks = boxes(rows(20));
    for (std::uint32_t i = 0; i < 1000; ++i) {
        draw::LineSegment segment;
        segment.from = glm::vec3(i, 0, 0) * 10.0F;
        segment.to = glm::vec3(i + 1, 0, 0) * 10.0F;
        segment.instance = 20;
        marks.segments.push_back(segment);
    }
    EXPECT_EQ(bounds_of(ViewKind::Spatial3D, marks).max.x, 10'000.0);

    draw::LineBatch camera = boxes({{2000, 0, 500}});
    camera.is_overlay = true;
    EXPECT_EQ(bounds_of(ViewKind::Spatial3D, points(block(5000)), camera).max.x, 2001.0);
}

TEST(RobustBounds, MarksOfWhatIsMissingDoNotKeepFarThings) {
    std::vector<glm::vec3> positions = block(100);
    positions.resize(150, glm::vec3(kMost));
    positions.emplace_back(1.0e6F, 0.0F, 0.0F);
    EXPECT_LE(bounds_of(ViewKind::Spatial2D, points(positions)).max.x, 30.0);
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

TEST(FramedPlaces, AreAllOfAFewAndASampleOfMany) {
    RobustBounds few(ViewKind::Spatial3D);
    few.add(points({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, {0.5F}));
    ASSERT_TRUE(few.places());
    ASSERT_EQ(few.places()->size(), 3U);
    EXPECT_EQ(few.places()->at(1).position, glm::dvec3(4, 5, 6));
    EXPECT_EQ(few.places()->at(1).radius, 0.5);

    RobustBounds many(ViewKind::Spatial3D);
    for (std::uint32_t i = 0; i < 10; ++i) {
        draw::PointBatch batch = points(block(20'000));
        batch.entity = i;
        many.add(batch);
    }
    many.add(boxes({{0, 0, 50}}));
    ASSERT_TRUE(many.places());
    EXPECT_LE(many.places()->size(), 4096U);
    EXPECT_GT(many.places()->size(), 1500U);
    EXPECT_EQ(
        std::ranges::count(
            *many.places(),
            51.0,
            [](const FramedPlace& place) { return place.position.z; }
        ),
        12
    ) << "what is small is whole";

    EXPECT_FALSE(RobustBounds(ViewKind::Spatial2D).places());
}

TEST(FramedPlaces, LeaveOutWhatIsFarOut) {
    RobustBounds bounds(ViewKind::Spatial3D);
    std::vector<glm::vec3> centers = rows(20);
    centers.emplace_back(1.0e6F, 0.0F, 0.0F);
    bounds.add(boxes(centers));
    ASSERT_TRUE(bounds.places());
    EXPECT_EQ(bounds.places()->size(), 20U * 24U);
}

TEST(FramedPlaces, HoldTheLargeOneOfManyBoxes) {
    draw::LineBatch batch = boxes(rows(5000));
    draw::LineBatch large = boxes({{0, 0, 0}});
    for (draw::LineSegment& segment : large.segments) {
        segment.from = segment.from * 2000.0F + glm::vec3(0, 750, 0);
        segment.to = segment.to * 2000.0F + glm::vec3(0, 750, 0);
        segment.instance = 5000;
        batch.segments.push_back(segment);
    }
    RobustBounds bounds(ViewKind::Spatial3D);
    bounds.add(batch);
    ASSERT_TRUE(bounds.places());
    EXPECT_LE(bounds.places()->size(), 2100U);
    for (unsigned i = 0; i < 8; ++i) {
        const glm::dvec3 corner = corner_of(bounds.bounds(), i);
        EXPECT_TRUE(std::ranges::any_of(*bounds.places(), [&](const FramedPlace& place) {
            return glm::distance(place.position, corner) < 1.0;
        }));
    }
}

TEST(FramedPlaces, OfVeryManyEntitiesAreTheirCornersAndThenNone) {
    RobustBounds bounds(ViewKind::Spatial3D);
    const std::vector<glm::vec3> centers = rows(1000);
    for (std::uint32_t i = 0; i < 300; ++i) {
        draw::LineBatch batch = boxes({centers[i]});
        batch.entity = i;
        bounds.add(batch);
    }
    ASSERT_TRUE(bounds.places());
    EXPECT_LE(bounds.places()->size(), 4096U);
    for (std::uint32_t i = 300; i < 1000; ++i) {
        draw::LineBatch batch = boxes({centers[i]});
        batch.entity = i;
        bounds.add(batch);
    }
    EXPECT_FALSE(bounds.places());
}

TEST(RobustBounds, NothingOfMeaningLeavesThemEmpty) {
    EXPECT_TRUE(
        bounds_of(ViewKind::Spatial3D, points({{kMost, kMost, kMost}, {kNan, 0, 0}})).is_empty
    );
    EXPECT_TRUE(RobustBounds(ViewKind::Spatial2D).bounds().is_empty);
}

}  // namespace
}  // namespace limn::scene
