// SPDX-License-Identifier: MIT
/// ClassChart: the amounts of classes over time as curves, in a small floating panel.
///
/// What      The selected classes of the shown context, or its largest ones if none is selected. Pixels or
///           instances; a click seeks; what is shown can be saved as CSV or JSON.
/// Threads   the UI thread.
#pragma once

#include <optional>
#include <vector>

#include "annotation/class_history.h"
#include "annotation/context.h"
#include "ui/class_amounts.h"
#include "ui/panel_context.h"
#include "ui/time_axis.h"
#include "views/rect.h"

namespace limn::ui {

class ClassChart {
  public:
    /// Stands at the lower right of `room`; `axis` is the timeline's.
    void draw(
        const PanelContext& context,
        const views::Rect& room,
        const TimeAxis& axis,
        const annotation::ContextPtr& classes
    );

  private:
    using Chosen = std::vector<const annotation::ClassSeries*>;

    /// What stands along the plot's height.
    struct AmountScale {
        AmountKind kind = AmountKind::Pixels;
        std::uint64_t most = 1;
    };

    void header_ui(
        const PanelContext& context,
        const views::Rect& rect,
        const annotation::ResolvedContext& classes,
        const Chosen& chosen
    );
    void plot_ui(
        const PanelContext& context,
        const views::Rect& rect,
        const TimeAxis& axis,
        const annotation::ResolvedContext& classes,
        const Chosen& chosen
    ) const;
    void curve_ui(
        const PanelContext& context,
        const views::Rect& plot,
        const TimeAxis& axis,
        const annotation::ClassSeries& series,
        Rgba8 color,
        AmountScale scale
    ) const;
    void legend_ui(
        const PanelContext& context,
        const views::Rect& rect,
        const annotation::ResolvedContext& classes,
        const Chosen& chosen,
        TimeInt time
    ) const;

    [[nodiscard]] AmountKind kind_of(const Chosen& chosen) const;

    std::optional<AmountKind> kind_;  ///< Chosen by hand; else pixels if there are any.
};

}  // namespace limn::ui
