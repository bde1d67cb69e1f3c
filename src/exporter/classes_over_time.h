// SPDX-License-Identifier: MIT
/// `limn classes --over-time`: how often the classes of an entity's context occur at every time.
///
/// Source    docs/COMMANDS.md, classes over time.
#pragma once

#include <string>

#include "exporter/classes_job.h"
#include "store/recording.h"

namespace limn::exporter {

[[nodiscard]] Result<void> classes_over_time(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& entity,
    const annotation::TensorChoices& tensors,
    const ClassesJob& job,
    Output output
);

}  // namespace limn::exporter
