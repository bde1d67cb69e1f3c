// SPDX-License-Identifier: MIT
/// The top bar: name, menus, panel switches.
///
/// Threads   the UI thread.
#pragma once

#include "ui/frame_info.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

void top_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info);

}  // namespace limn::ui
