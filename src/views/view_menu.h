// SPDX-License-Identifier: MIT
/// The menu of a view: labels, colors, masks, bones, tensors, legend, pictures, camera.
///
/// Threads   the UI thread, inside an ImGui popup.
#pragma once

#include "views/header_input.h"
#include "views/view_context.h"

namespace limn::views {

void view_menu_ui(const TileHeader& header, const ViewContext& context);

/// Whether a tensor is shown as classes, and a slider for each dimension that is not of its picture.
void tensor_switch_ui(
    const EntityPath& entity,
    const session::Session& session,
    session::CommandSink& commands,
    const Theme& theme,
    UiProbe& probe
);

[[nodiscard]] bool view_has_masks(const scene::Scene* scene);

}  // namespace limn::views
