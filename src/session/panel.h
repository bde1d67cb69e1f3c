// SPDX-License-Identifier: MIT
/// Panel: what stands around the views.
///
/// Threads   plain value.
#pragma once

#include <cstdint>

namespace limn::session {

enum class Panel : std::uint8_t { Left, Right, Timeline };

}  // namespace limn::session
