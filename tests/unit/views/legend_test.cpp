// SPDX-License-Identifier: MIT
#include "views/legend.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>

#include "unit/views/sample_scene.h"
#include "views/label_draw.h"
#include "views/legend_metrics.h"

namespace limn::views {
namespace {

const ClassOccurrence* find(const std::vector<ClassOccurrence>& all, ClassId id) {
    const auto found = std::ranges::find(all, id, &ClassOccurrence::id);
    return found == all.end() ? nullptr : &*found;
}

std::vector<LegendRow> rows_of(SampleScene& sample) {
    ImageCounts counts;
    const auto occurrences = count_scene(sample.scene, counts);
    return legend_rows(sample.scene, occurrences, sample.bindings(), sample.session);
}

TEST(CountScene, SkeletonCountsAsOne) {
    SampleScene sample;
    sample.add_person({0, 0}, 10.0F, 0);
    sample.add_person({50, 50}, 10.0F, 3);
    ImageCounts counts;

    const auto occurrences = count_scene(sample.scene, counts);

    ASSERT_NE(find(occurrences, 1), nullptr);
    EXPECT_EQ(find(occurrences, 1)->counts[CountKind::Skeletons], 2U);
}

TEST(CountScene, EntitiesOfOneContextAddUp) {
    SampleScene sample;
    sample.add_count(2, CountKind::Boxes, 2);
    sample.add_count(2, CountKind::Boxes, 3);
    sample.add_count(2, CountKind::Points, 1000);
    ImageCounts counts;

    const auto occurrences = count_scene(sample.scene, counts);

    ASSERT_NE(find(occurrences, 2), nullptr);
    EXPECT_EQ(find(occurrences, 2)->counts.objects(), 5U);
    EXPECT_EQ(find(occurrences, 2)->counts.instances(), 1005U);
}

TEST(LegendRows, TellPartOfTheMaskOrInstances) {
    SampleScene sample;
    sample.add_mask();
    sample.add_person({0, 0}, 10.0F, 0);

    const auto rows = rows_of(sample);

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].label, "class 0");
    EXPECT_EQ(rows[0].value, "25 %");
    EXPECT_EQ(rows[1].label, "person");
    EXPECT_EQ(rows[1].value, "1");
    EXPECT_EQ(rows[2].label, "car");
    EXPECT_EQ(rows[2].value, "25 %");
}

TEST(LegendRows, HiddenClassStaysInPlace) {
    SampleScene sample;
    sample.add_mask();
    sample.hide(1);

    const auto rows = rows_of(sample);

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_FALSE(rows[1].visible);
    EXPECT_EQ(rows[1].value, "–");
    EXPECT_TRUE(rows[2].visible);
}

TEST(LegendRows, ClassesOfTheSameNameShareARow) {
    SampleScene sample;
    sample.add_person({0, 0}, 10.0F, 0);
    sample.scene.styles.push_back(sample.scene.styles[0]);
    draw::PointBatch points;
    points.entity = 0;
    points.style = 1;
    points.style_index = {1, 1};
    points.instance = {7, 8};
    points.positions.resize(2);
    sample.scene.list.points.push_back(points);
    sample.add_count(1, CountKind::Boxes, 2, 1);
    ImageCounts counts;
    const auto occurrences = count_scene(sample.scene, counts);
    auto styles = sample.bindings();
    styles.push_back(styles[0]);

    const auto rows = legend_rows(sample.scene, occurrences, styles, sample.session);

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].value, "3");
}

TEST(LegendRows, SwatchHasTheAlphaOfTheScreen) {
    SampleScene sample;
    sample.logged.classes[0].info.color = Rgba8{230, 80, 60, 102};
    sample.resolve();
    sample.add_mask();
    draw::StyleEntry car = *sample.table.find(2);
    car.opacity = 0;
    sample.table.set(2, car);

    const auto rows = rows_of(sample);

    EXPECT_EQ(rows.at(1).swatch.color, (Rgba8{230, 80, 60, 102}));
    EXPECT_EQ(rows.at(2).swatch.color, (Rgba8{60, 130, 230, 0}));
}

