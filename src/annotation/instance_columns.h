// SPDX-License-Identifier: MIT
/// Columns that decide about instances, read by the Arrow type that their archetype gives them.
///
/// What      A column of another type holds no instances: it is reported and ignored where it is drawn,
///           so it must not count.
/// Threads   pure function.
#pragma once

#include <cstddef>
#include <string_view>

#include "store/recording.h"

namespace limn::annotation {

/// How many values the cell holds; 0 if its type is not that of the component. For instance columns,
/// finite columns and poses of the archetypes (model/archetypes.h).
[[nodiscard]] std::size_t num_values(std::string_view component, const store::Cell& cell);

}  // namespace limn::annotation
