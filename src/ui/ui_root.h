// SPDX-License-Identifier: MIT
/// UiRoot: the whole window: top bar, panels, tiles, timeline, status bar, dialogs, toasts.
///
/// What      One call per frame draws everything from the session and pushes commands. The same call
///           serves the window and pictures of it (`limn render --ui`).
/// Threads   the UI thread, between ImGuiHost::begin_frame and end_frame.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "ui/frame_info.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"
#include "views/view_area.h"

namespace limn::ui {

class UiRoot {
  public:
    explicit UiRoot(render::ViewRenderer& renderer);
    ~UiRoot();
    UiRoot(const UiRoot&) = delete;
    UiRoot& operator=(const UiRoot&) = delete;

    /// Draws one frame into the whole ImGui display. The session's `hover` for the next frame is returned.
    [[nodiscard]] std::optional<session::HoverInfo> frame(
        const session::Session& session,
        session::StyleCache& styles,
        scene::SceneCache& scene_cache,
        annotation::PixelCountCache& pixel_counts,
        session::CommandSink& commands,
        const views::ImGuiHost& host,
        views::UiProbe& probe,
        const FrameInfo& info
    );

    [[nodiscard]] views::ViewArea& views();

    /// True if a text field has the keyboard: shortcuts wait.
    [[nodiscard]] bool wants_text() const;

    /// Escape closes something of the window, so it is no shortcut.
    [[nodiscard]] static bool takes_escape(const session::Session& session);

    /// Another frame is needed soon (animation, a tooltip about to show).
    [[nodiscard]] bool animating() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace limn::ui
