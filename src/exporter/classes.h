// SPDX-License-Identifier: MIT
/// `limn classes`: the classes that apply to an entity at a time, and how often they occur.
///
/// Source    docs/COMMANDS.md, classes.
#pragma once

#include <optional>
#include <string>

#include "exporter/load.h"

namespace limn::exporter {

struct ClassesJob {
    Input input;
    std::string entity;
    TimeChoice cursor;
    std::optional<std::string> styles;  ///< File of choices.
    bool json = false;
};

[[nodiscard]] Result<void> classes(const ClassesJob& job, Output output);

}  // namespace limn::exporter