/// Five cars, three of them in colors of their own.
SampleScene cars_with_own_colors() {
    SampleScene sample;
    sample.add_count(2, CountKind::Boxes, 2);
    sample.add_count(2, CountKind::Boxes, 3);
    annotation::OwnColors& own = sample.scene.counts.back().tally.own;
    own.counts = sample.scene.counts.back().tally.counts;
    own.add_example({250, 250, 0, 255});
    return sample;
}

LegendRow only_row(SampleScene& sample, draw::ColorBy color_by) {
    ImageCounts counts;
    const auto occurrences = count_scene(sample.scene, counts);
    return legend_rows(sample.scene, occurrences, sample.bindings(), sample.session, color_by)
        .at(0);
}

TEST(LegendRows, TellOwnColorsOfInstances) {
    SampleScene sample = cars_with_own_colors();

    const LegendRow row = only_row(sample, draw::ColorBy::Description);

    EXPECT_EQ(row.swatch.color, (Rgba8{60, 130, 230, 255}));
    ASSERT_EQ(row.swatch.own.size(), 1U);
    EXPECT_EQ(row.swatch.own[0], (Rgba8{250, 250, 0, 255}));
    EXPECT_TRUE(row.own_text.starts_with("3 of 5 boxes")) << row.own_text;
}

TEST(LegendRows, ColoredByClassThereAreNoOwnColors) {
    SampleScene sample = cars_with_own_colors();

    for (const draw::ColorBy by : {draw::ColorBy::Class, draw::ColorBy::Keypoint}) {
        const LegendRow row = only_row(sample, by);
        EXPECT_TRUE(row.swatch.own.empty());
        EXPECT_EQ(row.swatch.color, (Rgba8{60, 130, 230, 255}));
        EXPECT_TRUE(row.own_text.empty());
    }
}

TEST(LegendRows, ColoredByLoggedColorsTheRestIsGray) {
    SampleScene sample = cars_with_own_colors();

    const LegendRow row = only_row(sample, draw::ColorBy::Logged);

    EXPECT_EQ(row.swatch.color, draw::kUncolored);
    EXPECT_EQ(row.swatch.own.size(), 1U);
}

TEST(LegendRows, ColoredByInstanceTheSwatchIsAMereFrame) {
    SampleScene sample = cars_with_own_colors();

    const LegendRow row = only_row(sample, draw::ColorBy::Instance);

    EXPECT_FALSE(row.swatch.color);
    EXPECT_TRUE(row.swatch.own.empty());
}

TEST(LegendRows, AHiddenClassHasNoOwnColors) {
    SampleScene sample = cars_with_own_colors();
    sample.hide(2);

    const LegendRow row = only_row(sample, draw::ColorBy::Description);

    EXPECT_TRUE(row.swatch.own.empty());
    EXPECT_TRUE(row.own_text.empty());
}

annotation::ContextPtr context_at(const char* entity, ClassId id, std::string label) {
    AnnotationContext logged;
    ClassDescription description;
    description.key = static_cast<std::uint16_t>(id);
    description.info = {description.key, std::move(label), std::nullopt};
    logged.classes = {description};
    return std::make_shared<annotation::ResolvedContext>(
        EntityPath::parse(entity),
        RowId{},
        kStaticTime,
        logged
    );
}

TEST(LegendRows, ALabelIsOneLine) {
    SampleScene sample;
    sample.scene.styles[0].context = context_at("/world", 1, "two\nlines");
    sample.add_count(1, CountKind::Points, 1);

    EXPECT_EQ(rows_of(sample).at(0).label, "two lines");
}

TEST(LegendRows, OuterContextsComeFirst) {
    SampleScene sample;
    sample.scene.styles.push_back(sample.scene.styles[0]);
    sample.scene.styles[0].context = context_at("/world/inner", 1, "walker");
    sample.scene.styles[1].context = context_at("/", 2, "road");
    sample.add_count(1, CountKind::Points, 1, 0);
    sample.add_count(2, CountKind::Points, 1, 1);
    ImageCounts counts;
    const auto occurrences = count_scene(sample.scene, counts);
    auto styles = sample.bindings();
    styles.push_back(styles[0]);

    const auto rows = legend_rows(sample.scene, occurrences, styles, sample.session);

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].label, "road");
    EXPECT_EQ(rows[1].label, "walker");
}

