// SPDX-License-Identifier: MIT
/// The status bar: what is under the cursor; frame time, memory, progress of reading.
///
/// Threads   the UI thread.
#pragma once

#include "ui/frame_info.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

void status_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info);

}  // namespace limn::ui
