// SPDX-License-Identifier: MIT
#include "annotation/context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/auto_color.h"
#include "support/contexts.h"

namespace limn::annotation {
namespace {

using test::classes;
using test::described;
using test::info;
using test::kBlue;
using test::kGreen;
using test::kRed;
using test::kWhite;

ResolvedContext resolve(const AnnotationContext& logged) {
    return {EntityPath::parse("/e"), RowId{{1, 2}}, kStaticTime, logged};
}

AnnotationContext pose() {
    AnnotationContext context;
    context.classes.push_back(described(
        info(4, "pose", kWhite),
        {info(2, "right", kGreen), info(0, "left", kRed), info(7), info(9, "")},
        {{0, 2}, {2, 5}}
    ));
    context.classes.push_back(described(info(1, "plain"), {info(3, "tip")}));
    return context;
}

TEST(ResolvedContext, ClassWithoutColorTakesTheAutomaticOneOfItsInfoId) {
    ClassDescription odd = described(info(30, "odd"));
    odd.key = 3;
    const ResolvedContext context = resolve({{odd}});

    EXPECT_EQ(context.color(3), auto_color(30));
    EXPECT_EQ(context.find(30), nullptr);
    EXPECT_EQ(context.color(30), auto_color(30));
    EXPECT_EQ(context.label(3), "odd");
}

TEST(ResolvedContext, UnknownClassIsAutomaticWithoutLabelOrBones) {
    const ResolvedContext context = resolve(pose());

    EXPECT_EQ(context.color(99), auto_color(99));
    EXPECT_EQ(context.color(99, KeypointId{0}), auto_color(99));
    EXPECT_EQ(context.label(99, KeypointId{0}), std::nullopt);
    EXPECT_EQ(context.find(99), nullptr);
}

TEST(ResolvedContext, LastOfDuplicateClassesAndKeypointsWins) {
    AnnotationContext logged = classes({info(1, "first", kRed), info(2), info(1, "last", kBlue)});
    logged.classes[1].keypoints = {info(5, "a", kRed), info(5, "b", kGreen)};
    const ResolvedContext context = resolve(logged);

    EXPECT_EQ(context.classes().size(), 2U);
    EXPECT_EQ(context.label(1), "last");
    EXPECT_EQ(context.color(1), kBlue);
    EXPECT_EQ(context.find(2)->keypoints.size(), 1U);
    EXPECT_EQ(context.label(2, KeypointId{5}), "b");
}

TEST(ResolvedContext, KeypointColorIsOwnThenClassThenAutomaticByKeypointId) {
    const ResolvedContext context = resolve(pose());

    EXPECT_EQ(context.color(4, KeypointId{0}), kRed);
    EXPECT_EQ(context.color(4, KeypointId{7}), kWhite);
    EXPECT_EQ(context.color(1, KeypointId{3}), auto_color(3));
    EXPECT_EQ(context.color(1, KeypointId{8}), auto_color(1));
}

TEST(ResolvedContext, KeypointLabelFallsBackToTheClassLabel) {
    const ResolvedContext context = resolve(pose());

    EXPECT_EQ(context.label(4, KeypointId{2}), "right");
    EXPECT_EQ(context.label(4, KeypointId{7}), "pose");
    EXPECT_EQ(context.label(4, KeypointId{9}), "pose");
    EXPECT_EQ(context.label(4, KeypointId{100}), "pose");
    EXPECT_EQ(context.find(4)->find_keypoint(9)->label, std::nullopt);
}

TEST(ResolvedContext, EmptyLabelIsNone) {
    const ResolvedContext context = resolve(classes({info(1, "")}));

    EXPECT_EQ(context.label(1), std::nullopt);
    EXPECT_EQ(context.find(1)->label, std::nullopt);
}

TEST(ResolvedContext, KeepsConnectionsAsLogged) {
    const ResolvedContext context = resolve(pose());

    EXPECT_EQ(context.find(4)->connections, (std::vector<KeypointPair>{{0, 2}, {2, 5}}));
}

TEST(ResolvedContext, StyleIndexNamesThePairIfTheClassHasTheKeypoint) {
    const ResolvedContext context = resolve(pose());

    EXPECT_EQ(context.style_index(4), 4U);
    EXPECT_EQ(context.style_index(4, KeypointId{100}), 4U);
    EXPECT_EQ(context.style_index(99, KeypointId{0}), 99U);
    EXPECT_EQ(context.style_index(65536), draw::kNoStyle);
    EXPECT_EQ(context.style_index(kNoClass), draw::kNoStyle);
    const std::uint32_t pair = context.style_index(4, KeypointId{2});
    EXPECT_GE(pair, draw::kPairBase);
    EXPECT_EQ(context.id_of(pair), (std::pair<ClassId, std::optional<KeypointId>>{4, 2}));
    EXPECT_EQ(context.id_of(99).first, 99U);
    EXPECT_EQ(context.id_of(draw::kNoStyle).first, kNoClass);
}

TEST(ResolvedContext, TableHasDescribedAndAutomaticEntries) {
    const ResolvedContext context = resolve(pose());
    const draw::StyleTable table = context.make_table(10);

    EXPECT_EQ(table.find(4)->color, kWhite);
    EXPECT_EQ(table.find(4)->flags, draw::kStyleVisible | draw::kStyleDescribed);
    EXPECT_EQ(table.find(10)->color, auto_color(10));
    EXPECT_EQ(table.find(10)->flags, draw::kStyleVisible);
    EXPECT_EQ(table.find(10)->class_id, 10);
    const draw::StyleEntry* pair = table.find(context.style_index(4, KeypointId{0}));
    EXPECT_EQ(pair->color, kRed);
    EXPECT_EQ(pair->class_id, 4);
}

TEST(ResolvedContext, TableReachesAllDescribedClassesAndNoFurtherThan16Bit) {
    EXPECT_GT(resolve(classes({info(700)})).make_table(0).classes().size(), 700U);
    EXPECT_EQ(ResolvedContext().make_table(0xFFFFFFFEU).classes().size(), 65536U);
}

TEST(ResolvedContext, KeyDependsOnOriginAndContents) {
    const AnnotationContext logged = classes({info(1, "a")});
    const auto key = [&](const char* entity, std::uint64_t row, const AnnotationContext& context) {
        return ResolvedContext(EntityPath::parse(entity), RowId{{0, row}}, 0, context).key();
    };

    EXPECT_EQ(key("/e", 1, logged), key("/e", 1, logged));
    EXPECT_NE(key("/e", 1, logged), key("/e", 2, logged));
    EXPECT_NE(key("/e", 1, logged), key("/f", 1, logged));
    EXPECT_NE(key("/e", 1, logged), key("/e", 1, classes({info(1, "b")})));
    EXPECT_EQ(ResolvedContext().key(), 0U);
}

TEST(ResolvedContext, ClassZeroIsNothingSpecial) {
    EXPECT_EQ(ResolvedContext().color(0), (Rgba8{0xBC, 0x4D, 0x4D, 255}));
}

}  // namespace
}  // namespace limn::annotation
