// SPDX-License-Identifier: MIT
#include "session/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/panels.h"
#include "session/refresh.h"
#include "session/time_commands.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

constexpr Rgba8 kPink{255, 105, 180, 255};

class CommandsTest : public testing::Test {
  protected:
    void SetUp() override { test.add_street(); }

    TestSession test;
};

TEST_F(CommandsTest, HidingAClassFollowsItsLinks) {
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});
    EXPECT_FALSE(test.choice("/points", 1).visible);
    EXPECT_FALSE(test.choice("/camera/points", 1).visible);
}

TEST_F(CommandsTest, ClassesOfAnotherLabelAreNotLinked) {
    test.run(command::SetClassVisible{test.context("/points"), 2, std::nullopt, false});
    EXPECT_FALSE(test.choice("/points", 2).visible);
    EXPECT_TRUE(test.choice("/camera/points", 2).visible);
}

TEST_F(CommandsTest, UndoBringsTheClassBackAndRedoHidesItAgain) {
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});
    test.run(command::Undo{});
    EXPECT_TRUE(test.choice("/points", 1).visible);
    EXPECT_TRUE(test.choice("/camera/points", 1).visible);
    test.run(command::Redo{});
    EXPECT_FALSE(test.choice("/points", 1).visible);
}

TEST_F(CommandsTest, SeveralClassesAreOneStep) {
    test.run(command::SetClassesVisible{test.context("/points"), {{1, false}, {2, false}}});
    EXPECT_EQ(test.session.choices.num_hidden("app"), 3U);
    test.run(command::Undo{});
    EXPECT_EQ(test.session.choices.num_hidden("app"), 0U);
    EXPECT_FALSE(test.history.can_undo());
}

TEST_F(CommandsTest, CommandThatChangesNothingIsNoStep) {
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, true});
    test.run(command::Maximise{});
    EXPECT_FALSE(test.history.can_undo());
}

TEST_F(CommandsTest, DraggedColorIsOneStep) {
    for (std::uint8_t red = 0; red < 50; ++red) {
        test.run(
            command::SetClassColor{test.context("/points"), 1, std::nullopt, Rgba8{red, 0, 0, 255}}
        );
    }
    EXPECT_EQ(test.choice("/points", 1).color, (Rgba8{49, 0, 0, 255}));
    test.run(command::Undo{});
    EXPECT_FALSE(test.choice("/points", 1).color);
}

TEST_F(CommandsTest, ColorWithoutValueIsAsLoggedAgain) {
    test.run(command::SetClassColor{test.context("/points"), 1, std::nullopt, kPink});
    test.run(command::SetClassColor{test.context("/points"), 1, std::nullopt, std::nullopt});
    EXPECT_TRUE(test.session.choices.all().empty());
    test.run(command::Undo{});
    EXPECT_EQ(test.choice("/camera/points", 1).color, kPink);
}

TEST_F(CommandsTest, ShowAllForgetsHiddenAndSoloButKeepsColors) {
    test.run(command::SetClassColor{test.context("/points"), 2, std::nullopt, kPink});
    test.run(command::SetClassVisible{test.context("/points"), 2, std::nullopt, false});
    test.run(command::SetClassSolo{test.context("/points"), 1, true});
    test.run(command::SetEntityVisible{EntityPath::parse("/camera"), false});
    test.run(command::ShowAll{});
    EXPECT_EQ(test.session.choices.num_hidden("app"), 0U);
    EXPECT_FALSE(test.session.choices.any_solo("app"));
    EXPECT_TRUE(test.state().hidden_entities.empty());
    EXPECT_EQ(test.choice("/points", 2).color, kPink);
}

TEST_F(CommandsTest, EntityEyesCanBeUndone) {
    const EntityPath camera = EntityPath::parse("/camera");
    test.run(command::SetEntityVisible{camera, false});
    EXPECT_TRUE(test.state().hidden_entities.contains(camera));
    test.run(command::Undo{});
    EXPECT_FALSE(test.state().hidden_entities.contains(camera));
}

