// SPDX-License-Identifier: MIT
#include "ui/class_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/auto_color.h"

namespace limn::ui {
namespace {

annotation::ClassTally tally(ClassId id, std::uint64_t boxes, std::uint64_t pixels) {
    annotation::ClassTally tally;
    tally.id = id;
    tally.counts[CountKind::Boxes] = boxes;
    tally.counts[CountKind::Pixels] = pixels;
    return tally;
}

AnnotationContext logged_context() {
    AnnotationContext context;
    ClassDescription person;
    person.key = 1;
    person.info = {1, "person", Rgba8{232, 85, 61, 255}};
    person.keypoints = {{0, "nose", Rgba8{255, 255, 255, 255}}, {9, "left wrist", std::nullopt}};
    person.connections = {{0, 9}};
    ClassDescription car;
    car.key = 13;
    car.info = {13, "car", Rgba8{63, 138, 224, 255}};
    context.classes = {car, person};
    return context;
}

class ClassTableTest : public testing::Test {
  protected:
    ClassTable make() {
        ClassTableInput input;
        input.context = &context;
        input.tallies = &tallies;
        input.shown_tallies = &shown_tallies;
        input.own_colors_win = own_colors_win;
        input.choices = &choices;
        input.application_id = "app";
        input.search = search;
        input.only_present = only_present;
        input.expanded = expanded;
        input.connections_expanded = unfolded;
        input.order = order;
        input.grouped = grouped;
        input.folded = folded;
        input.seen = &seen;
        return make_class_table(input);
    }

    std::vector<ClassId> ids() {
        std::vector<ClassId> result;
        for (const ClassRow& row : make().rows) {
            if (row.kind == ClassRow::Kind::Class) {
                result.push_back(row.id);
            }
        }
        return result;
    }

