// SPDX-License-Identifier: MIT
/// PanelContext: what every panel reads, and where it writes what the user wants.
///
/// Threads   the UI thread, for one frame.
#pragma once

#include <cstdint>
#include <optional>

#include "annotation/statistics.h"
#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"

namespace limn::ui {

/// Panels lie at the bottom, drawers over the views; floating ones above everything that was there before them.
enum class PanelLayer : std::uint8_t { Panel, Drawer, Floating };

struct PanelContext {
    const session::Session& session;
    session::StyleCache& styles;
    annotation::PixelCountCache& pixel_counts;
    session::CommandSink& commands;
    const views::Theme& theme;
    const views::Fonts& fonts;
    views::UiProbe& probe;
    std::optional<session::HoverInfo>& hover;  ///< Set by whatever lies under the mouse.
    PanelLayer layer = PanelLayer::Panel;      ///< Of the panels that are drawn with it.
};

}  // namespace limn::ui
