// SPDX-License-Identifier: MIT
/// Why there is no picture, in words, and the one thing to do about it.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/diagnostics.h"
#include "scene/undrawn.h"
#include "session/commands.h"
#include "session/session.h"
#include "views/view_chrome.h"

namespace limn::views {

struct EmptyState {
    std::string title;
    std::string hint;    ///< Lines.
    std::string button;  ///< Empty: none.
    std::optional<session::Command> command;
};

/// Of a view: `problems` are its scene's, `undrawn` what among its contents is not drawn.
[[nodiscard]] EmptyState why_empty(
    const session::Session& session,
    const session::RecordingState& state,
    const HiddenCount& hidden,
    const Diagnostics& problems,
    std::span<const scene::Undrawn> undrawn
);

/// Of a recording without an open view.
[[nodiscard]] EmptyState
why_no_view(const session::Session& session, const session::RecordingState& state);

/// In the middle of a rectangle. True if the button was clicked.
bool empty_state_ui(
    const EmptyState& empty,
    const Rect& area,
    const char* id,
    const Theme& theme,
    const Fonts& fonts
);

}  // namespace limn::views
