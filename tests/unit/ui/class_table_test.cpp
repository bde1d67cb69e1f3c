// SPDX-License-Identifier: MIT
#include "ui/class_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/auto_color.h"

namespace limn::ui {
namespace {

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
        return make_class_table(
            {&context, &tallies, &choices, "app", search, only_present, expanded, unfolded}
        );
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
    std::vector<annotation::ClassTally> tallies{{1, 3, 41208}, {7, 4, 0}};
    annotation::ClassChoices choices;
    std::string search;
    bool only_present = false;
    std::set<ClassId> expanded;
    std::set<ClassId> unfolded;
};

TEST_F(ClassTableTest, ListsDescribedAndOccurringClassesById) {
    EXPECT_THAT(ids(), testing::ElementsAre(1, 7, 13));
    EXPECT_EQ(make().num_classes, 3U);
}

TEST_F(ClassTableTest, ClassWithoutDescriptionHasItsAutomaticColor) {
    const ClassTable table = make();

    EXPECT_FALSE(table.rows[1].described);
    EXPECT_EQ(table.rows[1].color, annotation::auto_color(7));
    EXPECT_EQ(table.rows[1].instances, 4U);
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

    ASSERT_GE(table.rows.size(), 4U);
    EXPECT_EQ(table.rows[1].kind, ClassRow::Kind::Keypoint);
    EXPECT_EQ(table.rows[2].keypoint, 9);
    EXPECT_EQ(table.rows[2].color, (Rgba8{232, 85, 61, 255})) << "falls back to the class color";
    EXPECT_EQ(table.rows[3].kind, ClassRow::Kind::ConnectionsHeader);
    EXPECT_EQ(table.rows[3].count, 1U);
}

TEST_F(ClassTableTest, UnfoldedConnectionsNameTheirKeypoints) {
    expanded = {1};
    unfolded = {1};

    const ClassTable table = make();

    EXPECT_EQ(table.rows[4].label, "nose – left wrist");
}

TEST_F(ClassTableTest, HiddenClassStaysListedAndItsKeypointsCountAsHidden) {
    expanded = {1};
    annotation::ClassChoice hidden;
    hidden.visible = false;
    choices.set(annotation::choice_key("app", context, 1), hidden);

    const ClassTable table = make();

    EXPECT_FALSE(table.rows[0].visible);
    EXPECT_FALSE(table.rows[1].visible);
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

}  // namespace
}  // namespace limn::ui
