// SPDX-License-Identifier: MIT
/// `limn render`: one picture of a recording.
///
/// Source    docs/COMMANDS.md, render.
#pragma once

#include "exporter/render_job.h"

namespace limn::exporter {

[[nodiscard]] Result<void> render(const RenderJob& job, Output output);

}  // namespace limn::exporter
