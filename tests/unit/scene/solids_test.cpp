// SPDX-License-Identifier: MIT
// Ellipsoids, capsules, cylinders, ellipses and meshes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scene/visualizers/solid_shapes.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct ShapeCase {
    const char* name;
    SolidShape shape;
};

class SolidShapes : public testing::TestWithParam<ShapeCase> {};

TEST_P(SolidShapes, AreClosedSurfacesSeenFromOutside) {
    const SolidShape& shape = GetParam().shape;
    std::map<std::pair<int, int>, int> sides;
    for (const SolidShape::Face& face : shape.faces) {
        for (std::size_t k = 0; k < 3; ++k) {
            ++sides[{face.at(k), face.at((k + 1) % 3)}];
        }
        const glm::vec3 a(shape.corners.at(face[0]));
        const glm::vec3 b(shape.corners.at(face[1]));
        const glm::vec3 c(shape.corners.at(face[2]));
        EXPECT_GT(glm::dot(glm::cross(b - a, c - a), a + b + c), -1e-6F) << "a face looks inwards";
    }
    for (const auto& [side, count] : sides) {
        EXPECT_EQ(count, 1);
        EXPECT_TRUE(sides.contains({side.second, side.first})) << "a side without a neighbour";
    }
}

TEST_P(SolidShapes, DenseLinesHoldTheMajorOnes) {
    const SolidShape& shape = GetParam().shape;
    std::set<SolidShape::Edge> dense;
    for (const auto& [a, b] : shape.dense_edges) {
        dense.insert({std::min(a, b), std::max(a, b)});
    }
    for (const auto& [a, b] : shape.edges) {
        EXPECT_TRUE(dense.contains({std::min(a, b), std::max(a, b)}));
    }
    EXPECT_EQ(dense.size(), shape.dense_edges.size()) << "a line twice";
}

INSTANTIATE_TEST_SUITE_P(
    All,
    SolidShapes,
    testing::Values(
        ShapeCase{"box", box_shape()},
        ShapeCase{"sphere8", sphere_shape(8)},
        ShapeCase{"sphere32", sphere_shape(32)},
        ShapeCase{"capsule16", capsule_shape(16)},
        ShapeCase{"cylinder8", cylinder_shape(8)}
    ),
    [](const auto& shape) { return std::string(shape.param.name); }
);

/// Instances of which a line is drawn, at each place of a batch.
std::size_t num_drawn(const Scene& scene) {
    std::set<std::pair<std::size_t, std::uint32_t>> drawn;
    for (std::size_t i = 0; i < scene.list.lines.size(); ++i) {
        for (const draw::LineSegment& segment : scene.list.lines[i].segments) {
            drawn.insert({i, segment.instance});
        }
    }
    return drawn.size();
}

struct SolidCase {
    std::string name;
    test::Cells size;    ///< Of one.
    std::string places;  ///< The column of their places.
};

const std::vector<SolidCase>& solid_cases() {
    static const std::vector<SolidCase> kCases{
        {"Boxes3D", {{"Boxes3D:half_sizes", test::points3({{1, 1, 1}})}}, "centers"},
        {"Ellipsoids3D", {{"Ellipsoids3D:half_sizes", test::points3({{1, 1, 1}})}}, "centers"},
        {"Capsules3D",
         {{"Capsules3D:lengths", test::numbers({2})}, {"Capsules3D:radii", test::numbers({1})}},
         "translations"},
        {"Cylinders3D",
         {{"Cylinders3D:lengths", test::numbers({2})}, {"Cylinders3D:radii", test::numbers({1})}},
         "centers"},
    };
    return kCases;
}

TEST(Solids, OfOneSizeAreDrawnAtEveryPlace) {
    const std::vector<glm::vec3> places(10, glm::vec3(0.0F));
    for (const SolidCase& one : solid_cases()) {
        test::Cells cells = one.size;
        cells.emplace_back(one.name + ":" + one.places, test::points3(places));
        World world;
        world.log_static("/solids", cells);

        EXPECT_EQ(num_drawn(*world.scene_3d()), 10U) << one.name;
    }
}

TEST(Solids, ArePairedWithTheirPoses) {
    for (const SolidCase& one : solid_cases()) {
        test::Cells cells = one.size;
        cells.emplace_back(
            one.name + ":" + one.places,
            test::points3({{0, 0, 0}, {0, 0, 0}, {0, 0, 0}})
        );
        cells.emplace_back(
            "InstancePoses3D:translations",
            test::points3({{0, 0, 0}, {10, 0, 0}, {20, 0, 0}})
        );
        World world;
        world.log_static("/solids", cells);

        const auto scene = world.scene_3d();

        EXPECT_EQ(num_drawn(*scene), 3U) << one.name;
        EXPECT_NEAR(scene->bounds.max.x, 21.0, 1.0e-4) << one.name;
    }
}

