// SPDX-License-Identifier: MIT
#include "annotation/class_choices.h"

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
using test::kYellow;
using ::testing::ElementsAre;

constexpr std::string_view kApp = "app";

ContextPtr resolve(std::string_view entity, const AnnotationContext& logged) {
    return std::make_shared<const ResolvedContext>(
        EntityPath::parse(entity),
        RowId{{0, 1}},
        kStaticTime,
        logged
    );
}

/// Class 1 red, with keypoints: 0 green, 1 without a color. Class 2 without keypoints.
ContextPtr pose() {
    AnnotationContext logged;
    logged.classes.push_back(described(info(1, "pose", kRed), {info(0, "a", kGreen), info(1)}));
    logged.classes.push_back(described(info(2, "other")));
    return resolve("/", logged);
}

class StyleTableTest : public ::testing::Test {
  protected:
    void choose(ClassId id, const ClassChoice& choice, std::optional<KeypointId> keypoint = {}) {
        choices.set(choice_key(kApp, *context, id, keypoint), choice);
    }

    draw::StyleTable table(ClassId max_class = 10) const {
        return make_style_table(*context, choices, kApp, max_class);
    }

    draw::StyleEntry entry(ClassId id, std::optional<KeypointId> keypoint = {}) const {
        return *table().find(context->style_index(id, keypoint));
    }

    ContextPtr context = pose();
    ClassChoices choices;
};

constexpr std::uint8_t kUntouched = draw::kStyleVisible | draw::kStyleDescribed;

TEST_F(StyleTableTest, WithoutChoicesIsTheLoggedTable) {
    const draw::StyleTable plain = context->make_table(10);
    const draw::StyleTable chosen = table();

    EXPECT_TRUE(std::ranges::equal(plain.classes(), chosen.classes()));
    EXPECT_TRUE(std::ranges::equal(plain.pairs(), chosen.pairs()));
    EXPECT_EQ(entry(1, KeypointId{0}).flags, kUntouched);
}

TEST_F(StyleTableTest, HiddenClassHidesItsKeypoints) {
    choose(1, {.visible = false});

    EXPECT_EQ(entry(1).flags & draw::kStyleVisible, 0);
    EXPECT_EQ(entry(1, KeypointId{0}).flags & draw::kStyleVisible, 0);
    EXPECT_NE(entry(2).flags & draw::kStyleVisible, 0);
    EXPECT_EQ(entry(1).color, kRed);
}

TEST_F(StyleTableTest, HiddenKeypointLeavesItsClassVisible) {
    choose(1, {.visible = false}, KeypointId{0});

    EXPECT_NE(entry(1).flags & draw::kStyleVisible, 0);
    EXPECT_EQ(entry(1, KeypointId{0}).flags & draw::kStyleVisible, 0);
    EXPECT_NE(entry(1, KeypointId{1}).flags & draw::kStyleVisible, 0);
}

TEST_F(StyleTableTest, KeypointWithoutOwnColorFollowsTheUsersClassColor) {
    choose(1, {.color = kBlue});

    EXPECT_EQ(entry(1).color, kBlue);
    EXPECT_NE(entry(1).flags & draw::kStyleEdited, 0);
    EXPECT_EQ(entry(1, KeypointId{0}).color, kGreen);
    EXPECT_EQ(entry(1, KeypointId{1}).color, kBlue);
}

TEST_F(StyleTableTest, UsersKeypointColorWins) {
    choose(1, {.color = kBlue});
    choose(1, {.color = kYellow}, KeypointId{0});

    EXPECT_EQ(entry(1, KeypointId{0}).color, kYellow);
}

