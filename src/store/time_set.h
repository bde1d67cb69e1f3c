// SPDX-License-Identifier: MIT
/// TimeSet: distinct times, for stepping.
///
/// Threads   const members from any thread while nothing is inserted.
#pragma once

#include <optional>
#include <vector>

#include "store/row_run.h"
#include "store/sorted_levels.h"

namespace limn::store {

class TimeSet {
  public:
    void insert(const RowRun& run);

    [[nodiscard]] std::optional<TimeInt> next(TimeInt after) const;
    [[nodiscard]] std::optional<TimeInt> previous(TimeInt before) const;

  private:
    /// Leaves out of sorted, distinct times those that are there already.
    [[nodiscard]] std::vector<TimeInt> without_known(std::vector<TimeInt> times) const;

    SortedLevels<TimeInt> times_;
};

}  // namespace limn::store
