// SPDX-License-Identifier: MIT
/// `limn classes`: the classes that apply to an entity, and how often they occur at a time or over time.
///
/// Source    docs/COMMANDS.md, classes.
#pragma once

#include "exporter/classes_job.h"

namespace limn::exporter {

[[nodiscard]] Result<void> classes(const ClassesJob& job, Output output);

}  // namespace limn::exporter
