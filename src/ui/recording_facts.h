// SPDX-License-Identifier: MIT
/// What is known of a recording as a whole: where it is from, its timelines, its properties.
///
/// Threads   the UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/panel_context.h"
#include "ui/value_text.h"

namespace limn::ui {

struct Fact {
    std::string name;
    std::string value;
    std::string full;  ///< Times with all digits; empty: as `value`.
};

/// Origin and timelines.
[[nodiscard]] std::vector<Fact>
recording_facts(const session::RecordingState& state, const store::Recording& recording);

/// A component of a reserved entity.
struct Property {
    EntityPath entity;
    std::string component;
    std::string name;  ///< "start time", "camera exposure".
};

/// Those that the SDK writes by itself before the user's.
[[nodiscard]] std::vector<Property> properties_of(const store::Recording& recording);

/// Properties hold for the recording as a whole: their last values count, wherever the cursor is.
[[nodiscard]] store::LatestAtQuery properties_query(const store::Recording& recording);

/// Nanoseconds since 1970.
inline constexpr std::string_view kStartTime = "RecordingInfo:start_time";
inline constexpr std::string_view kNotSetAtLast = "not set at the last time";

/// Of the values of `kStartTime`.
[[nodiscard]] std::string start_time_text(const arrow::Array& values, Digits digits);

/// "name: run 7, started 2026-11-28 …", a line each; for tooltips. Empty without properties.
[[nodiscard]] std::string properties_text(const store::Recording& recording);

}  // namespace limn::ui
