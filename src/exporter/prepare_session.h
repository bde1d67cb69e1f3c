// SPDX-License-Identifier: MIT
/// The session of a picture that is drawn without a window.
///
/// Errors    as the job asks for what is not there: one line that says so.
/// Threads   the calling thread.
#pragma once

#include "exporter/render_job.h"

namespace limn::exporter {

/// The session that the picture shows: recording, cursor, views and choices as the job asks.
[[nodiscard]] Result<void>
prepare_session(const RenderJob& job, session::Session& session, Output output);

/// The view that the job asks for, else the first proposed one.
[[nodiscard]] Result<scene::ViewSpec>
choose_view(const RenderJob& job, const session::Session& session);

}  // namespace limn::exporter
