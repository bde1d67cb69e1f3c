// SPDX-License-Identifier: MIT
/// How a view wants its masks, and which style table stands for which slot while it is drawn.
///
/// Threads   plain values.
#pragma once

#include <cstdint>

#include "draw/style_table.h"

namespace limn::draw {

enum class MaskMode : std::uint8_t { Fill, Outline, Both };

/// What one StyleSlot of a draw list stands for.
struct StyleBinding {
    const StyleTable* table = nullptr;
    std::uint64_t table_id = 0;  ///< Identity of the table over frames, for partial uploads.
    StyleMode mode;
};

}  // namespace limn::draw
