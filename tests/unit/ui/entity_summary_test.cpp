// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

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

/// What the rows of an entity say, by component.
std::string detail_of(const std::vector<std::pair<std::string, test::Values>>& components) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    test::ChunkBuilder builder("/e");
    builder.row(1, {{"frame", 3}});
    for (const auto& [component, values] : components) {
        builder.set(component, values);
    }
    recording.insert(builder.build());
    return summarize(recording, {"frame", 3}, EntityPath::parse("/e"), {}).detail;
}

TEST(EntitySummary, CountsWhatTheCountsOfClassesCount) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(detail_of({{"Boxes2D:half_sizes", test::points2({{1, 1}, {kNan, 1}})}}), "1");
    EXPECT_EQ(
        detail_of(
            {{"Points3D:positions", test::points3({{0, 0, 0}, {1, 0, 0}})},
             {"InstancePoses3D:translations", test::points3({{0, 0, 0}, {5, 0, 0}, {9, 0, 0}})}}
        ),
        "6"
    );
    EXPECT_EQ(detail_of({{"Points2D:positions", test::texts({"not", "points"})}}), "0");
}

/// One of two entities is data that no view draws.
class StruckEntity : public testing::Test {
  protected:
    StruckEntity() {
        recording.insert(test::ChunkBuilder("/loss")
                             .row(1, {{"frame", 3}})
                             .set("Scalars:scalars", test::numbers({1.0F}))
                             .build());
        recording.insert(test::ChunkBuilder("/points")
                             .row(2, {{"frame", 3}})
                             .set("Points2D:positions", test::points2({{0, 0}}))
                             .build());
        undrawn = scene::find_undrawn(recording);
    }

    [[nodiscard]] bool is_struck(const char* entity) const {
        return summarize(recording, {"frame", 3}, EntityPath::parse(entity), undrawn).is_struck;
    }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
    std::vector<scene::Undrawn> undrawn;
};

TEST_F(StruckEntity, IsOneOfWhichNothingIsDrawn) {
    EXPECT_TRUE(is_struck("/loss"));
    EXPECT_FALSE(is_struck("/points"));
}

TEST_F(StruckEntity, IsNotOneOfWhichSomethingIsDrawn) {
    recording.insert(test::ChunkBuilder("/loss")
                         .row(3, {{"frame", 3}})
                         .set("Points2D:positions", test::points2({{0, 0}}))
                         .build());
    EXPECT_FALSE(is_struck("/loss"));
    EXPECT_NE(entity_tooltip(EntityPath::parse("/loss"), undrawn), "/loss");
}

TEST_F(StruckEntity, SaysInItsTooltipWhy) {
    EXPECT_EQ(
        entity_tooltip(EntityPath::parse("/loss"), undrawn),
        "/loss\nScalars not drawn: Limn shows no plots of scalars (1 row)"
    );
    EXPECT_EQ(entity_tooltip(EntityPath::parse("/points"), undrawn), "/points");
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
