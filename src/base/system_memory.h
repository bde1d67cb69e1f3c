// SPDX-License-Identifier: MIT
/// How much memory the machine has.
#pragma once

#include <cstdint>

namespace limn {

/// Bytes of RAM; 0 if the system does not say.
[[nodiscard]] std::uint64_t physical_memory();

/// What recordings and decoded pictures may take where nobody said: half of the RAM.
[[nodiscard]] std::uint64_t default_memory_limit();

}  // namespace limn
