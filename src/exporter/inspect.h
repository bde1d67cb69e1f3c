// SPDX-License-Identifier: MIT
/// `limn inspect`: what is in recordings.
///
/// Source    docs/COMMANDS.md, inspect.
#pragma once

#include "exporter/load.h"

namespace limn::exporter {

struct InspectJob {
    Input input;
    bool json = false;
};

[[nodiscard]] Result<void> inspect(const InspectJob& job, Output output);

}  // namespace limn::exporter
