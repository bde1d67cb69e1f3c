// SPDX-License-Identifier: MIT
/// What the options of a view mean for the renderer: the same in a tile and in a picture without a window.
///
/// Threads   pure functions.
#pragma once

#include <vector>

#include "base/color.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "scene/view_spec.h"
#include "session/view_options.h"

namespace limn::views {

/// `scale`: pixels of a UI point. Background, hovered and selected things stay as they are.
void apply_look(
    render::ViewOptions& options,
    const session::ViewOptions& look,
    const scene::Scene& scene,
    scene::ViewKind kind,
    float scale
);

/// By entity of the scene, as `ViewFrame` takes them; empty unless the view is colored by entity.
[[nodiscard]] std::vector<Rgba8>
entity_colors(const scene::Scene& scene, const session::ViewOptions& look);

}  // namespace limn::views