TEST_F(CommandsTest, UndoGoesToTheRecordingThatWasChanged) {
    const EntityPath camera = EntityPath::parse("/camera");
    test.add_street("second");
    test.run(command::SetEntityVisible{camera, false});
    test.run(command::ActivateRecording{1});
    test.run(command::Undo{});
    EXPECT_TRUE(test.session.recordings[0].hidden_entities.empty());
    test.run(command::Redo{});
    EXPECT_TRUE(test.session.recordings[0].hidden_entities.contains(camera));
    EXPECT_TRUE(test.session.recordings[1].hidden_entities.empty());
}

TEST_F(CommandsTest, CtrlClickAddsAndTakesOut) {
    Item a;
    a.entity = EntityPath::parse("/points");
    Item b = a;
    b.instance = 1;
    test.run(command::Select{{a}, false});
    test.run(command::Select{{b}, true});
    EXPECT_THAT(test.state().selection, testing::ElementsAre(a, b));
    test.run(command::Select{{a}, true});
    EXPECT_THAT(test.state().selection, testing::ElementsAre(b));
    test.run(command::Select{{}, false});
    EXPECT_TRUE(test.state().selection.empty());
}

TEST_F(CommandsTest, StepGoesToTimesWithDataAndWraps) {
    test.run(command::SetCursor{12});
    test.run(command::StepTime{1});
    EXPECT_EQ(test.state().time.cursor, 20);
    test.run(command::StepTime{2});
    EXPECT_EQ(test.state().time.cursor, 10);
    test.run(command::StepTime{-1});
    EXPECT_EQ(test.state().time.cursor, 30);
}

TEST_F(CommandsTest, TheNearestRowIsFound) {
    const store::Recording& street = *test.session.active_recording();
    EXPECT_EQ(nearest_row(street, "frame", 12), 10);
    EXPECT_EQ(nearest_row(street, "frame", 15), 10) << "of two the earlier one";
    EXPECT_EQ(nearest_row(street, "frame", 16), 20);
    EXPECT_EQ(nearest_row(street, "frame", 20), 20);
    EXPECT_EQ(nearest_row(street, "frame", kMinTime), 10);
    EXPECT_EQ(nearest_row(street, "frame", kMaxTime), 30);
    EXPECT_EQ(nearest_row(street, "no such timeline", 7), 7);
}

TEST_F(CommandsTest, StepStaysInTheLoopRange) {
    test.run(command::SetLoop{LoopMode::Range, TimeRange{20, 30}});
    test.run(command::SetCursor{30});
    test.run(command::StepTime{1});
    EXPECT_EQ(test.state().time.cursor, 20);
}

TEST_F(CommandsTest, StepPauses) {
    test.run(command::SetPlaying{true});
    test.run(command::StepTime{1});
    EXPECT_FALSE(test.state().time.playing);
}

TEST_F(CommandsTest, PlayAtTheEndBeginsAnew) {
    test.run(command::SetCursor{30});
    test.run(command::SetPlaying{true});
    EXPECT_EQ(test.state().time.cursor, 10);
    EXPECT_TRUE(test.state().time.playing);
}

TEST_F(CommandsTest, JumpToTheEndFollows) {
    test.run(command::JumpTime{true});
    EXPECT_EQ(test.state().time.cursor, 30);
    EXPECT_TRUE(test.state().time.follow);
    test.run(command::JumpTime{false});
    EXPECT_EQ(test.state().time.cursor, 10);
    EXPECT_FALSE(test.state().time.follow);
}

TEST_F(CommandsTest, LoopRangeGivenBackwardsIsTurnedRound) {
    test.run(command::SetLoop{LoopMode::Range, TimeRange{30, 20}});
    EXPECT_EQ(test.state().time.loop_range, (TimeRange{20, 30}));
}

TEST_F(CommandsTest, LoopRangeWithoutRangeLoopsAll) {
    test.run(command::SetLoop{LoopMode::Range, std::nullopt});
    EXPECT_EQ(test.state().time.loop, LoopMode::All);
}

TEST_F(CommandsTest, UnknownTimelineIsIgnored) {
    test.run(command::SetTimeline{"nowhere"});
    EXPECT_EQ(test.state().time.timeline, "frame");
}

TEST_F(CommandsTest, NonsenseSpeedIsIgnored) {
    test.run(command::SetSpeed{std::nan("")});
    EXPECT_EQ(test.state().time.speed, 1.0);
    test.run(command::SetFps{-5.0});
    EXPECT_GT(test.state().time.fps, 0.0);
}

