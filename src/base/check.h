// SPDX-License-Identifier: MIT
/// LIMN_CHECK: invariants of our own code, on in release builds too. Never used on outside data.
#pragma once

namespace limn {

/// Prints the failed condition with its place and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace limn

#define LIMN_CHECK(condition)                                     \
    do {                                                          \
        if (!(condition)) {                                       \
            ::limn::check_failed(#condition, __FILE__, __LINE__); \
        }                                                         \
    } while (false)
