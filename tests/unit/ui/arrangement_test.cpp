// SPDX-License-Identifier: MIT
#include "ui/arrangement.h"

#include <gtest/gtest.h>

#include "session/commands.h"
#include "session/panels.h"

namespace limn::ui {
namespace {

using session::Panel;

/// A window with a recording that has times.
struct Window {
    session::Session session;
    glm::vec2 size;
    views::Theme theme = views::Theme::make(true, 1.0F);

    explicit Window(glm::vec2 size_px, float scale = 1.0F)
        : size(size_px)
        , theme(views::Theme::make(true, scale)) {
        session.recordings.emplace_back().time.timeline = "frame";
        session.active = 0;
        set_window_size(session, size / scale);
    }

    [[nodiscard]] Areas areas() const { return arrange(session, theme, size); }
};

TEST(Arrangement, PanelsStandBesideTheViewsWhereThereIsRoom) {
    const Areas areas = Window({1600.0F, 1000.0F}).areas();

    EXPECT_EQ(areas.left.size().x, 256.0F);
    EXPECT_EQ(areas.right.size().x, 348.0F);
    EXPECT_EQ(areas.middle.size().x, 1600.0F - 256.0F - 348.0F);
    EXPECT_TRUE(areas.has_selection());
}

TEST(Arrangement, TheRightPanelFoldsBelow1200PointsAndTheLeftBelow900) {
    const Areas middle = Window({1024.0F, 700.0F}).areas();
    const Areas small = Window({800.0F, 600.0F}).areas();

    EXPECT_EQ(middle.right.size().x, 0.0F);
    EXPECT_EQ(middle.left.size().x, 256.0F);
    EXPECT_EQ(small.left.size().x, 0.0F);
    EXPECT_EQ(small.middle.size().x, 800.0F);
}

TEST(Arrangement, PointsCountAndNotPixels) {
    const Areas areas = Window({2048.0F, 1400.0F}, 2.0F).areas();

    EXPECT_EQ(areas.right.size().x, 0.0F);
    EXPECT_EQ(areas.left.size().x, 512.0F);
}

class ViewsKeepHalf : public testing::TestWithParam<glm::vec2> {};

TEST_P(ViewsKeepHalf, OfTheWindow) {
    Window window(GetParam());
    window.session.settings.left_width = 600.0F;
    window.session.settings.right_width = 800.0F;
    window.session.settings.timeline_height = 800.0F;

    const Areas areas = window.areas();

    EXPECT_GE(areas.middle.size().x, window.size.x * 0.5F - 1.0F);
    EXPECT_GE(areas.middle.size().y, window.size.y * 0.5F - 1.0F);
}

INSTANTIATE_TEST_SUITE_P(
    Sizes,
    ViewsKeepHalf,
    testing::Values(
        glm::vec2{480.0F, 360.0F},
        glm::vec2{800.0F, 600.0F},
        glm::vec2{1024.0F, 700.0F},
        glm::vec2{1200.0F, 800.0F},
        glm::vec2{1366.0F, 738.0F},
        glm::vec2{3840.0F, 2160.0F}
    )
);

TEST(Arrangement, ADrawerTakesNothingFromTheViews) {
    Window window({800.0F, 600.0F});
    const Areas before = window.areas();

    toggle_panel(window.session, Panel::Right);
    const Areas areas = window.areas();

    EXPECT_EQ(areas.right.size().x, 348.0F);
    EXPECT_EQ(areas.middle.min, before.middle.min);
    EXPECT_EQ(areas.middle.max, before.middle.max);
}

TEST(Arrangement, TheEdgeBetweenClassesAndSelectionIsDraggedAndReset) {
    Window window({1600.0F, 1000.0F});
    const Areas areas = window.areas();
    const glm::vec2 on_edge{1400.0F, areas.classes_bottom};
    ASSERT_EQ(edge_at(window.session, areas, on_edge, 4.0F), Edge::Selection);

    const glm::vec2 higher{1400.0F, 300.0F};
    apply_patch(window.session.settings, drag_edge(Edge::Selection, areas, higher, 1.0F));
    EXPECT_NEAR(window.areas().classes_bottom, 300.0F, 1.0F);

    apply_patch(window.session.settings, reset_edge(Edge::Selection));
    EXPECT_EQ(window.areas().classes_bottom, areas.classes_bottom);
}

TEST(Arrangement, EdgesOfPanelsChangeTheirSizes) {
    Window window({1600.0F, 1000.0F});
    const Areas areas = window.areas();
    const auto edge = [&](float x, float y) {
        return edge_at(window.session, areas, {x, y}, 4.0F);
    };
    EXPECT_EQ(edge(256.0F, 300.0F), Edge::Left);
    EXPECT_EQ(edge(1252.0F, 300.0F), Edge::Right);
    EXPECT_EQ(edge(700.0F, areas.timeline.min.y), Edge::Timeline);
    EXPECT_EQ(edge(700.0F, 300.0F), Edge::None);

    apply_patch(window.session.settings, drag_edge(Edge::Left, areas, {300.0F, 300.0F}, 1.0F));
    apply_patch(window.session.settings, drag_edge(Edge::Right, areas, {1300.0F, 300.0F}, 1.0F));

    EXPECT_EQ(window.session.settings.left_width, 300.0F);
    EXPECT_EQ(window.session.settings.right_width, 300.0F);
}

TEST(Arrangement, WithoutTimesThereIsALineAndNoEdge) {
    Window window({1600.0F, 1000.0F});
    window.session.recordings[0].time.timeline.clear();
    window.session.recordings[0].opened = true;

    const Areas areas = window.areas();

    EXPECT_EQ(areas.timeline.size().y, 34.0F);
    EXPECT_EQ(edge_at(window.session, areas, {700.0F, areas.timeline.min.y}, 4.0F), Edge::None);
}

}  // namespace
}  // namespace limn::ui