TEST_F(CommandsTest, ViewsKeepWhatIsSetInThem) {
    ASSERT_FALSE(test.state().views.empty());
    const ViewId view = test.state().views[0].id;
    test.run(command::EditView{view, {.masks = draw::MaskMode::Both, .mask_opacity = 7.0F}});
    test.run(command::EditView{view, {.color_by = draw::ColorBy::Instance, .show_legend = false}});
    test.run(command::EditView{view, {.bone_radius_pt = 99.0F}});
    test.run(command::EditView{view, {.bones_in_joint_colors = true}});
    test.run(command::EditView{view, {.legend_corner = LegendCorner::BottomLeft}});
    test.run(command::EditView{view, {.hatch_no_class = true, .label_size = LabelSize::Large}});
    test.run(command::EditView{9999, {.labels = LabelMode::Off}});
    EXPECT_EQ(test.state().views[0].masks, draw::MaskMode::Both);
    EXPECT_EQ(test.state().views[0].mask_opacity, 1.0F);
    EXPECT_FALSE(test.state().views[0].show_legend);
    EXPECT_EQ(test.state().views[0].labels, LabelMode::Auto);
    EXPECT_EQ(test.state().views[0].color_by, draw::ColorBy::Instance);
    EXPECT_EQ(test.state().views[0].bones.radius_pt, 20.0F);
    EXPECT_TRUE(test.state().views[0].bones.in_joint_colors);
    EXPECT_EQ(test.state().views[0].legend_corner, LegendCorner::BottomLeft);
    EXPECT_EQ(test.state().views[0].label_size, LabelSize::Large);
    EXPECT_TRUE(test.state().views[0].hatch_no_class);
}

TEST_F(CommandsTest, TwoEditsThatWereMadeFromOneStateBothHold) {
    const EntityPath tensor = EntityPath::parse("/tensor");
    const ViewId view = test.state().views[0].id;
    test.run(command::EditView{view, {.bone_radius_pt = 4.0F}});
    test.run(command::EditView{view, {.bones_in_joint_colors = true}});
    test.run(command::EditTensor{.entity = tensor, .slider = command::EditTensor::Slider{1, 3}});
    test.run(command::EditTensor{.entity = tensor, .slider = command::EditTensor::Slider{0, 2}});
    test.run(command::EditTensor{.entity = tensor, .as_classes = true});
    EXPECT_EQ(test.state().views[0].bones.radius_pt, 4.0F);
    EXPECT_TRUE(test.state().views[0].bones.in_joint_colors);
    EXPECT_EQ(test.state().tensors[tensor].index, (std::vector<std::uint64_t>{2, 3}));
    EXPECT_EQ(test.state().tensors[tensor].as_classes, true);
}

TEST_F(CommandsTest, MasksHaveLooksOfTheirOwnUntilTheyAreAsTheViewAgain) {
    const EntityPath mask = EntityPath::parse("/camera/mask");
    test.run(command::EditMask{mask, {.opacity = 7.0F}});
    test.run(command::EditMask{mask, {.mode = draw::MaskMode::Outline}});
    ASSERT_TRUE(test.state().mask_looks.contains(mask));
    EXPECT_EQ(test.state().mask_looks[mask].mode, draw::MaskMode::Outline);
    EXPECT_EQ(test.state().mask_looks[mask].opacity, 1.0F);
    test.run(command::EditMask{mask, {.opacity = std::optional<float>()}});
    EXPECT_EQ(test.state().mask_looks[mask].mode, draw::MaskMode::Outline);
    test.run(command::EditMask{mask, {.mode = std::optional<draw::MaskMode>()}});
    EXPECT_TRUE(test.state().mask_looks.empty());
}

TEST_F(CommandsTest, ClosingTheActiveRecordingShowsTheOneBefore) {
    test.add_street("second");
    test.run(command::ActivateRecording{1});
    test.run(command::CloseRecording{1});
    refresh_recordings(test.session);
    ASSERT_EQ(test.session.recordings.size(), 1U);
    EXPECT_EQ(test.state().id.recording_id, "street");
}

TEST_F(CommandsTest, ClosingAnEarlierRecordingKeepsTheActiveOne) {
    test.add_street("second");
    test.run(command::ActivateRecording{1});
    test.run(command::CloseRecording{0});
    EXPECT_EQ(test.state().id.recording_id, "second");
}

