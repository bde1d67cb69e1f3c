// SPDX-License-Identifier: MIT
/// A picture of the whole window (`limn render --ui`), drawn by the same code as the window, and what its views could
/// not draw.
///
/// Errors    Gpu.
/// Threads   the thread of the GL context.
#pragma once

#include "base/diagnostics.h"
#include "exporter/render_job.h"
#include "views/imgui_host.h"
#include "views/picture.h"

namespace limn::exporter {

struct WindowPicture {
    views::PictureResult picture;
    Diagnostics problems;  ///< Of the open views and the renderer.
};

[[nodiscard]] Result<WindowPicture> render_window(
    const RenderJob& job,
    session::Session& session,
    render::ViewRenderer& renderer,
    views::ImGuiHost& host
);

}  // namespace limn::exporter
