// SPDX-License-Identifier: MIT
/// TimeControl: the cursor on a timeline, and how it moves.
///
/// Units     `cursor` is a time of the timeline; `advance` takes seconds of real time. Sequence
///           timelines move `fps` numbers per second at speed 1.
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <string>

#include "model/time.h"

namespace limn::session {

enum class LoopMode : std::uint8_t { Off, All, Range };

struct TimeControl {
    std::string timeline;  ///< Empty: static data only.
    TimeKind kind = TimeKind::Sequence;
    TimeInt cursor = 0;
    double fraction = 0.0;  ///< Part of a time unit that play has moved beyond `cursor`.
    TimeRange range;        ///< Of the timeline.
    bool playing = false;
    bool follow = false;  ///< Stays at the end while data arrives.
    double speed = 1.0;
    double fps = 30.0;
    LoopMode loop = LoopMode::Off;
    TimeRange loop_range;

    /// Moves the cursor; stops, wraps or waits at the end. True if it moved. Whoever drives it caps
    /// the seconds of a frame that came late.
    bool advance(double seconds);

    /// Clamped to the range.
    void set_cursor(TimeInt time);
};

}  // namespace limn::session
