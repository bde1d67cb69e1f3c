// SPDX-License-Identifier: MIT
/// The list of open recordings, and of files that are being read.
///
/// Threads   the UI thread.
#pragma once

#include "ui/panel_context.h"
#include "ui/recording_length.h"
#include "views/rect.h"

namespace limn::ui {

/// Height in pixels that the list wants (header included).
[[nodiscard]] float recordings_height(const PanelContext& context);

void recordings_ui(const PanelContext& context, const views::Rect& rect, RecordingLengths& lengths);

}  // namespace limn::ui