/// A font without a window: layout only measures.
class LegendLayoutTest : public testing::Test {
  protected:
    LegendLayoutTest() {
        ImFont* font = atlas_.AddFontDefault();
        atlas_.Build();
        fonts_ = {font, font, font, font, font};
    }

    LegendLayout layout(std::size_t rows, LegendExtent extent, float height = 600.0F) {
        LegendRow row;
        row.label = "car";
        row.value = "3";
        const std::vector<LegendRow> all(rows, row);
        return layout_legend(all, {{0, 0}, {800.0F, height}}, theme_, fonts_, extent);
    }

    LegendLayout layout_of(
        std::vector<LegendRow> rows,
        glm::vec2 view_px,
        LegendExtent extent = LegendExtent::Short
    ) {
        const Rect view{{0, 0}, view_px};
        return layout_legend(rows, view, theme_, fonts_, extent);
    }

    /// Pixels between a label and its value in a legend of this row alone.
    float room_beside_label(const LegendRow& row) {
        using namespace legend_metrics;
        const float rest = theme_.px(2.0F * (kPaddingPt + 2.0F) + kSwatchPt + kGapPt);
        const float width = layout_of({row}, {800, 600}).box.size().x;
        return width - rest - legend_value_width(row, theme_, fonts_) -
               label_measure(fonts_)(row.label).x;
    }

    static LegendRow row(std::string label, std::string value) {
        LegendRow made;
        made.label = std::move(label);
        made.value = std::move(value);
        return made;
    }

    LegendLayout layout_in(
        glm::vec2 view_px,
        const std::optional<Rect>& picture,
        session::LegendCorner corner = session::LegendCorner::TopRight
    ) {
        LegendRow row;
        row.label = "traffic light";
        row.value = "3";
        const std::vector<LegendRow> all(5, row);
        const Rect view{{0, 0}, view_px};
        return layout_legend(all, view, theme_, fonts_, LegendExtent::Short, corner, picture);
    }

  private:
    ImFontAtlas atlas_;
    Fonts fonts_;
    Theme theme_ = Theme::make(true, 1.0F);
};

TEST_F(LegendLayoutTest, ShortOffersMoreAndExpandedOffersFewer) {
    const LegendLayout small = layout(14, LegendExtent::Short);
    EXPECT_LT(small.shown, 14U);
    EXPECT_EQ(small.shown + small.hidden, 14U);
    EXPECT_TRUE(small.has_last_line());

    const LegendLayout large = layout(14, LegendExtent::Expanded);
    EXPECT_EQ(large.shown, 14U);
    EXPECT_TRUE(large.can_shrink);
}

TEST_F(LegendLayoutTest, ANarrowViewHasANarrowLegend) {
    for (const float width : {120.0F, 200.0F, 260.0F, 320.0F}) {
        const LegendLayout narrow = layout_in({width, 500}, std::nullopt);
        EXPECT_EQ(narrow.shown, 5U) << width;
        EXPECT_GE(narrow.box.min.x, 0.0F) << width;
        EXPECT_LE(narrow.box.max.x, width) << width;
    }
}

TEST_F(LegendLayoutTest, IsAsWideAsItsContent) {
    const float one = layout_of({row("person", "1")}, {800, 600}).box.size().x;
    EXPECT_LT(one, 120.0F);
    EXPECT_LT(layout_of({row("car", "1")}, {800, 600}).box.size().x, one);
    EXPECT_GT(layout_of({row("traffic light", "1")}, {800, 600}).box.size().x, one);
    EXPECT_GT(layout_of({row("person", "25 %")}, {800, 600}).box.size().x, one);
    EXPECT_LT(layout_of({row(std::string(300, 'w'), "1.2 M")}, {800, 600}).box.size().x, 280.0F);
}

TEST_F(LegendLayoutTest, ALabelOfAnyWidthHasAPixelToSpare) {
    for (std::size_t length = 1; length <= 20; ++length) {
        EXPECT_GE(room_beside_label(row(std::string(length, 'i'), "1")), 1.0F) << length;
    }
}

