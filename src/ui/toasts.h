// SPDX-License-Identifier: MIT
/// Toasts: what happened and why, floating at the lower right; the rest stands on the details page.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"

namespace limn::ui {

void toasts_ui(const PanelContext& context, glm::vec2 display_px);

}  // namespace limn::ui
