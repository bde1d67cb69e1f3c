// SPDX-License-Identifier: MIT
/// Keeps the session in step with what is loaded.
///
/// Threads   the UI thread.
#pragma once

#include <vector>

#include "ingest/loader.h"
#include "session/session.h"

namespace limn::session {

/// Proposes the views of a recording once more, unless the user arranged them: other data is shown now.
void propose_views_anew(Session& session, RecordingState& state);

/// Takes over what the loader says: progress, names, and once per load its faults as toasts. Once a frame, after ingest.
void update_loads(Session& session, const std::vector<ingest::LoadStatus>& statuses);

/// Adds states for recordings that appeared, in the order in which their sources were opened; proposes views and places the cursor. Once a frame, after ingest.
void refresh_recordings(Session& session);

}  // namespace limn::session
