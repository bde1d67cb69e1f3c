// SPDX-License-Identifier: MIT
/// FrameInfo: facts about the program that the bars show.
///
/// Threads   plain value, for one frame.
#pragma once

#include <cstdint>

#include "store/payload_cache.h"

namespace limn::ui {

struct FrameInfo {
    float frame_ms = 0.0F;           ///< CPU time of the last frame, for the status bar.
    std::uint64_t memory_bytes = 0;  ///< Resident size.
    store::PayloadUse data;          ///< Of what was loaded.
    bool can_undo = false;
    bool can_redo = false;
};

}  // namespace limn::ui