TEST_F(StyleTableTest, SoloAndOpacityReachTheKeypoints) {
    choose(1, {.soloed = true, .opacity = std::uint8_t{100}});
    choose(1, {.opacity = std::uint8_t{7}}, KeypointId{1});

    EXPECT_NE(entry(1, KeypointId{0}).flags & draw::kStyleSoloed, 0);
    EXPECT_EQ(entry(1, KeypointId{0}).opacity, 100);
    EXPECT_EQ(entry(1, KeypointId{1}).opacity, 7);
    EXPECT_EQ(entry(2).opacity, 255);
    EXPECT_EQ(entry(2).flags & draw::kStyleSoloed, 0);
}

TEST_F(StyleTableTest, UndescribedClassesCanBeChosenToo) {
    choose(700, {.color = kBlue});

    EXPECT_EQ(entry(700).color, kBlue);
    EXPECT_EQ(entry(700).flags, draw::kStyleVisible | draw::kStyleEdited);
    EXPECT_EQ(entry(699).color, auto_color(699));
}

TEST_F(StyleTableTest, LargeIdsDoNotMakeAHugeTable) {
    choose(1'000'000, {.visible = false});

    EXPECT_EQ(table().classes().size(), draw::kStyleRow);
}

TEST_F(StyleTableTest, UpdateGivesTheSameAsMakingItAnew) {
    draw::StyleTable updated = table();
    const std::uint64_t before = updated.generation();
    choose(1, {.visible = false, .color = kYellow});
    choose(1, {.color = kBlue}, KeypointId{0});
    update_style_table(updated, *context, choices, kApp, 1);
    const draw::StyleTable anew = table();

    EXPECT_TRUE(std::ranges::equal(updated.classes(), anew.classes()));
    EXPECT_TRUE(std::ranges::equal(updated.pairs(), anew.pairs()));
    EXPECT_GT(updated.generation(), before);
    choices.clear();
    update_style_table(updated, *context, choices, kApp, 1);
    EXPECT_TRUE(std::ranges::equal(updated.classes(), table().classes()));
    update_style_table(updated, *context, choices, kApp, 5000);
    update_style_table(updated, *context, choices, kApp, kNoClass);
}

TEST_F(StyleTableTest, ChoicesOfAnotherApplicationOrContextDoNotApply) {
    choices.set(choice_key("another", *context, 1), {.visible = false});
    choices.set(choice_key(kApp, ResolvedContext(), 1), {.visible = false});

    EXPECT_EQ(entry(1).flags, kUntouched);
    EXPECT_EQ(make_style_table(ResolvedContext(), choices, kApp, 1).find(1)->flags & 1, 0);
}

TEST(ClassChoices, DefaultChoiceIsForgotten) {
    ClassChoices choices;
    const ChoiceKey key{"app", "/", 1, std::nullopt};
    choices.set(key, {.visible = false});
    EXPECT_FALSE(choices.get(key).visible);

    choices.set(key, {});
    EXPECT_TRUE(choices.all().empty());
    EXPECT_TRUE(choices.get(key).is_default());
}

TEST(ClassChoices, CountSoloAndHiddenPerApplication) {
    ClassChoices choices;
    choices.set({"a", "/", 1, {}}, {.visible = false});
    choices.set({"a", "/x", 2, KeypointId{3}}, {.visible = false});
    choices.set({"b", "/", 1, {}}, {.soloed = true});

    EXPECT_EQ(choices.num_hidden("a"), 2U);
    EXPECT_EQ(choices.num_hidden("b"), 0U);
    EXPECT_TRUE(choices.any_solo("b"));
    EXPECT_FALSE(choices.any_solo("a"));
}

TEST(LinkedKeys, AreTheSameIdAndLabelInAllContexts) {
    const ContextPtr own = resolve("/a", classes({info(1, "car"), info(2, "tree"), info(3)}));
    const ContextPtr same = resolve("/b", classes({info(1, "car"), info(3)}));
    const ContextPtr other = resolve("/c", classes({info(1, "bike"), info(2, "tree")}));
    const std::vector<ContextPtr> all{other, own, same};
    const auto names = [&](ClassId id) {
        std::vector<std::string> result;
        for (const ChoiceKey& key : linked_keys(kApp, *own, id, std::nullopt, all)) {
            result.push_back(key.context);
        }
        return result;
    };

    EXPECT_THAT(names(1), ElementsAre("/a", "/b"));
    EXPECT_THAT(names(2), ElementsAre("/a", "/c"));
    EXPECT_THAT(names(3), ElementsAre("/a"));
    EXPECT_THAT(names(99), ElementsAre("/a"));
}

