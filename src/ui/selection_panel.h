// SPDX-License-Identifier: MIT
/// The selection: components and values of what was clicked, class and keypoint names resolved.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"

namespace limn::ui {

void selection_ui(const PanelContext& context, const views::Rect& rect);

}  // namespace limn::ui