TEST_F(CommandsTest, ClosingTheLastRecordingLeavesNone) {
    test.run(command::CloseRecording{0});
    EXPECT_EQ(test.session.active_state(), nullptr);
    EXPECT_EQ(test.session.active_recording(), nullptr);
    // Nothing of this may need a recording.
    test.run(command::StepTime{1});
    test.run(command::ShowAll{});
    test.run(command::Undo{});
    test.run(command::SetSplit{0, 0.5F});
    test.run(command::CloseRecording{7});
}

TEST_F(CommandsTest, ClosingWhileLoadingCancelsTheLoad) {
    LoadState load;
    load.id = 42;
    load.recordings = {test.state().id};
    test.session.loads.push_back(load);
    const auto request = test.run(command::CloseRecording{0});
    ASSERT_TRUE(request && std::holds_alternative<command::CancelLoad>(*request));
    EXPECT_EQ(std::get<command::CancelLoad>(*request).id, 42U);
}

TEST_F(CommandsTest, ClosingOneOfSeveralRecordingsReadsTheOthersOn) {
    const StoreId first = test.state().id;
    test.add_street("second");
    LoadState load;
    load.id = 42;
    load.recordings = {first, test.session.recordings.back().id};
    test.session.loads.push_back(load);
    const auto one = test.run(command::CloseRecording{0});
    ASSERT_TRUE(one && std::holds_alternative<command::CancelLoad>(*one));
    EXPECT_EQ(std::get<command::CancelLoad>(*one).recording, first);
    const auto last = test.run(command::CloseRecording{0});
    ASSERT_TRUE(last && std::holds_alternative<command::CancelLoad>(*last));
    EXPECT_FALSE(std::get<command::CancelLoad>(*last).recording);
}

TEST_F(CommandsTest, DialogForAPartNeedsARecording) {
    test.run(command::ShowSaveDialog{SaveDialogFor::TimeRange});
    EXPECT_EQ(test.session.save_dialog, SaveDialogFor::TimeRange);
    test.run(command::ShowSaveDialog{});
    EXPECT_FALSE(test.session.save_dialog);
    test.run(command::CloseRecording{0});
    test.run(command::ShowSaveDialog{SaveDialogFor::Entities});
    EXPECT_FALSE(test.session.save_dialog);
}

TEST_F(CommandsTest, WhatNeedsTheApplicationIsARequest) {
    const auto request = test.run(command::OpenFiles{{"/a.rrd"}});
    ASSERT_TRUE(request && std::holds_alternative<command::OpenFiles>(*request));
    EXPECT_FALSE(test.run(command::Quit{}));
    EXPECT_TRUE(test.session.quit_requested);
}

TEST_F(CommandsTest, TwoChangesOfSettingsInOneFrameBothHold) {
    const std::vector<Command> of_one_frame{
        command::ChangeSettings{{.left_width = 300.0F}},
        command::ChangeSettings{{.theme = ThemeKind::Light, .link_classes = false}}};

    test.run(of_one_frame[0]);
    test.run(of_one_frame[1]);

    EXPECT_EQ(test.session.settings.left_width, 300.0F);
    EXPECT_EQ(test.session.settings.theme, ThemeKind::Light);
    EXPECT_FALSE(test.session.settings.link_classes);
}

TEST_F(CommandsTest, AColumnAndTheRecentFilesAreChangedByThemselves) {
    test.session.settings.recent_files = {"/a.rrd"};
    SettingsPatch patch;
    patch.class_column = {&ClassColumns::pixels, false};

    test.run(command::ChangeSettings{patch});
    EXPECT_EQ(test.session.settings.recent_files.size(), 1U);
    test.run(command::ChangeSettings{{.forget_recent_files = true}});

    EXPECT_TRUE(test.session.settings.recent_files.empty());
    EXPECT_FALSE(test.session.settings.class_columns.pixels);
    EXPECT_TRUE(test.session.settings.class_columns.instances);
}

TEST_F(CommandsTest, APanelThatFoldsOpensAsADrawer) {
    set_window_size(test.session, {1000.0F, 700.0F});

    test.run(command::TogglePanel{Panel::Right});

    EXPECT_EQ(test.session.drawer, Panel::Right);
    EXPECT_TRUE(test.session.settings.right_open);
    EXPECT_TRUE(is_panel_shown(test.session, Panel::Right));
    EXPECT_TRUE(is_panel_shown(test.session, Panel::Left));
    test.run(command::TogglePanel{Panel::Right});
    EXPECT_FALSE(is_panel_shown(test.session, Panel::Right));
    test.run(command::TogglePanel{Panel::Left});
    EXPECT_FALSE(test.session.settings.left_open);
}

