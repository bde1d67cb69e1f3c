// SPDX-License-Identifier: MIT
/// ClassLanes: a lane of the timeline per class of one context, with bars where it occurs.
///
/// What      Height is the amount: pixels where a class has any, else objects, else points and lines. Lanes are there
///           once the classes are counted over time; until then the count's progress is shown.
/// Threads   the UI thread.
#pragma once

#include <map>
#include <vector>

#include "annotation/class_history.h"
#include "annotation/context.h"
#include "ui/entity_lanes.h"
#include "ui/panel_context.h"
#include "ui/time_axis.h"

namespace limn::ui {

class ClassLanes {
  public:
    void draw(
        const PanelContext& context,
        const views::Rect& rect,
        float names_width,
        const TimeAxis& axis,
        const annotation::ContextPtr& classes
    );

  private:
    void lane_ui(
        const PanelContext& context,
        const annotation::ContextPtr& classes,
        const annotation::ClassSeries& series,
        const LaneRects& rects,
        const TimeAxis& axis
    );
    void name_ui(
        const PanelContext& context,
        const annotation::ContextPtr& classes,
        const annotation::ClassSeries& series,
        const views::Rect& rect,
        bool bright
    );
    void bars_ui(
        const PanelContext& context,
        const annotation::ClassSeries& series,
        const views::Rect& track,
        const TimeAxis& axis,
        Rgba8 color,
        float opacity
    );

    std::map<ClassId, std::vector<float>> amounts_;
    std::uint64_t amounts_key_ = 0;
    TimeAxis amounts_axis_;
    annotation::ClassHistoryPtr shown_;  ///< So that equal addresses mean equal counts.
};

/// Progress, or why there are no counts, with the button that helps; false if they are there.
bool class_counts_missing_ui(const PanelContext& context, const views::Rect& rect);

/// How a class is shown: the user's choices on top of what is logged.
struct ShownClass {
    std::string label;  ///< "person", or "class 7" without one.
    Rgba8 color;        ///< With the alpha of the screen.
    bool visible = true;
};

[[nodiscard]] ShownClass
shown_class(const PanelContext& context, const annotation::ResolvedContext& classes, ClassId id);

/// Is the class itself selected, or something of it?
[[nodiscard]] bool is_class_selected(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    ClassId id
);

/// Items of a menu: previous, next, first and last time of a class.
void class_time_menu_ui(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    ClassId id
);

}  // namespace limn::ui
