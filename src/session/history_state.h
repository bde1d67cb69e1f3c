// SPDX-License-Identifier: MIT
/// HistoryState: what is known of the classes of a recording over time.
///
/// Threads   plain value of the UI thread; the history itself is immutable.
#pragma once

#include <cstdint>
#include <string>

#include "annotation/class_history.h"

namespace limn::session {

struct HistoryState {
    annotation::ClassHistoryPtr history;  ///< Null until it was counted once.
    std::string timeline;                 ///< That was counted last.
    std::uint64_t generation = 0;         ///< Of the recording at that time.
    annotation::TensorChoices tensors;    ///< That were counted as classes at that time.
    bool running = false;                 ///< A count is under way.
    float progress = 0.0F;                ///< 0…1, of that count.
    bool stopped = false;                 ///< By the user: nothing is counted until asked for.
    std::string problem;  ///< Why the last count has no result; empty if it has one.
};

}  // namespace limn::session
