// SPDX-License-Identifier: MIT
/// TileHeader: what the bar above a view and its menu are about.
///
/// Threads   plain value, for one frame.
#pragma once

#include <cstddef>
#include <span>

#include "scene/scene.h"
#include "scene/undrawn.h"
#include "session/view_state.h"

namespace limn::views {

struct TileHeader {
    const session::ViewState& view;
    std::size_t index = 0;                ///< Of the tile, for probe names.
    const scene::Scene* scene = nullptr;  ///< May be null.
    std::span<const scene::Undrawn> undrawn = {};
    bool is_maximised = false;
    bool open_menu = false;  ///< Opens the menu at the mouse.
};

}  // namespace limn::views
