// SPDX-License-Identifier: MIT
/// TimeAxis: which part of a timeline is on the screen, and where.
///
/// What      Positions are counted in time units from a whole time near the left edge, so that they are exact to a small
///           part of what is visible, however far the times lie from zero. Each time is the middle of a cell one unit wide.
/// Units     times of the timeline; pixels of the window.
/// Threads   plain values and functions; tested without a window.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "store/time_buckets.h"

namespace limn::ui {

struct TimeAxis {
    TimeInt origin = 0;   ///< The time that positions are counted from.
    double first = -0.5;  ///< Left edge, in units after `origin`.
    double span = 1.0;    ///< Units from edge to edge; at least 1.
    float left_px = 0.0F;
    float right_px = 1.0F;

    /// The whole range with the cells of its first and last time. An empty range counts as the time 0.
    [[nodiscard]] static TimeAxis of(const TimeRange& range, float left_px, float right_px);

    /// `fraction` is a part of a unit after `time`.
    [[nodiscard]] float x_of(TimeInt time, double fraction = 0.0) const;

    /// The time whose cell lies under x.
    [[nodiscard]] TimeInt time_at(float x) const;

    /// The times whose cells lie between the edges, also in part.
    [[nodiscard]] TimeRange visible() const;

    [[nodiscard]] float units_to_px(double units) const;

    /// Zooms by `factor` (< 1: closer) so that the time under x stays; down to one unit.
    void zoom(float x, double factor);

    /// Shows what lies `share` of the width further to the right.
    void pan(double share);

    /// Moves and shrinks what is shown until it has the range in it for the greater part, or lies inside of it.
    void keep_near(const TimeRange& range);

    friend bool operator==(const TimeAxis&, const TimeAxis&) = default;

  private:
    [[nodiscard]] double width_px() const;
    void move_origin();
};

/// A tick of the scale, and what is written beside it: short, as the rest stands in `Ruler::base`.
struct Tick {
    TimeInt time = 0;
    std::string text;
    float width_px = 0.0F;  ///< Of the text.
};

struct Ruler {
    std::vector<Tick> ticks;
    std::string
        base;  ///< What all ticks have in common and leave out: "10:00:05", "#1700000000"; often empty.
};

/// Ticks at round times, at least `min_gap_px` apart. A single tick at a part of a second shows at most the given number of its digits.
[[nodiscard]] Ruler
make_ruler(const TimeAxis& axis, TimeKind kind, float min_gap_px, int most_digits = 9);

/// Ticks so far apart that their texts fit between them with a margin. `width_of` measures a text.
[[nodiscard]] Ruler fitting_ruler(
    const TimeAxis& axis,
    TimeKind kind,
    float min_gap_px,
    float margin_px,
    const std::function<float(const std::string&)>& width_of,
    int most_digits = 9
);

/// Where a tick and its text stand; a text without room is left out.
struct PlacedTick {
    float x_px = 0.0F;
    std::optional<float> text_left_px;
};

/// Texts right of their ticks, or left of them at the right edge; no two overlap, and none crosses an edge.
[[nodiscard]] std::vector<PlacedTick> place_ticks(
    const TimeAxis& axis,
    const Ruler& ruler,
    float margin_px,
    float left_px,
    float right_px
);

/// The visible times in parts that are `min_px` wide or, where that is more, one time each. Their borders stay where they
/// are while the axis is panned.
[[nodiscard]] store::TimeBuckets axis_buckets(const TimeAxis& axis, float min_px);

/// From where to where a mark of these times reaches.
struct MarkSpan {
    float left_px = 0.0F;
    float right_px = 0.0F;
};

/// The cells of the times, at least `min_px` and at most `max_px` wide around their middle. Neighbours keep a gap where there
/// is room for it.
[[nodiscard]] MarkSpan
mark_span(const TimeAxis& axis, const TimeRange& times, float min_px, float max_px = 1.0e9F);

}  // namespace limn::ui