    annotation::ResolvedContext context{
        EntityPath::parse("/camera"),
        RowId{},
        kStaticTime,
        logged_context()};
    std::vector<annotation::ClassTally> tallies{tally(1, 3, 41208), tally(7, 4, 0)};
    std::vector<annotation::ClassTally> shown_tallies = tallies;
    annotation::ClassChoices choices;
    bool own_colors_win = true;
    std::string search;
    bool only_present = false;
    std::set<ClassId> expanded;
    std::set<ClassId> unfolded;
    ClassOrder order;
    bool grouped = false;
    std::set<std::string> folded;
    std::vector<ClassSeen> seen;
};

TEST_F(ClassTableTest, ListsDescribedAndOccurringClassesById) {
    EXPECT_THAT(ids(), testing::ElementsAre(1, 7, 13));
    EXPECT_EQ(make().num_classes, 3U);
}

TEST_F(ClassTableTest, ClassWithoutDescriptionHasItsAutomaticColor) {
    const ClassTable table = make();

    EXPECT_FALSE(table.rows[1].described);
    EXPECT_EQ(table.rows[1].color, annotation::auto_color(7));
    EXPECT_EQ(table.rows[1].counts.objects(), 4U);
}

TEST_F(ClassTableTest, OwnColorsAreThoseOfWhatIsShown) {
    shown_tallies[0].own.counts[CountKind::Boxes] = 2;
    shown_tallies[0].own.add_example({250, 250, 0, 255});
    EXPECT_EQ(make().rows[0].own, shown_tallies[0].own);

    own_colors_win = false;
    EXPECT_EQ(make().rows[0].own, annotation::OwnColors()) << "all views color by class";

    own_colors_win = true;
    choices.set(annotation::choice_key("app", context, 1), {.visible = false});
    EXPECT_EQ(make().rows[0].own, annotation::OwnColors()) << "nothing of the class is drawn";
}

TEST_F(ClassTableTest, OfAHiddenEntityNothingIsShown) {
    const std::vector<annotation::EntityTally> by_entity{
        {EntityPath::parse("/camera/boxes"), {tally(1, 3, 0)}},
        {EntityPath::parse("/camera/boxes/more"), {tally(1, 2, 0), tally(7, 4, 0)}},
        {EntityPath::parse("/camera/mask"), {tally(1, 0, 41208)}}};
    tallies = annotation::sum_of(by_entity);

    shown_tallies = sum_of_visible(by_entity, {EntityPath::parse("/camera/boxes")});
    ClassTable table = make();
    EXPECT_EQ(table.rows[0].counts.objects(), 5U);
    EXPECT_EQ(table.rows[0].shown.objects(), 0U);
    EXPECT_EQ(table.rows[0].shown.pixels(), 41208U);
    EXPECT_TRUE(table.rows[1].shown.is_empty()) << "hidden with the parent";

    shown_tallies = sum_of_visible(by_entity, {EntityPath::parse("/camera/boxes/more")});
    EXPECT_EQ(make().rows[0].shown.objects(), 3U);

    shown_tallies = sum_of_visible(by_entity, {});
    EXPECT_EQ(make().rows[0].shown, make().rows[0].counts);
}

TEST_F(ClassTableTest, OfAHiddenClassNothingIsShown) {
    choices.set(annotation::choice_key("app", context, 1), {.visible = false});
    EXPECT_EQ(make().rows[0].counts, tallies[0].counts);
    EXPECT_TRUE(make().rows[0].shown.is_empty());
    EXPECT_EQ(make().rows[1].shown, tallies[1].counts);

    choices.set(annotation::choice_key("app", context, 1), {.soloed = true});
    EXPECT_EQ(make().rows[0].shown, tallies[0].counts);
    EXPECT_TRUE(make().rows[1].shown.is_empty()) << "another class is shown alone";
}

TEST_F(ClassTableTest, OpacityIsThatOfTheUserAndHoldsForKeypoints) {
    expanded = {1};
    choices.set(annotation::choice_key("app", context, 1), {.opacity = 128});

    const ClassTable table = make();

    EXPECT_EQ(table.rows[0].opacity, 128);
    EXPECT_EQ(table.rows[0].color.a, 255);
    ASSERT_TRUE(table.rows.at(1).keypoint || table.rows.at(kSkeletonRows + 1).keypoint);
    for (const ClassRow& row : table.rows) {
        EXPECT_TRUE(!row.keypoint || row.opacity == 128);
    }
}

TEST_F(ClassTableTest, PresentFilterKeepsOnlyWhatOccurs) {
    only_present = true;

    EXPECT_THAT(ids(), testing::ElementsAre(1, 7));
}

TEST_F(ClassTableTest, SearchMatchesLabelsLooselyAndIdsByTheirBeginning) {
    search = "prsn";
    EXPECT_THAT(ids(), testing::ElementsAre(1));

    search = "13";
    EXPECT_THAT(ids(), testing::ElementsAre(13));
}

TEST_F(ClassTableTest, ExpandedClassIsFollowedByKeypointsAndFoldedConnections) {
    expanded = {1};

    const ClassTable table = make();

    ASSERT_GE(table.rows.size(), kSkeletonRows + 4U);
    EXPECT_EQ(table.rows[kSkeletonRows + 1].kind, ClassRow::Kind::Keypoint);
    EXPECT_EQ(table.rows[kSkeletonRows + 2].keypoint, 9);
    EXPECT_EQ(table.rows[kSkeletonRows + 2].color, (Rgba8{232, 85, 61, 255}))
        << "falls back to the class color";
    EXPECT_EQ(table.rows[kSkeletonRows + 3].kind, ClassRow::Kind::ConnectionsHeader);
    EXPECT_EQ(table.rows[kSkeletonRows + 3].count, 1U);
}

TEST_F(ClassTableTest, UnfoldedConnectionsNameTheirKeypoints) {
    expanded = {1};
    unfolded = {1};

    const ClassTable table = make();

    EXPECT_EQ(table.rows[kSkeletonRows + 4].label, "nose – left wrist");
}

TEST_F(ClassTableTest, HiddenClassStaysListedAndItsKeypointsCountAsHidden) {
    expanded = {1};
    annotation::ClassChoice hidden;
    hidden.visible = false;
    choices.set(annotation::choice_key("app", context, 1), hidden);

    const ClassTable table = make();

    EXPECT_FALSE(table.rows[0].visible);
    EXPECT_FALSE(table.rows[kSkeletonRows + 1].visible);
    EXPECT_EQ(table.num_hidden, 1U);
}

TEST_F(ClassTableTest, EditedColorAndLabelReplaceTheLoggedOnes) {
    annotation::ClassChoice edited;
    edited.color = Rgba8{1, 2, 3, 255};
    edited.label = "vehicle";
    choices.set(annotation::choice_key("app", context, 13), edited);

    const ClassRow row = make().rows[2];

    EXPECT_EQ(row.label, "vehicle");
    EXPECT_EQ(row.color, (Rgba8{1, 2, 3, 255}));
    EXPECT_TRUE(row.edited);
}

TEST_F(ClassTableTest, IsSortedByAnyColumnBothWays) {
    seen = {{1, 50, 60}, {7, 10, 90}, {13, 30, 70}};

    order = {ClassColumn::Label, false};
    EXPECT_THAT(ids(), testing::ElementsAre(7, 13, 1));
    order = {ClassColumn::Instances, true};
    EXPECT_THAT(ids(), testing::ElementsAre(7, 1, 13));
    order = {ClassColumn::Pixels, true};
    EXPECT_EQ(ids().front(), 1U);
    order = {ClassColumn::Id, true};
    EXPECT_THAT(ids(), testing::ElementsAre(13, 7, 1));
    order = {ClassColumn::FirstSeen, false};
    EXPECT_THAT(ids(), testing::ElementsAre(7, 13, 1));
    order = {ClassColumn::LastSeen, true};
    EXPECT_THAT(ids(), testing::ElementsAre(7, 13, 1));
}

TEST_F(ClassTableTest, ShareIsOfAllMaskPixels) {
    tallies = {tally(1, 0, 30), tally(13, 0, 10)};

    EXPECT_FLOAT_EQ(make().rows[0].share, 0.75F);
    EXPECT_FLOAT_EQ(make().rows[1].share, 0.25F);
}

TEST_F(ClassTableTest, EditsAreMarkedAndCounted) {
    annotation::ClassChoice choice;
    choice.opacity = std::uint8_t{0};
    choices.set(annotation::choice_key("app", context, 13), choice);

    const ClassTable table = make();

    EXPECT_EQ(table.num_edited, 1U);
    EXPECT_TRUE(table.rows.back().edited);
    EXPECT_TRUE(table.rows.back().background);
    EXPECT_EQ(table.num_undescribed, 1U);
}

TEST_F(ClassTableTest, HiddenJointHidesItsBones) {
    annotation::ClassChoice hidden;
    hidden.visible = false;
    choices.set(annotation::choice_key("app", context, 1, KeypointId{9}), hidden);
    expanded = {1};
    unfolded = {1};

    const ClassTable table = make();

    const auto bone = std::ranges::find(table.rows, ClassRow::Kind::Connection, &ClassRow::kind);
    ASSERT_NE(bone, table.rows.end());
    EXPECT_FALSE(bone->visible);
}

TEST_F(ClassTableTest, SkeletonTakesItsRowsBelowTheClass) {
    expanded = {1};

    const ClassTable table = make();

    EXPECT_EQ(table.rows[1].kind, ClassRow::Kind::Skeleton);
    EXPECT_EQ(table.rows[kSkeletonRows].count, kSkeletonRows - 1);
    EXPECT_EQ(table.rows[kSkeletonRows + 1].kind, ClassRow::Kind::Keypoint);
}

AnnotationContext grouped_context() {
    AnnotationContext logged;
    for (const auto& [id, label] :
         {std::pair{1, "vehicle/car"}, {2, "road"}, {3, "vehicle/bus"}, {4, "human/rider"}}) {
        ClassDescription one;
        one.key = static_cast<std::uint16_t>(id);
        one.info = {one.key, label, std::nullopt};
        logged.classes.push_back(one);
    }
    return logged;
}

class GroupedClassTable : public ClassTableTest {
  protected:
    GroupedClassTable() {
        context = {EntityPath::parse("/"), RowId{}, kStaticTime, grouped_context()};
        tallies = {tally(1, 2, 0), tally(3, 5, 0)};
        grouped = true;
    }

