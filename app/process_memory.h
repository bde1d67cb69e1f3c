// SPDX-License-Identifier: MIT
/// How much memory this program uses.
#pragma once

#include <cstdint>

namespace limn::app {

/// Resident bytes; 0 where the system does not tell.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace limn::app
