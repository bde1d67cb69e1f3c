// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "session/commands.h"

namespace limn::session {
namespace {

History::Snapshot step(const std::string& name) {
    History::Snapshot snapshot;
    snapshot.recording.recording_id = name;
    return snapshot;
}

TEST(History, GoesBackAndForth) {
    History history;
    history.push(step("first"));
    history.push(step("second"));
    EXPECT_EQ(history.undo(step("now"))->recording.recording_id, "second");
    EXPECT_EQ(history.undo(step("second"))->recording.recording_id, "first");
    EXPECT_FALSE(history.can_undo());
    EXPECT_EQ(history.redo(step("first"))->recording.recording_id, "second");
    EXPECT_EQ(history.redo(step("second"))->recording.recording_id, "now");
    EXPECT_FALSE(history.can_redo());
}

TEST(History, NewStepForgetsWhatWasUndone) {
    History history;
    history.push(step("first"));
    static_cast<void>(history.undo(step("now")));
    history.push(step("other"));
    EXPECT_FALSE(history.can_redo());
}

TEST(History, OneGestureIsOneStep) {
    History history;
    history.push(step("before"), 5);
    history.push(step("during"), 5);
    history.push(step("during"), 5);
    EXPECT_EQ(history.undo(step("now"))->recording.recording_id, "before");
    EXPECT_FALSE(history.can_undo());
}

TEST(History, GestureThatEndedBeginsANewStep) {
    History history;
    history.push(step("first"), 5);
    history.end_gesture();
    history.push(step("second"), 5);
    EXPECT_EQ(history.undo(step("now"))->recording.recording_id, "second");
    EXPECT_TRUE(history.can_undo());
}

TEST(History, EmptyHasNothingToGive) {
    History history;
    EXPECT_FALSE(history.undo(step("now")));
    EXPECT_FALSE(history.redo(step("now")));
    EXPECT_FALSE(history.can_redo());
}

}  // namespace
}  // namespace limn::session
