// SPDX-License-Identifier: MIT
/// What is known of a recording as a whole: where it is from, its timelines, its properties.
///
/// Threads   the UI thread.
#pragma once

#include <string>
#include <vector>

#include "ui/panel_context.h"

namespace limn::ui {

struct Fact {
    std::string name;
    std::string value;
    bool is_heading = false;  ///< `name` is the title of those that follow.
    std::string full;         ///< Times with all digits; empty: as `value`.
};

/// Properties last; those that the SDK writes by itself before the user's.
[[nodiscard]] std::vector<Fact>
recording_facts(const session::RecordingState& state, const store::Recording& recording);

/// "name: run 7, started 2026-11-28 …", a line each; for tooltips. Empty without properties.
[[nodiscard]] std::string properties_text(const store::Recording& recording);

}  // namespace limn::ui
