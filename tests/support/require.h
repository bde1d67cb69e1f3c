// SPDX-License-Identifier: MIT
/// What must hold for every input of a fuzz target.
#pragma once

#include <cstdlib>

namespace limn::test {

/// Ends the program where it does not, so that the input is kept.
inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace limn::test
