// SPDX-License-Identifier: MIT
#include "session/panels.h"

#include "session/session.h"

namespace limn::session {

bool folds(Panel panel, float window_width_pt) {
    switch (panel) {
        case Panel::Left:
            return window_width_pt < kLeftFoldsBelowPt;
        case Panel::Right:
            return window_width_pt < kRightFoldsBelowPt;
        case Panel::Timeline:
            break;
    }
    return false;
}

bool is_panel_shown(const Session& session, Panel panel) {
    if (folds(panel, session.window_size_pt.x)) {
        return session.drawer == panel;
    }
    switch (panel) {
        case Panel::Left:
            return session.settings.left_open;
        case Panel::Right:
            return session.settings.right_open;
        case Panel::Timeline:
            break;
    }
    return session.settings.timeline_open;
}

void toggle_panel(Session& session, Panel panel) {
    if (folds(panel, session.window_size_pt.x)) {
        session.drawer = session.drawer == panel ? std::nullopt : std::optional(panel);
        return;
    }
    bool& is_open = panel == Panel::Left    ? session.settings.left_open
                    : panel == Panel::Right ? session.settings.right_open
                                            : session.settings.timeline_open;
    is_open = !is_open;
}

void set_window_size(Session& session, glm::vec2 size_pt) {
    session.window_size_pt = size_pt;
    if (session.drawer && !folds(*session.drawer, size_pt.x)) {
        session.drawer.reset();
    }
}

}  // namespace limn::session
