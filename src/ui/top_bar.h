// SPDX-License-Identifier: MIT
/// The top bar: name, menus, panel switches.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"
#include "ui/ui_root.h"

namespace limn::ui {

void top_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info);

}  // namespace limn::ui