    std::vector<std::string> labels() {
        std::vector<std::string> out;
        for (const ClassRow& row : make().rows) {
            out.push_back((row.kind == ClassRow::Kind::Group ? "+" : "") + row.label);
        }
        return out;
    }
};

TEST_F(GroupedClassTable, StandsBelowTheStartOfTheLabels) {
    EXPECT_THAT(
        labels(),
        testing::ElementsAre(
            "+vehicle",
            "vehicle/car",
            "vehicle/bus",
            "+",
            "road",
            "+human",
            "human/rider"
        )
    );
    EXPECT_EQ(make().rows[0].counts.objects(), 7U);
    EXPECT_EQ(make().rows[0].count, 2U);
}

TEST_F(GroupedClassTable, FoldedGroupsStillCount) {
    folded = {"vehicle"};

    EXPECT_THAT(labels(), testing::ElementsAre("+vehicle", "+", "road", "+human", "human/rider"));
    EXPECT_EQ(make().num_shown, 4U);
    EXPECT_THAT(make().shown, testing::ElementsAre(1, 3, 2, 4));
}

TEST_F(GroupedClassTable, TheGroupOfAPaletteComesBeforeTheLabels) {
    choices.set({"app", "/", 2, {}}, {.group = "ground"});
    choices.set({"app", "/", 3, {}}, {.group = "ground"});

    EXPECT_THAT(
        labels(),
        testing::ElementsAre(
            "+vehicle",
            "vehicle/car",
            "+ground",
            "road",
            "vehicle/bus",
            "+human",
            "human/rider"
        )
    );
    EXPECT_THAT(make().members.at("ground"), testing::ElementsAre(2, 3));
    EXPECT_TRUE(make().rows[3].edited);
}

TEST_F(GroupedClassTable, GroupsOfAPaletteNeedNoSeparator) {
    context = {EntityPath::parse("/camera"), RowId{}, kStaticTime, logged_context()};
    ASSERT_FALSE(make().has_groups);
    choices.set({"app", "/camera", 1, {}}, {.group = "thing"});
    choices.set({"app", "/camera", 13, {}}, {.group = "thing"});

    EXPECT_TRUE(make().has_groups);
    EXPECT_EQ(make().rows[0].label, "thing");
}

TEST_F(GroupedClassTable, SearchOpensFoldedGroups) {
    folded = {"vehicle"};
    search = "bus";

    EXPECT_THAT(labels(), testing::ElementsAre("vehicle/bus"));
}

TEST(GroupOf, IsWhatStandsBeforeTheFirstSeparator) {
    EXPECT_EQ(group_of("vehicle/car/taxi"), "vehicle");
    EXPECT_EQ(group_of("human.pedestrian"), "human");
    EXPECT_EQ(group_of("car"), "");
    EXPECT_EQ(group_of("/car"), "");
    EXPECT_EQ(group_of("car/"), "");
}

TEST_F(ClassTableTest, CopesWithManyClassesAndOddLabels) {
    AnnotationContext logged;
    for (std::uint32_t id = 0; id <= 0xFFFFU; ++id) {
        ClassDescription one;
        one.key = static_cast<std::uint16_t>(id);
        one.info = {one.key, std::nullopt, std::nullopt};
        logged.classes.push_back(one);
    }
    logged.classes[5].info.label = std::string(10'000, 'x') + "\nשלום 🦊";
    context = {EntityPath::parse("/"), RowId{}, kStaticTime, logged};

    EXPECT_EQ(make().num_classes, 65'536U);
    search = "🦊";
    EXPECT_THAT(ids(), testing::ElementsAre(5));
}

}  // namespace
}  // namespace limn::ui
