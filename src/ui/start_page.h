// SPDX-License-Identifier: MIT
/// The start page: shown in the middle while nothing is open.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

void start_page_ui(const PanelContext& context, const views::Rect& rect);

}  // namespace limn::ui
