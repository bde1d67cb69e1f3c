// SPDX-License-Identifier: MIT
/// The bar above a view: what it shows, mask mode, maximise, menu.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include "views/header_input.h"
#include "views/rect.h"
#include "views/view_context.h"

namespace limn::views {

void tile_header_ui(const TileHeader& header, const ViewContext& context, const Rect& rect);

}  // namespace limn::views