TEST_F(CommandsTest, AWiderWindowHasNoDrawer) {
    set_window_size(test.session, {1000.0F, 700.0F});
    test.run(command::TogglePanel{Panel::Right});

    set_window_size(test.session, {1400.0F, 700.0F});

    EXPECT_FALSE(test.session.drawer);
    EXPECT_TRUE(is_panel_shown(test.session, Panel::Right));
}

TEST_F(CommandsTest, LabelOpacityAndColorAreRevertedTogether) {
    const auto context = test.context("/points");
    test.run(command::SetClassLabel{context, 1, std::nullopt, "other"});
    test.run(command::SetClassesOpacity{context, {1}, std::uint8_t{0}});
    test.run(command::SetClassesColor{context, {{1, kPink}}});
    test.run(command::SetClassVisible{context, 1, std::nullopt, false});
    EXPECT_EQ(test.choice("/points", 1).label, "other");

    test.run(command::RevertClasses{context, {1}});

    annotation::ClassChoice hidden;
    hidden.visible = false;
    EXPECT_EQ(test.choice("/points", 1), hidden);
    test.run(command::Undo{});
    EXPECT_EQ(test.choice("/points", 1).color, kPink);
}

TEST_F(CommandsTest, RevertAllLeavesEyesAlone) {
    const auto context = test.context("/points");
    test.run(command::SetClassesColor{context, {{1, kPink}, {2, kPink}}});
    test.run(command::SetClassVisible{context, 2, std::nullopt, false});

    test.run(command::RevertAllClasses{});

    EXPECT_EQ(test.choice("/points", 1), annotation::ClassChoice{});
    EXPECT_FALSE(test.choice("/points", 2).visible);
}

TEST_F(CommandsTest, DraggedOpacityIsOneStepUntilTheMouseIsLetGo) {
    const auto context = test.context("/points");
    for (std::uint8_t opacity = 100; opacity > 50; --opacity) {
        test.run(command::SetClassesOpacity{context, {1, 2}, opacity});
    }
    test.run(command::EndGesture{});
    test.run(command::SetClassesOpacity{context, {1, 2}, std::uint8_t{9}});

    test.run(command::Undo{});
    EXPECT_EQ(test.choice("/points", 1).opacity, std::uint8_t{51});
    test.run(command::Undo{});
    EXPECT_EQ(test.choice("/points", 1), annotation::ClassChoice{});
}

TEST_F(CommandsTest, PaletteIsOneStep) {
    annotation::Palette palette;
    palette.classes = {{1, "one", kPink, {}, {}, {}}, {2, std::nullopt, kPink, {}, {}, {}}};

    test.run(command::ApplyPalette{test.context("/points"), palette});

    EXPECT_EQ(test.choice("/points", 1).label, "one");
    EXPECT_EQ(test.choice("/points", 2).color, kPink);
    test.run(command::Undo{});
    EXPECT_EQ(test.session.choices, annotation::ClassChoices());
}

TEST_F(CommandsTest, LoadedChoicesReplaceThoseOfTheirApplications) {
    annotation::ClassChoice hidden;
    hidden.visible = false;
    test.session.choices.set({"elsewhere", "none", 4, {}}, hidden);
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});
    annotation::ClassChoices loaded;
    loaded.set({"app", "none", 9, {}}, hidden);

    test.run(command::ReplaceChoices{loaded});

    EXPECT_TRUE(test.choice("/points", 1).visible);
    EXPECT_FALSE(test.session.choices.get({"app", "none", 9, {}}).visible);
    EXPECT_FALSE(test.session.choices.get({"elsewhere", "none", 4, {}}).visible);
}

TEST_F(CommandsTest, WithoutLinksAChoiceStaysInItsContext) {
    test.session.settings.link_classes = false;

    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});

    EXPECT_FALSE(test.choice("/points", 1).visible);
    EXPECT_TRUE(test.choice("/camera/points", 1).visible);
}

}  // namespace
}  // namespace limn::session
