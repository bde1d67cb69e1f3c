// SPDX-License-Identifier: MIT
/// Panels around the views: which are there, and which fold because the window is narrow.
///
/// Threads   the UI thread.
#pragma once

#include <glm/vec2.hpp>

#include "session/panel.h"

namespace limn::session {

struct Session;

/// A panel folds if the window is narrower than this. What is folded opens as a drawer over the views.
inline constexpr float kRightFoldsBelowPt = 1200.0F;
inline constexpr float kLeftFoldsBelowPt = 900.0F;

[[nodiscard]] bool folds(Panel panel, float window_width_pt);

/// It is there, beside the views or over them.
[[nodiscard]] bool is_panel_shown(const Session& session, Panel panel);

void toggle_panel(Session& session, Panel panel);

/// The window has another size: drawers of panels that no longer fold are closed. Before each frame.
void set_window_size(Session& session, glm::vec2 size_pt);

}  // namespace limn::session
