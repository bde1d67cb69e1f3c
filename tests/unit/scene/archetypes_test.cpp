// SPDX-License-Identifier: MIT
// The table of archetypes and the visualizers say the same.
#include "model/archetypes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

std::string_view component_of(const Visualizer& visualizer, std::string_view field) {
    for (const std::string_view component : visualizer.components) {
        if (component.substr(component.find(':') + 1) == field) {
            return component;
        }
    }
    return {};
}

TEST(Archetypes, OfVisualizersAreInTheTable) {
    for (const Visualizer* visualizer : all_visualizers()) {
        const Archetype* archetype = find_archetype(visualizer->name);
        ASSERT_NE(archetype, nullptr) << visualizer->name;
        EXPECT_EQ(archetype->required, visualizer->required());
        EXPECT_EQ(archetype->shown, Shown::InViews) << visualizer->name;
        EXPECT_EQ(archetype->class_ids, component_of(*visualizer, "class_ids"));
        EXPECT_EQ(archetype->keypoint_ids, component_of(*visualizer, "keypoint_ids"));
        EXPECT_TRUE(archetype->class_ids.empty() || archetype->is_counted) << visualizer->name;
    }
}

TEST(Archetypes, ShownInViewsHaveAVisualizer) {
    for (const Archetype& archetype : archetypes()) {
        const bool has_visualizer =
            std::ranges::any_of(all_visualizers(), [&](const Visualizer* visualizer) {
                return visualizer->name == archetype.name;
            });
        EXPECT_EQ(archetype.shown == Shown::InViews, has_visualizer) << archetype.name;
    }
}

TEST(Archetypes, ThatAreCountedAreDrawn) {
    for (const Archetype& archetype : archetypes()) {
        EXPECT_TRUE(!archetype.is_counted || archetype.shown == Shown::InViews) << archetype.name;
    }
}

TEST(Archetypes, VisualizersReadTheColumnsThatDecideAboutInstances) {
    for (const Visualizer* visualizer : all_visualizers()) {
        const Archetype* archetype = find_archetype(visualizer->name);
        ASSERT_NE(archetype, nullptr);
        for (const auto columns :
             {archetype->used_instance_columns(), archetype->used_finite_columns()}) {
            for (const std::string_view column : columns) {
                EXPECT_THAT(visualizer->components, testing::Contains(column));
            }
        }
        EXPECT_EQ(
            archetype->poses == PoseUse::None,
            visualizer->space == DataSpace::Flat || visualizer->kind != DataKind::Geometry
        ) << visualizer->name;
    }
}

TEST(Archetypes, AreListedOnceUnderTheirOwnComponents) {
    for (const Archetype& archetype : archetypes()) {
        EXPECT_EQ(find_archetype(archetype.name), &archetype);
        EXPECT_EQ(
            archetype_of(archetype.required),
            archetype.required.empty() ? "" : archetype.name
        );
        EXPECT_FALSE(archetype.title.empty());
    }
}

TEST(Archetypes, WithoutARequiredComponentAreMadeByAnyOfTheirs) {
    const Archetype& transform = *find_archetype("Transform3D");
    const Archetype& points = *find_archetype("Points2D");

    EXPECT_TRUE(is_made_by(transform, "Transform3D:quaternion"));
    EXPECT_TRUE(is_made_by(transform, "Transform3D:scale"));
    EXPECT_FALSE(is_made_by(transform, "TransformAxes3D:axis_length"));
    EXPECT_TRUE(is_made_by(points, "Points2D:positions"));
    EXPECT_FALSE(is_made_by(points, "Points2D:class_ids"));
}

TEST(Archetypes, OfWhichOthersNeedARequiredComponentHaveOne) {
    for (const Archetype& archetype : archetypes()) {
        EXPECT_TRUE(archetype.shown == Shown::ByOthers || !archetype.required.empty())
            << archetype.name;
    }
}

}  // namespace
}  // namespace limn::scene
