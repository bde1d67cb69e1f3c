// SPDX-License-Identifier: MIT
/// What the problems page lists: what could not be read, what the open views could not draw, and what of the
/// recording is never drawn.
///
/// Threads   pure function.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "session/session.h"

namespace limn::ui {

/// Empty only if there is nothing to tell. `in_views` is what the open views could not draw.
[[nodiscard]] std::string
problems_text(const session::Session& session, const Diagnostics& in_views);

}  // namespace limn::ui
