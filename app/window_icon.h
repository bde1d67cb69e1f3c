// SPDX-License-Identifier: MIT
/// The icon of the window: what assets/limn.svg shows, as pixels of any size.
///
/// Shapes    size × size pixels, RGBA, rows from the top, not premultiplied.
#pragma once

#include <cstdint>
#include <vector>

namespace limn::app {

[[nodiscard]] std::vector<std::uint8_t> window_icon(int size);

}  // namespace limn::app
