// SPDX-License-Identifier: MIT
/// What floats above everything: the details page, the keys page.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"

namespace limn::ui {

void details_page_ui(const PanelContext& context, glm::vec2 display_px);
void keys_page_ui(const PanelContext& context, glm::vec2 display_px);

}  // namespace limn::ui
