// SPDX-License-Identifier: MIT
#include "session/time_commands.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "scene/scene.h"

namespace limn::session {
namespace {

constexpr double kMaxSpeed = 1000.0;
constexpr double kMaxFps = 1000.0;
constexpr double kMinFps = 0.1;
constexpr int kMaxSteps = 10000;

TimeRange bounds_of(const TimeControl& time) {
    const bool in_loop = time.loop == LoopMode::Range && !time.loop_range.is_empty();
    return in_loop ? time.loop_range : time.range;
}

/// The next (or previous) time with data; beyond the end the other end comes.
TimeInt step(const store::Recording& recording, const TimeControl& time, bool forward) {
    const TimeRange bounds = bounds_of(time);
    const auto found = forward ? recording.next_time(time.timeline, time.cursor)
                               : recording.previous_time(time.timeline, time.cursor);
    if (found && bounds.contains(*found)) {
        return *found;
    }
    return forward ? bounds.min : bounds.max;
}

void move_cursor(RecordingState& state, TimeInt time) {
    state.time.set_cursor(time);
    state.time.follow = false;
    state.user_moved = true;
}

}  // namespace

void apply_to_time(Session& session, const command::SetTimeline& command) {
    RecordingState* state = session.active_state();
    const store::Recording* recording = session.active_recording();
    if (state == nullptr || recording == nullptr || state->time.timeline == command.name) {
        return;
    }
    const store::TimelineInfo* info = recording->find_timeline(command.name);
    if (info == nullptr) {
        return;
    }
    TimeControl& time = state->time;
    if (!time.timeline.empty()) {
        state->cursors[time.timeline] = time.cursor;
    }
    time.timeline = command.name;
    time.kind = info->timeline.kind;
    time.range = info->range;
    time.loop_range = {};
    if (time.loop == LoopMode::Range) {
        time.loop = LoopMode::All;
    }
    state->user_moved = true;
    if (const auto known = state->cursors.find(command.name); known != state->cursors.end()) {
        time.set_cursor(known->second);
        return;
    }
    std::vector<scene::ViewSpec> views;
    for (const ViewState& view : state->views) {
        views.push_back(view.spec);
    }
    time.set_cursor(scene::opening_time(*recording, command.name, views));
}

void apply_to_time(Session& session, const command::SetCursor& command) {
    if (RecordingState* state = session.active_state(); state != nullptr) {
        move_cursor(*state, command.time);
    }
}

void apply_to_time(Session& session, const command::SetPlaying& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr || state->time.range.is_empty()) {
        return;
    }
    TimeControl& time = state->time;
    time.playing = command.playing;
    state->user_moved = true;
    if (!command.playing) {
        time.follow = false;
        return;
    }
    // Play at the end means play again.
    const TimeRange bounds = bounds_of(time);
    const bool at_end = time.speed >= 0.0 ? time.cursor >= bounds.max : time.cursor <= bounds.min;
    if (at_end && !time.follow) {
        time.set_cursor(time.speed >= 0.0 ? bounds.min : bounds.max);
    }
}

void apply_to_time(Session& session, const command::StepTime& command) {
    RecordingState* state = session.active_state();
    const store::Recording* recording = session.active_recording();
    if (state == nullptr || recording == nullptr || state->time.range.is_empty()) {
        return;
    }
    state->time.playing = false;
    const int steps = std::min(std::abs(std::max(command.count, -kMaxSteps)), kMaxSteps);
    for (int i = 0; i < steps; ++i) {
        move_cursor(*state, step(*recording, state->time, command.count > 0));
    }
}

void apply_to_time(Session& session, const command::JumpTime& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr || state->time.range.is_empty()) {
        return;
    }
    const TimeRange bounds = bounds_of(state->time);
    move_cursor(*state, command.to_end ? bounds.max : bounds.min);
    state->time.follow = command.to_end && state->time.loop != LoopMode::Range;
}

void apply_to_time(Session& session, const command::SetSpeed& command) {
    RecordingState* state = session.active_state();
    if (state != nullptr && std::isfinite(command.speed)) {
        state->time.speed = std::clamp(command.speed, -kMaxSpeed, kMaxSpeed);
    }
}

void apply_to_time(Session& session, const command::SetFps& command) {
    RecordingState* state = session.active_state();
    if (state != nullptr && std::isfinite(command.fps)) {
        state->time.fps = std::clamp(command.fps, kMinFps, kMaxFps);
    }
}

void apply_to_time(Session& session, const command::SetLoop& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    TimeControl& time = state->time;
    if (command.range) {
        const auto [low, high] = std::minmax(command.range->min, command.range->max);
        time.loop_range = {low, high};
    }
    const bool lacks_range = command.mode == LoopMode::Range && time.loop_range.is_empty();
    time.loop = lacks_range ? LoopMode::All : command.mode;
}

}  // namespace limn::session
