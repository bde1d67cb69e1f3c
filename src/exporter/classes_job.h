// SPDX-License-Identifier: MIT
/// ClassesJob: what `limn classes` is asked for.
///
/// Threads   plain value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exporter/load.h"

namespace limn::exporter {

struct ClassesJob {
    Input input;
    std::string entity;
    TimeChoice cursor;
    std::optional<std::string> styles;    ///< File of choices.
    std::vector<std::string> as_classes;  ///< Tensors that are counted as masks.
    bool over_time = false;  ///< At every time of the timeline, instead of at the cursor.
    bool json = false;
    bool csv = false;    ///< With `over_time`.
    bool dense = false;  ///< With `csv`: a row for every time of every class, zeros included.
};

}  // namespace limn::exporter
