// SPDX-License-Identifier: MIT
#include "base/system_memory.h"

#include <unistd.h>

namespace limn {
namespace {

/// Where the system does not say how much there is.
constexpr std::uint64_t kSomeMemory = std::uint64_t{4} << 30U;

}  // namespace

std::uint64_t physical_memory() {
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page_bytes = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || page_bytes <= 0) {
        return 0;
    }
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_bytes);
}

std::uint64_t default_memory_limit() {
    const std::uint64_t all = physical_memory();
    return all > 0 ? all / 2 : kSomeMemory;
}

}  // namespace limn
