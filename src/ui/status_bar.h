// SPDX-License-Identifier: MIT
/// The status bar: what is under the cursor; frame time, memory, progress of reading.
///
/// Units     pixels.
/// Threads   the UI thread.
#pragma once

#include "ui/frame_info.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

void status_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info);

/// Where a number stands in the bar that ends at `right` and is `text` wide: at least the usual width, so that what is
/// beside it does not move with every digit, and never narrower than the text.
[[nodiscard]] views::Rect
number_place(const views::Rect& bar, float right, float usual, float text);

}  // namespace limn::ui
