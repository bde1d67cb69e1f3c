// SPDX-License-Identifier: MIT
/// TimelineIndices: time indices of the few timelines that something was logged on.
///
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "store/time_index.h"

namespace limn::store {

/// Timelines by number, as a recording counts them.
using TimelineNumber = std::uint32_t;

class TimelineIndices {
  public:
    [[nodiscard]] const TimeIndex* find(std::optional<TimelineNumber> timeline) const;
    [[nodiscard]] TimeIndex& get_or_add(TimelineNumber timeline);

  private:
    std::vector<std::pair<TimelineNumber, TimeIndex>> indices_;
};

}  // namespace limn::store
