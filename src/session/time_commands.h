// SPDX-License-Identifier: MIT
/// Commands on the time of the active recording.
///
/// Threads   the UI thread.
#pragma once

#include <string_view>

#include "session/commands.h"
#include "session/session.h"

namespace limn::session {

/// The time of the row that is nearest, of two the earlier one; the time itself where the timeline has no row.
[[nodiscard]] TimeInt
nearest_row(const store::Recording& recording, std::string_view timeline, TimeInt time);

void apply_to_time(Session& session, const command::SetTimeline& command);
void apply_to_time(Session& session, const command::SetCursor& command);
void apply_to_time(Session& session, const command::SetPlaying& command);
void apply_to_time(Session& session, const command::StepTime& command);
void apply_to_time(Session& session, const command::StepEvent& command);
void apply_to_time(Session& session, const command::StepClass& command);
void apply_to_time(Session& session, const command::JumpTime& command);
void apply_to_time(Session& session, const command::SetSpeed& command);
void apply_to_time(Session& session, const command::SetFps& command);
void apply_to_time(Session& session, const command::SetLoop& command);

}  // namespace limn::session
