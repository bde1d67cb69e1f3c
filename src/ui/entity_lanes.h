// SPDX-License-Identifier: MIT
/// EntityLanes: a lane of the timeline per entity, with bars where it has data.
///
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "ui/panel_context.h"
#include "ui/time_axis.h"
#include "views/rect.h"

namespace limn::ui {

/// The narrowest mark of a lane, in points.
inline constexpr float kMarkPoints = 3.0F;

/// The widest mark of a moment, in points: only numbers of a sequence last until the next one.
inline constexpr float kMomentPoints = 24.0F;

/// The two parts of a lane.
struct LaneRects {
    views::Rect name;
    views::Rect track;
};

class EntityLanes {
  public:
    void draw(
        const PanelContext& context,
        const views::Rect& rect,
        float names_width,
        const TimeAxis& axis
    );

  private:
    struct Lane {
        EntityPath entity;
        int depth = 0;
    };

    void refresh(const PanelContext& context, const TimeAxis& axis);
    void lane_ui(
        const PanelContext& context,
        const Lane& lane,
        const LaneRects& rects,
        const TimeAxis& axis
    );
    void density_ui(
        const PanelContext& context,
        const EntityPath& entity,
        const views::Rect& track,
        const TimeAxis& axis,
        bool bright
    );

    std::vector<Lane> lanes_;
    std::uint64_t lanes_key_ = 0;
    std::map<EntityPath, std::vector<std::uint32_t>> densities_;
    std::uint64_t densities_key_ = 0;
    TimeAxis densities_axis_;
};

}  // namespace limn::ui
