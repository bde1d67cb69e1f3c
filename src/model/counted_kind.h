// SPDX-License-Identifier: MIT
/// Numbers of what is counted, in words.
///
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "model/archetypes.h"

namespace limn {

/// "1 skeleton", "2 boxes", "41 208 points".
[[nodiscard]] std::string counted(std::uint64_t number, CountKind kind);

}  // namespace limn
