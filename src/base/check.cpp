// SPDX-License-Identifier: MIT
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace limn {

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "limn: internal error: %s is false (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace limn
