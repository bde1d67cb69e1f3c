// SPDX-License-Identifier: MIT
#include "process_memory.h"

#include <unistd.h>

#include <fstream>

namespace limn::app {

std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t total_pages = 0;
    std::uint64_t resident_pages = 0;
    if (!(file >> total_pages >> resident_pages)) {
        return 0;
    }
    const long page_bytes = sysconf(_SC_PAGESIZE);
    return page_bytes > 0 ? resident_pages * static_cast<std::uint64_t>(page_bytes) : 0;
}

}  // namespace limn::app
