// SPDX-License-Identifier: MIT
#include "session/time_commands.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "model/time_math.h"
#include "scene/opening_time.h"
#include "scene/view_spec.h"

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

/// Where a class under a context occurs next; nothing if nowhere, or if that was not counted.
std::optional<TimeInt> class_time(
    const Session& session,
    const RecordingState& state,
    const std::optional<EntityPath>& context,
    ClassId id,
    bool forward
) {
    const annotation::ClassHistory* history = session.class_history();
    const annotation::ContextHistory* classes =
        history != nullptr ? history->find(context) : nullptr;
    const annotation::ClassSeries* series = classes != nullptr ? classes->find(id) : nullptr;
    if (series == nullptr) {
        return std::nullopt;
    }
    return forward ? history->next_with(*series, state.time.cursor)
                   : history->previous_with(*series, state.time.cursor);
}

/// The nearest event of what is selected.
std::optional<TimeInt>
event_time(const Session& session, const RecordingState& state, bool forward) {
    const store::Recording& recording = *session.active_recording();
    const TimeControl& time = state.time;
    std::optional<TimeInt> best;
    for (const Item& item : state.selection) {
        std::optional<TimeInt> found;
        if (item.is_class && item.class_id) {
            found = class_time(session, state, item.entity, *item.class_id, forward);
            // A class of no context says that it is of the root.
            if (!found && item.entity.is_root()) {
                found = class_time(session, state, std::nullopt, *item.class_id, forward);
            }
        } else {
            found = forward ? recording.next_time(time.timeline, item.entity, time.cursor)
                            : recording.previous_time(time.timeline, item.entity, time.cursor);
        }
        if (found && (!best || (forward ? *found < *best : *found > *best))) {
            best = found;
        }
    }
    return best;
}

}  // namespace

TimeInt nearest_row(const store::Recording& recording, std::string_view timeline, TimeInt time) {
    // No time is smaller than kMinTime, and one less than that is still a number.
    const auto after = recording.next_time(timeline, std::max(time, kMinTime) - 1);
    if (after == time) {
        return time;
    }
    const auto before = recording.previous_time(timeline, time);
    if (!before || !after) {
        return before.value_or(after.value_or(time));
    }
    return time_distance(*before, time) <= time_distance(time, *after) ? *before : *after;
}

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

void apply_to_time(Session& session, const command::StepEvent& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr || session.active_recording() == nullptr || state->time.range.is_empty()) {
        return;
    }
    if (state->selection.empty()) {
        apply_to_time(session, command::StepTime{command.count});
        return;
    }
    state->time.playing = false;
    const int steps = std::min(std::abs(std::max(command.count, -kMaxSteps)), kMaxSteps);
    for (int i = 0; i < steps; ++i) {
        const auto time = event_time(session, *state, command.count > 0);
        if (!time) {
            return;
        }
        move_cursor(*state, *time);
    }
}

void apply_to_time(Session& session, const command::StepClass& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr || command.context == nullptr) {
        return;
    }
    const auto context =
        command.context->exists() ? std::optional(command.context->entity()) : std::nullopt;
    if (const auto time = class_time(session, *state, context, command.id, command.forward)) {
        state->time.playing = false;
        move_cursor(*state, *time);
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
