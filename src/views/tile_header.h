// SPDX-License-Identifier: MIT
/// The bar above a view: what it shows, mask mode, maximise, menu.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <span>

#include "scene/scene.h"
#include "scene/undrawn.h"
#include "session/view_state.h"
#include "views/view_area.h"

namespace limn::views {

struct TileHeader {
    const session::ViewState& view;
    std::size_t index = 0;                ///< Of the tile, for probe names.
    const scene::Scene* scene = nullptr;  ///< May be null.
    std::span<const scene::Undrawn> undrawn = {};
    bool is_maximised = false;
    bool open_menu = false;  ///< Opens the menu at the mouse.
};

void tile_header_ui(const TileHeader& header, const ViewContext& context, const Rect& rect);

}  // namespace limn::views
