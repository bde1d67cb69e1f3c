// SPDX-License-Identifier: MIT
#include "ui/arrangement.h"

#include <algorithm>
#include <cmath>

#include "session/panels.h"

namespace limn::ui {
namespace {

using session::Panel;

constexpr float kStaticOnlyHeight = 34.0F;
constexpr float kLeastViews = 300.0F;
constexpr float kLeastLeft = 160.0F;
constexpr float kLeastRight = 240.0F;
constexpr float kLeastTimeline = 80.0F;

/// The classes get this much before the selection has any room; at least this much when the edge is dragged.
constexpr float kEnoughClasses = 250.0F;
constexpr float kLeastClasses = 120.0F;
constexpr float kLeastSelection = 80.0F;

/// Points of the views that a drawer leaves uncovered.
constexpr float kBesideDrawer = 48.0F;

/// A recording without times needs a line that says so, and no lanes.
bool is_static_only(const session::Session& session) {
    const session::RecordingState* state = session.active_state();
    return state != nullptr && state->opened && state->time.timeline.empty() &&
           std::ranges::all_of(session.loads, &session::LoadState::finished);
}

float timeline_height(const session::Session& session, const views::Theme& theme, float height) {
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    if (!session.settings.timeline_open || session.active_state() == nullptr) {
        return 0.0F;
    }
    if (is_static_only(session)) {
        return px(kStaticOnlyHeight);
    }
    const float bars = px(views::measure::kTopBar + views::measure::kStatusBar);
    const float views = std::max(px(kLeastViews), std::ceil(height * 0.5F));
    return std::clamp(
        px(session.settings.timeline_height),
        px(kLeastTimeline),
        std::max(px(kLeastTimeline), height - bars - views)
    );
}

struct Widths {
    float left = 0.0F;
    float right = 0.0F;
};

/// Of the panels beside the views, which keep half of the width.
Widths docked_widths(const session::Session& session, const views::Theme& theme, float width) {
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    const auto is_docked = [&](Panel panel) {
        return !folds(panel, session.window_size_pt.x) && is_panel_shown(session, panel);
    };
    const session::Settings& settings = session.settings;
    Widths out;
    out.left = is_docked(Panel::Left) ? std::max(px(settings.left_width), px(kLeastLeft)) : 0.0F;
    out.right =
        is_docked(Panel::Right) ? std::max(px(settings.right_width), px(kLeastRight)) : 0.0F;
    const float most = std::floor(width * 0.5F);
    if (const float wanted = out.left + out.right; wanted > most) {
        const float share = most / wanted;
        const float right = std::max(out.right * share, std::min(out.right, px(kLeastRight)));
        out.left = std::floor(
            std::max(std::min(out.left, most - right), std::min(out.left, px(kLeastLeft)))
        );
        out.right = std::floor(std::min(out.right, std::max(most - out.left, px(kLeastRight))));
    }
    return out;
}

float drawer_width(const views::Theme& theme, float wanted_pt, float least_pt, float width) {
    const float most = width - std::floor(theme.px(kBesideDrawer));
    return std::min(std::floor(theme.px(std::max(wanted_pt, least_pt))), most);
}

float classes_bottom(
    const session::Session& session,
    const views::Theme& theme,
    const views::Rect& right
) {
    const float share = session.settings.classes_share;
    const float height = right.size().y;
    const bool is_dragged = share != session::Settings().classes_share;
    const float least = std::min(theme.px(is_dragged ? kLeastClasses : kEnoughClasses), height);
    const float most = height - theme.px(kLeastSelection);
    if (most < least) {
        return right.max.y;
    }
    return std::floor(right.min.y + std::clamp(height * share, least, most));
}

}  // namespace

Areas arrange(const session::Session& session, const views::Theme& theme, glm::vec2 size) {
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    const session::Settings& settings = session.settings;
    const float top = px(views::measure::kTopBar);
    const float status_top = size.y - px(views::measure::kStatusBar);
    const float timeline_top = status_top - timeline_height(session, theme, size.y);
    Widths widths = docked_widths(session, theme, size.x);
    Areas areas;
    areas.top = {{0, 0}, {size.x, top}};
    areas.status = {{0, status_top}, size};
    areas.timeline = {{0, timeline_top}, {size.x, status_top}};
    areas.middle = {{widths.left, top}, {size.x - widths.right, timeline_top}};
    if (session.drawer == Panel::Left) {
        widths.left = drawer_width(theme, settings.left_width, kLeastLeft, size.x);
    } else if (session.drawer == Panel::Right) {
        widths.right = drawer_width(theme, settings.right_width, kLeastRight, size.x);
    }
    areas.left = {{0, top}, {widths.left, timeline_top}};
    areas.right = {{size.x - widths.right, top}, {size.x, timeline_top}};
    areas.classes_bottom = classes_bottom(session, theme, areas.right);
    return areas;
}

Edge edge_at(const session::Session& session, const Areas& areas, glm::vec2 mouse, float reach) {
    const auto near = [&](float at, float position) { return std::abs(at - position) <= reach; };
    const bool in_body = mouse.y > areas.top.max.y && mouse.y < areas.timeline.min.y - reach;
    if (in_body && areas.left.size().x > 0.0F && near(mouse.x, areas.left.max.x)) {
        return Edge::Left;
    }
    if (in_body && areas.right.size().x > 0.0F && near(mouse.x, areas.right.min.x)) {
        return Edge::Right;
    }
    if (in_body && mouse.x > areas.right.min.x && areas.has_selection() &&
        near(mouse.y, areas.classes_bottom)) {
        return Edge::Selection;
    }
    if (areas.timeline.size().y > 0.0F && !is_static_only(session) &&
        near(mouse.y, areas.timeline.min.y)) {
        return Edge::Timeline;
    }
    return Edge::None;
}

session::SettingsPatch drag_edge(Edge edge, const Areas& areas, glm::vec2 mouse, float scale) {
    session::SettingsPatch patch;
    switch (edge) {
        case Edge::None:
            break;
        case Edge::Left:
            patch.left_width = std::clamp(mouse.x / scale, kLeastLeft, 600.0F);
            break;
        case Edge::Right:
            patch.right_width =
                std::clamp((areas.right.max.x - mouse.x) / scale, kLeastRight, 800.0F);
            break;
        case Edge::Timeline:
            patch.timeline_height =
                std::clamp((areas.status.min.y - mouse.y) / scale, kLeastTimeline, 800.0F);
            break;
        case Edge::Selection: {
            const float height = std::max(areas.right.size().y, 1.0F);
            patch.classes_share = std::clamp((mouse.y - areas.right.min.y) / height, 0.1F, 0.9F);
            break;
        }
    }
    return patch;
}

session::SettingsPatch reset_edge(Edge edge) {
    const session::Settings defaults;
    session::SettingsPatch patch;
    switch (edge) {
        case Edge::None:
            break;
        case Edge::Left:
            patch.left_width = defaults.left_width;
            break;
        case Edge::Right:
            patch.right_width = defaults.right_width;
            break;
        case Edge::Timeline:
            patch.timeline_height = defaults.timeline_height;
            break;
        case Edge::Selection:
            patch.classes_share = defaults.classes_share;
            break;
    }
    return patch;
}

}  // namespace limn::ui
