// SPDX-License-Identifier: MIT
/// What floats above everything: toasts, the details page, the keys page, the drop hint.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"

namespace limn::ui {

void toasts_ui(const PanelContext& context, glm::vec2 display_px);
void details_page_ui(const PanelContext& context, glm::vec2 display_px);
void keys_page_ui(const PanelContext& context, glm::vec2 display_px);

}  // namespace limn::ui
