// SPDX-License-Identifier: MIT
/// `limn query`: values of one component of one entity, at a time or over a range.
///
/// Source    docs/COMMANDS.md, query.
#pragma once

#include <optional>
#include <string>

#include "exporter/load.h"

namespace limn::exporter {

struct QueryJob {
    Input input;
    std::string entity;
    std::string component;
    TimeChoice cursor;
    std::optional<TimeRange> range;  ///< Instead of a time.
    bool json = false;
};

[[nodiscard]] Result<void> query(const QueryJob& job, Output output);

}  // namespace limn::exporter