TEST_F(LegendLayoutTest, KeepsItsWidthWhileNumbersChange) {
    const auto width = [&](const char* value) {
        return layout_of({row("person", value)}, {800, 600}).box.size().x;
    };
    EXPECT_EQ(width("1"), width("12"));
    EXPECT_EQ(width("3 %"), width("25 %"));
    EXPECT_EQ(width("3 %"), width("< 1 %"));
}

TEST_F(LegendLayoutTest, RowsThatAreNotShownDoNotMakeItWide) {
    std::vector<LegendRow> rows(12, row("car", "1"));
    const float narrow = layout_of(rows, {800, 600}).box.size().x;
    rows.back() = row("a very long label of a class", "1");

    EXPECT_EQ(layout_of(rows, {800, 600}).box.size().x, narrow);
}

TEST_F(LegendLayoutTest, CoversAThirdOfASmallPictureAtMost) {
    const std::vector<LegendRow> rows(6, row("traffic light", "3"));
    for (const LegendExtent extent : {LegendExtent::Short, LegendExtent::Printed}) {
        for (const glm::vec2 view :
             {glm::vec2(240, 180), glm::vec2(200, 300), glm::vec2(300, 200)}) {
            const LegendLayout small = layout_of(rows, view, extent);
            const glm::vec2 size = small.box.size();
            EXPECT_LE(size.x * size.y, view.x * view.y / 3.0F) << view.x;
            EXPECT_EQ(small.shown + small.hidden, 6U);
        }
    }
}

TEST_F(LegendLayoutTest, SaysHowManyClassesThereAreWhereNoRowFits) {
    const std::vector<LegendRow> rows(3, row("traffic light", "1"));

    const LegendLayout small = layout_of(rows, {150, 130});

    EXPECT_EQ(small.shown, 0U);
    EXPECT_EQ(small.last_line(), "3 classes");
    EXPECT_FALSE(small.is_empty());
    EXPECT_EQ(layout_of({row("car", "1")}, {150, 130}).shown, 1U);
}

TEST_F(LegendLayoutTest, WhatIsLeftOutOfASmallViewCanBeOpenedAndClosed) {
    const std::vector<LegendRow> rows(5, row("traffic light", "3"));
    const glm::vec2 view{240, 220};
    ASSERT_GT(layout_of(rows, view).hidden, 0U);

    const LegendLayout opened = layout_of(rows, view, LegendExtent::Expanded);

    EXPECT_EQ(opened.shown, 5U);
    EXPECT_TRUE(opened.can_shrink);
    EXPECT_FALSE(layout_of(rows, {800, 600}, LegendExtent::Expanded).can_shrink);
}

TEST_F(LegendLayoutTest, StandsInAMarginOfThePicture) {
    const Rect tall{{300, 0}, {700, 600}};
    EXPECT_GE(layout_in({1000, 600}, tall).box.min.x, 700.0F);
    EXPECT_LE(layout_in({1000, 600}, tall, session::LegendCorner::BottomLeft).box.max.x, 300.0F);
    const Rect left{{0, 0}, {700, 600}};
    EXPECT_GE(layout_in({1000, 600}, left, session::LegendCorner::TopLeft).box.min.x, 700.0F)
        << "there is no margin on its own side";
    const Rect wide{{0, 200}, {1000, 600}};
    EXPECT_LE(layout_in({1000, 800}, wide).box.max.y, 200.0F);
}

TEST_F(LegendLayoutTest, StaysInItsCornerWithoutAMargin) {
    const LegendLayout corner = layout_in({1000, 600}, std::nullopt);
    EXPECT_EQ(layout_in({1000, 600}, Rect{{0, 0}, {1000, 600}}).box.min, corner.box.min);
    EXPECT_EQ(layout_in({1000, 600}, Rect{{40, 0}, {960, 600}}).box.min, corner.box.min);
}

TEST_F(LegendLayoutTest, APictureOffersNothingToClick) {
    const LegendLayout whole = layout(14, LegendExtent::Printed);
    EXPECT_EQ(whole.shown, 14U);
    EXPECT_FALSE(whole.has_last_line());

    const LegendLayout cut = layout(100, LegendExtent::Printed);
    EXPECT_LT(cut.shown, 100U);
    EXPECT_GT(cut.hidden, 0U) << "a picture says that rows are missing";
}

}  // namespace
}  // namespace limn::views