TEST(Ellipsoids3D, ReachAsFarAsTheirHalfSizesInTheStyleOfTheirClass) {
    World world;
    world.log_static(
        "/cells",
        {
            {"Ellipsoids3D:half_sizes", test::points3({{1, 2, -3}, {1, 1, 1}})},
            {"Ellipsoids3D:centers", test::points3({{10, 0, 0}, {-5, 0, 0}})},
            {"Ellipsoids3D:class_ids", test::ids({7, 8})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_NEAR(scene->bounds.max.x, 11, 1e-5);
    EXPECT_NEAR(scene->bounds.max.y, 2, 1e-5);
    EXPECT_NEAR(scene->bounds.min.z, -3, 1e-5);
    EXPECT_NEAR(scene->bounds.min.x, -6, 1e-5);
    ASSERT_EQ(scene->list.meshes.size(), 1U);
    EXPECT_EQ(scene->list.meshes[0].opacity, 0.25F);
    EXPECT_EQ(scene->list.meshes[0].vertices.front().style_index, 7U);
    EXPECT_EQ(scene->list.meshes[0].vertices.back().style_index, 8U);
    EXPECT_EQ(scene->list.meshes[0].vertices.back().instance, 1U);
}

TEST(Ellipsoids3D, BeyondTheLimitAreLeftOutWithAWord) {
    World world;
    world.log_static(
        "/cells",
        {{"Ellipsoids3D:half_sizes", test::points3(std::vector<glm::vec3>(100'003, glm::vec3(1)))}}
    );

    const auto scene = world.scene_3d();

    ASSERT_EQ(scene->diagnostics.items().size(), 1U);
    EXPECT_EQ(scene->diagnostics.items()[0].count, 3U);
    EXPECT_EQ(scene->list.meshes.at(0).vertices.back().instance, 99'999U);
}

TEST(Capsules3D, GoFromTheirOriginAlongZ) {
    World world;
    world.log_static(
        "/pipes",
        {
            {"Capsules3D:lengths", test::numbers({4})},
            {"Capsules3D:radii", test::numbers({0.5F})},
            {"Capsules3D:translations", test::points3({{0, 0, 1}})},
            {"Capsules3D:labels", test::texts({"pipe"})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_NEAR(scene->bounds.min.z, 0.5F, 1e-5);
    EXPECT_NEAR(scene->bounds.max.z, 5.5F, 1e-5);
    EXPECT_NEAR(scene->bounds.max.x, 0.5F, 1e-5);
    ASSERT_EQ(scene->list.labels.size(), 1U);
    EXPECT_NEAR(scene->list.labels[0].position.z, 3.0F, 1e-5) << "the middle of the capsule";
}

TEST(Cylinders3D, AreCenteredAndTurnWithTheirRotation) {
    World world;
    const float half = std::sqrt(0.5F);
    world.log_static(
        "/poles",
        {
            {"Cylinders3D:lengths", test::numbers({6})},
            {"Cylinders3D:radii", test::numbers({1})},
            {"Cylinders3D:quaternions", test::quaternions({0, half, 0, half})},
            {"Cylinders3D:fill_mode", test::bytes8({3})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_NEAR(scene->bounds.max.x, 3, 1e-5) << "z was turned to x";
    EXPECT_NEAR(scene->bounds.min.x, -3, 1e-5);
    EXPECT_NEAR(scene->bounds.max.z, 1, 1e-5);
    EXPECT_TRUE(scene->list.lines.empty());
    EXPECT_TRUE(scene->list.meshes.at(0).is_shaded);
}

TEST(Ellipses2D, AreClosedLinesAroundTheirCenter) {
    World world;
    world.log_static(
        "/spots",
        {
            {"Ellipses2D:half_sizes", test::points2({{4, 2}, {kNan, 1}})},
            {"Ellipses2D:centers", test::points2({{10, 10}})},
            {"Ellipses2D:class_ids", test::ids({3})},
        }
    );

    const auto scene = world.scene_2d();

    const auto& segments = scene->list.lines.at(0).segments;
    ASSERT_EQ(segments.size(), 64U);
    EXPECT_EQ(segments.front().from, segments.back().to);
    for (const draw::LineSegment& segment : segments) {
        const glm::vec3 unit = (segment.from - glm::vec3(10, 10, 0)) / glm::vec3(4, 2, 1);
        EXPECT_NEAR(glm::length(unit), 1, 1e-5);
        EXPECT_EQ(segment.style_index, 3U);
    }
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/spots: ellipses that are not finite are left out")
    );
}

World mesh_world(const std::vector<std::uint16_t>& class_ids) {
    World world;
    world.log_static(
        "/mesh",
        {
            {"Mesh3D:vertex_positions",
             test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {kNan, 0, 0}})},
            {"Mesh3D:triangle_indices",
             test::triangles({{0, 1, 2}, {1, 3, 2}, {0, 1, 9}, {0, 1, 4}})},
            {"Mesh3D:class_ids", test::ids(class_ids)},
        }
    );
    return world;
}

TEST(Mesh3D, EveryTriangleHasOneClass) {
    World world = mesh_world({1, 2, 2, 3});

    const auto scene = world.scene_3d();

    const auto& vertices = scene->list.meshes.at(0).vertices;
    ASSERT_EQ(vertices.size(), 6U);
    EXPECT_EQ(vertices[0].style_index, 2U) << "two of three corners";
    EXPECT_EQ(vertices[1].style_index, 2U);
    EXPECT_EQ(vertices[2].style_index, 2U);
    EXPECT_EQ(vertices[3].style_index, 2U) << "no two agree on the last corners: the first one";
    EXPECT_EQ(vertices[3].instance, 1U);
}

TEST(Mesh3D, LeavesOutTrianglesThatCannotBeDrawn) {
    World world = mesh_world({1});

    const auto scene = world.scene_3d();

    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(
            "/mesh: triangles whose indices are beyond the vertices are left out",
            "/mesh: triangles that are not finite are left out"
        )
    );
}

TEST(Mesh3D, WithoutIndicesIsEveryThreeVertices) {
    World world;
    world.log_static(
        "/mesh",
        {{"Mesh3D:vertex_positions",
          test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {2, 0, 0}})}}
    );

    const auto scene = world.scene_3d();

    ASSERT_EQ(scene->list.meshes.at(0).vertices.size(), 3U);
    EXPECT_EQ(scene->list.meshes[0].vertices[0].color, (Rgba8{255, 255, 255, 255}))
        << "neither colors nor classes: white";
}

}  // namespace
}  // namespace limn::scene
