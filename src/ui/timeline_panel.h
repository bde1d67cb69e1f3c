// SPDX-License-Identifier: MIT
/// TimelinePanel: transport, cursor, and lanes: when each entity has data, or when each class occurs.
///
/// What      Click or drag moves the cursor, from row to row or, with Alt, to any time; Shift+drag on the scale sets a
///           loop range; the wheel with Ctrl zooms about the mouse, with Shift pans; double click shows all.
/// Threads   the UI thread.
#pragma once

#include <optional>
#include <string>

#include "annotation/context.h"
#include "ui/class_lanes.h"
#include "ui/entity_lanes.h"
#include "ui/panel_context.h"
#include "ui/time_axis.h"

namespace limn::ui {

class TimelinePanel {
  public:
    /// `classes` is the context whose classes have lanes.
    void draw(
        const PanelContext& context,
        const views::Rect& rect,
        const annotation::ContextPtr& classes
    );

    /// What of the timeline is shown; the chart stands under the same axis.
    [[nodiscard]] const TimeAxis& axis() const { return axis_; }

  private:
    void transport_ui(const PanelContext& context, const views::Rect& rect);
    float buttons_ui(const PanelContext& context, const views::Rect& rect);
    void timeline_menu_ui(const PanelContext& context, glm::vec2 position, float& width);
    void speed_menu_ui(const PanelContext& context, glm::vec2 position, float& width);
    static float lane_chips_ui(const PanelContext& context, const views::Rect& rect);
    void update_axis(const PanelContext& context, const views::Rect& lanes);
    /// `names`: the corner left of the scale.
    void ruler_ui(const PanelContext& context, const views::Rect& rect, const views::Rect& names)
        const;
    void input_ui(const PanelContext& context, const views::Rect& track);
    void cursor_ui(const PanelContext& context, const views::Rect& track) const;

    TimeAxis axis_;
    TimeRange shown_range_;  ///< Timeline range that the axis was made for.
    std::string shown_timeline_;
    StoreId shown_recording_;
    bool zoomed_ = false;
    EntityLanes entity_lanes_;
    ClassLanes class_lanes_;
    std::optional<TimeInt> loop_drag_from_;
};

}  // namespace limn::ui
