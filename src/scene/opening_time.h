// SPDX-License-Identifier: MIT
/// Where the cursor stands when a recording is opened.
///
/// Threads   only reads the recording.
#pragma once

#include <string>
#include <vector>

#include "model/time.h"
#include "scene/view_spec.h"
#include "store/recording.h"

namespace limn::scene {

/// First time on the timeline at which every view shows something, else the last time.
[[nodiscard]] TimeInt opening_time(
    const store::Recording& recording,
    const std::string& timeline,
    const std::vector<ViewSpec>& views
);

}  // namespace limn::scene
