// SPDX-License-Identifier: MIT
/// TimelinePanel: transport, cursor, and a lane per entity that shows when it has data.
///
/// What      Click or drag moves the cursor; Shift+drag on the scale sets a loop range; the wheel
///           with Ctrl zooms about the mouse, with Shift pans; double click shows all.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/panel_context.h"

namespace limn::ui {

/// Which part of a timeline is on the screen. Plain arithmetic, tested without a window.
struct TimeAxis {
    double first = 0.0;  ///< Time at the left edge.
    double last = 1.0;   ///< Time at the right edge; > first.
    float left_px = 0.0F;
    float right_px = 1.0F;

    [[nodiscard]] float x_of(double time) const;
    [[nodiscard]] double time_at(float x) const;

    /// Zooms by `factor` (< 1: closer) so that the time under x stays.
    void zoom(float x, double factor);
};

/// Positions of ruler ticks: round times, at least `min_gap_px` apart.
[[nodiscard]] std::vector<TimeInt>
ruler_ticks(const TimeAxis& axis, TimeKind kind, float min_gap_px);

class TimelinePanel {
  public:
    void draw(const PanelContext& context, const views::Rect& rect);

  private:
    struct Lane {
        EntityPath entity;
        int depth = 0;
    };

    void transport_ui(const PanelContext& context, const views::Rect& rect);
    float buttons_ui(const PanelContext& context, const views::Rect& rect);
    void timeline_menu_ui(const PanelContext& context, glm::vec2 position, float& width);
    void speed_menu_ui(const PanelContext& context, glm::vec2 position, float& width);
    void refresh_lanes(const PanelContext& context);
    void update_axis(const PanelContext& context, const views::Rect& lanes);
    void ruler_ui(const PanelContext& context, const views::Rect& rect) const;
    void lanes_ui(const PanelContext& context, const views::Rect& rect, float names_width);
    void lane_ui(
        const PanelContext& context,
        const Lane& lane,
        const views::Rect& name,
        const views::Rect& track
    );
    void density_ui(
        const PanelContext& context,
        const EntityPath& entity,
        const views::Rect& track,
        bool bright
    );
    void input_ui(const PanelContext& context, const views::Rect& track);
    void cursor_ui(const PanelContext& context, const views::Rect& track) const;

    TimeAxis axis_;
    TimeRange shown_range_;  ///< Timeline range that the axis was made for.
    std::string shown_timeline_;
    StoreId shown_recording_;
    bool zoomed_ = false;
    std::vector<Lane> lanes_;
    std::uint64_t lanes_key_ = 0;
    std::map<EntityPath, std::vector<std::uint32_t>> densities_;
    std::uint64_t densities_key_ = 0;
    std::optional<TimeInt> loop_drag_from_;
};

}  // namespace limn::ui
