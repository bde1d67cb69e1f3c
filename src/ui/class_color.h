// SPDX-License-Identifier: MIT
/// The color of a class or keypoint as views draw it, for swatches in panels.
///
/// Threads   the UI thread.
#pragma once

#include <optional>

#include "annotation/context.h"
#include "base/color.h"
#include "model/ids.h"
#include "ui/panel_context.h"

namespace limn::ui {

/// The user's choice, else as logged, else automatic; with the opacity that the user chose.
[[nodiscard]] Rgba8 color_on_screen(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    ClassId id,
    std::optional<KeypointId> keypoint = std::nullopt
);

}  // namespace limn::ui
