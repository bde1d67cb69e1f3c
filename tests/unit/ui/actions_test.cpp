// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "ui/palette_entries.h"

namespace limn::ui {
namespace {

TEST(Actions, HaveOneNameAndOneMeaningEach) {
    std::set<std::string_view> ids;
    std::set<std::pair<int, int>> chords;
    for (const Action& action : actions()) {
        EXPECT_TRUE(ids.insert(action.id).second) << action.id;
        EXPECT_NE(action.run, nullptr) << action.id;
        for (const KeyChord& chord : action.chords) {
            EXPECT_TRUE(chord.code == 0 || chords.emplace(chord.code, chord.modifiers).second)
                << action.id;
        }
    }
}

TEST(Actions, AreFoundByTheirKeys) {
    EXPECT_EQ(find_action(KeyChord{'Z', kControl | kShift}), find_action("edit.redo"));
    EXPECT_EQ(find_action(KeyChord{'X', kShift}), find_action("classes.show_all"));
    EXPECT_EQ(find_action(KeyChord{0, 0}), nullptr);
    EXPECT_EQ(find_action("nothing"), nullptr);
}

TEST(Actions, SayTheirKeysAsPeopleDo) {
    EXPECT_EQ(keys_text(*find_action("edit.redo")), "Ctrl + Y, Ctrl + Shift + Z");
    EXPECT_EQ(keys_text(*find_action("help.keys")), "F1, ?");
    EXPECT_EQ(keys_text(*find_action("view.larger")), "Ctrl + plus");
    EXPECT_EQ(keys_text(*find_action("view.left")), "");
}

class ActionsWithoutARecording : public ::testing::Test {
  protected:
    session::Session session;
    session::StyleCache styles;
    session::CommandSink commands;
    ActionContext context{session, styles, commands, 1.0F};
};

TEST_F(ActionsWithoutARecording, DoNotOfferWhatNeedsOne) {
    EXPECT_TRUE(can_run(*find_action("file.open"), context));
    EXPECT_FALSE(can_run(*find_action("time.play"), context));
    EXPECT_FALSE(can_run(*find_action("classes.masks"), context));
}

TEST_F(ActionsWithoutARecording, SayWhyTheyCannotBeRun) {
    EXPECT_EQ(why_not(*find_action("file.save_time_range"), context), "No recording is open");
    EXPECT_EQ(why_not(*find_action("file.open"), context), "");
}

TEST(ActionsOfARecording, SayWhatAPartNeeds) {
    session::Session session;
    session::StyleCache styles;
    session::CommandSink commands;
    const ActionContext context{session, styles, commands, 1.0F};
    session.recordings.emplace_back();
    session.active = 0;
    const Action& range = *find_action("file.save_time_range");
    const Action& entities = *find_action("file.save_entities");

    EXPECT_THAT(std::string(why_not(range, context)), ::testing::HasSubstr("no times"));
    EXPECT_THAT(std::string(why_not(entities, context)), ::testing::HasSubstr("Select entities"));

    session.recordings[0].time.timeline = "frame";
    session.recordings[0].selection = {{EntityPath::parse("/a"), {}, {}, {}, false}};
    EXPECT_TRUE(can_run(range, context));
    EXPECT_TRUE(can_run(entities, context));
}

TEST_F(ActionsWithoutARecording, NeverFailWhenTheyAreRunAnyway) {
    for (const Action& action : actions()) {
        action.run(context);
    }
    EXPECT_FALSE(commands.empty());
}

TEST_F(ActionsWithoutARecording, StandInThePaletteWithRecentFiles) {
    session.settings.recent_files = {"/data/street.rrd"};

    const auto entries = collect_entries(context);

    EXPECT_EQ(entries.back().text, "street.rrd");
    EXPECT_TRUE(std::ranges::none_of(entries, [](const PaletteEntry& entry) {
        return entry.text == "Play or pause";
    }));
}

PaletteEntry entry(PaletteEntry::Kind kind, std::string text, std::string detail) {
    PaletteEntry one;
    one.kind = kind;
    one.text = std::move(text);
    one.detail = std::move(detail);
    return one;
}

TEST(PaletteEntries, BestMatchesComeFirst) {
    using Kind = PaletteEntry::Kind;
    const std::vector<PaletteEntry> entries{
        entry(Kind::Entity, "/camera/people", "entity"),
        entry(Kind::Class, "traffic light", "class 6 of /camera"),
        entry(Kind::Class, "car", "class 13 of /camera"),
        entry(Kind::Action, "Clear the selection", "Any view"),
    };

    const auto ranked = rank_entries(entries, "car", 10);

    ASSERT_FALSE(ranked.empty());
    EXPECT_EQ(ranked.front().entry, 2U);
    EXPECT_THAT(ranked.front().at, ::testing::ElementsAre(0, 1, 2));
    EXPECT_EQ(rank_entries(entries, "tl", 10).front().entry, 1U);
    EXPECT_EQ(rank_entries(entries, "", 10).size(), 1U);
    EXPECT_TRUE(rank_entries(entries, "zzz", 10).empty());
}

TEST(PaletteEntries, AreAtMostSoMany) {
    const std::vector<PaletteEntry> entries(50, entry(PaletteEntry::Kind::Action, "same", ""));

    EXPECT_EQ(rank_entries(entries, "same", 7).size(), 7U);
}

}  // namespace
}  // namespace limn::ui
