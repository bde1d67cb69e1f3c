// SPDX-License-Identifier: MIT
/// Where the parts of the window stand, and what dragging an edge between them changes.
///
/// What      Views get at least half of the window in each direction. Panels that find no room fold
///           (`session/panels.h`); an open drawer has its place over the views.
/// Units     window pixels.
/// Threads   pure functions.
#pragma once

#include <cstdint>

#include "session/session.h"
#include "views/rect.h"
#include "views/theme.h"

namespace limn::ui {

struct Areas {
    views::Rect top;
    views::Rect left;  ///< Empty if it is not shown.
    views::Rect middle;
    views::Rect right;
    views::Rect timeline;
    views::Rect status;
    float classes_bottom =
        0.0F;  ///< Where the classes end in the right panel and the selection begins.

    [[nodiscard]] bool has_selection() const { return classes_bottom < right.max.y; }
};

[[nodiscard]] Areas
arrange(const session::Session& session, const views::Theme& theme, glm::vec2 size);

enum class Edge : std::uint8_t { None, Left, Right, Timeline, Selection };

/// The edge that can be dragged from here.
[[nodiscard]] Edge
edge_at(const session::Session& session, const Areas& areas, glm::vec2 mouse, float reach);

/// The edge follows the mouse.
[[nodiscard]] session::SettingsPatch
drag_edge(Edge edge, const Areas& areas, glm::vec2 mouse, float scale);

/// The edge returns to its first place.
[[nodiscard]] session::SettingsPatch reset_edge(Edge edge);

}  // namespace limn::ui
