// SPDX-License-Identifier: MIT
/// The fonts that were built into the program, as the bytes of their files.
///
/// Threads   constants.
#pragma once

#include <cstddef>
#include <span>

namespace limn::assets {

[[nodiscard]] std::span<const std::byte> font_regular();
[[nodiscard]] std::span<const std::byte> font_semibold();
[[nodiscard]] std::span<const std::byte> font_icons();

}  // namespace limn::assets
