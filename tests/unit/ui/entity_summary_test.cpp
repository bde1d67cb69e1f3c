// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

#include <gtest/gtest.h>

#include "support/chunk_builder.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

TEST(EntitySummary, CountsAsManyBoxesAsTheLongestColumnMakes) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    recording.insert(test::ChunkBuilder("/boxes")
                         .row(1, {{"frame", 3}})
                         .set("Boxes3D:half_sizes", test::points3({{1, 1, 1}}))
                         .set("Boxes3D:centers", test::points3({{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}))
                         .build());
    EXPECT_EQ(summarize(recording, {"frame", 3}, EntityPath::parse("/boxes"), {}).detail, "3");
}

TEST(EntitySummary, CountsPoints) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    recording.insert(test::ChunkBuilder("/points")
                         .row(1, {{"frame", 3}})
                         .set("Points2D:positions", test::points2({{0, 0}, {1, 1}}))
                         .build());
    EXPECT_EQ(summarize(recording, {"frame", 3}, EntityPath::parse("/points"), {}).detail, "2");
}

/// The icon of an entity that has one component.
std::string icon_of(const std::string& component) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    recording.insert(test::ChunkBuilder("/e")
                         .row(1, {{"frame", 3}})
                         .set(component, test::numbers({1.0F, 2.0F, 3.0F}))
                         .build());
    return summarize(recording, {"frame", 3}, EntityPath::parse("/e"), {}).icon;
}

TEST(EntitySummary, ATransformNeedsNoTranslation) {
    EXPECT_EQ(icon_of("Transform3D:translation"), views::icon::kAxes);
    EXPECT_EQ(icon_of("Transform3D:quaternion"), views::icon::kAxes);
    EXPECT_EQ(icon_of("Transform3D:scale"), views::icon::kAxes);
    EXPECT_EQ(icon_of("Transform3D:mat3x3"), views::icon::kAxes);
    EXPECT_EQ(icon_of("InstancePoses3D:quaternions"), views::icon::kAxes);
}

TEST(EntitySummary, StylesOfPlotsNeedNoNames) {
    EXPECT_EQ(icon_of("SeriesLines:widths"), views::icon::kPlot);
    EXPECT_EQ(icon_of("SeriesPoints:colors"), views::icon::kPlot);
}

}  // namespace
}  // namespace limn::ui
