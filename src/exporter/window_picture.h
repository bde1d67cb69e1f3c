// SPDX-License-Identifier: MIT
/// A picture of the whole window (`limn render --ui`), drawn by the same code as the window.
///
/// Errors    Gpu.
/// Threads   the thread of the GL context.
#pragma once

#include "exporter/render_job.h"
#include "views/imgui_host.h"
#include "views/picture.h"

namespace limn::exporter {

[[nodiscard]] Result<views::PictureResult> render_window(
    const RenderJob& job,
    session::Session& session,
    render::ViewRenderer& renderer,
    views::ImGuiHost& host
);

}  // namespace limn::exporter
