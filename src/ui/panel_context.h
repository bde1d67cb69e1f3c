// SPDX-License-Identifier: MIT
/// PanelContext: what every panel reads, and where it writes what the user wants.
///
/// Threads   the UI thread, for one frame.
#pragma once

#include <optional>

#include "annotation/statistics.h"
#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"
#include "views/view_area.h"

namespace limn::ui {

struct PanelContext {
    const session::Session& session;
    session::StyleCache& styles;
    annotation::PixelCountCache& pixel_counts;
    session::CommandSink& commands;
    const views::Theme& theme;
    const views::Fonts& fonts;
    views::UiProbe& probe;
    std::optional<session::HoverInfo>& hover;  ///< Set by whatever lies under the mouse.
};

}  // namespace limn::ui
