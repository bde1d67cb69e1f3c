// SPDX-License-Identifier: MIT
/// What floats above everything: the details page, the keys page.
///
/// Threads   the UI thread.
#pragma once

#include "base/diagnostics.h"
#include "ui/panel_context.h"

namespace limn::ui {

/// Details of one message, or all problems; `in_views` is what the open views could not draw.
void details_page_ui(
    const PanelContext& context,
    glm::vec2 display_px,
    const Diagnostics& in_views
);

void keys_page_ui(const PanelContext& context, glm::vec2 display_px);

}  // namespace limn::ui