TEST(LinkedKeys, OfAKeypointNeedTheSameKeypoint) {
    const auto context = [](const char* entity, const char* keypoint) {
        AnnotationContext logged;
        logged.classes.push_back(described(info(1, "pose"), {info(0, keypoint), info(1)}));
        return resolve(entity, logged);
    };
    const std::vector<ContextPtr> all{
        context("/a", "nose"),
        context("/b", "nose"),
        context("/c", "ear")};

    EXPECT_EQ(linked_keys(kApp, *all[0], 1, KeypointId{0}, all).size(), 2U);
    EXPECT_EQ(linked_keys(kApp, *all[0], 1, KeypointId{1}, all).size(), 3U);
    EXPECT_EQ(linked_keys(kApp, *all[0], 1, KeypointId{5}, all).size(), 1U);
}

TEST(ChoicesJson, RoundTrips) {
    ClassChoices choices;
    choices.set({"app \"x\"", "/a b", 1, {}}, {.visible = false});
    choices.set(
        {"app", "none", 70000, KeypointId{65535}},
        {.soloed = true, .color = Rgba8{1, 2, 3, 4}, .label = "ü", .opacity = std::uint8_t{0}}
    );
    choices.set({"app", "/", 2, {}}, {.group = "vehicle"});

    const auto read = choices_from_json(to_json(choices));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, choices);
    EXPECT_EQ(*choices_from_json(to_json({})), ClassChoices{});
}

struct BadJson {
    const char* text;
    ErrorCode code;
    const char* message;
};

class ChoicesJsonError : public ::testing::TestWithParam<BadJson> {};

TEST_P(ChoicesJsonError, NamesThePlace) {
    const auto read = choices_from_json(GetParam().text);

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, GetParam().code);
    EXPECT_THAT(read.error().message, ::testing::HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Texts,
    ChoicesJsonError,
    ::testing::Values(
        BadJson{"", ErrorCode::InvalidArgument, "not valid JSON"},
        BadJson{"[1, 2", ErrorCode::InvalidArgument, "not valid JSON"},
        BadJson{"[]", ErrorCode::InvalidArgument, "is missing"},
        BadJson{"{\"limn_class_choices\": 2}", ErrorCode::UnsupportedVersion, "version 2"},
        BadJson{"{\"limn_class_choices\": 1}", ErrorCode::InvalidArgument, "not a list"},
        BadJson{
            R"({"limn_class_choices": 1, "choices": [3]})",
            ErrorCode::InvalidArgument,
            "choices[0]"},
        BadJson{
            R"({"limn_class_choices": 1, "choices": [{"application": "a", "context": "/"}]})",
            ErrorCode::InvalidArgument,
            "choices[0].class is missing"},
        BadJson{
            R"({"limn_class_choices": 1, "choices": [
                {"application": "a", "context": "/", "class": 1},
                {"application": "a", "context": "/", "class": -1}]})",
            ErrorCode::InvalidArgument,
            "choices[1].class"},
        BadJson{
            R"({"limn_class_choices": 1, "choices": [
                {"application": "a", "context": "/", "class": 1, "color": "red"}]})",
            ErrorCode::InvalidArgument,
            "choices[0].color"},
        BadJson{
            R"({"limn_class_choices": 1, "choices": [
                {"application": "a", "context": "/", "class": 1, "opacity": 256}]})",
            ErrorCode::InvalidArgument,
            "choices[0].opacity"}
    )
);

}  // namespace
}  // namespace limn::annotation
