// SPDX-License-Identifier: MIT
/// SHA-256, for the one field of a recording's index that asks for it. Not for secrets.
///
/// Source    FIPS 180-4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace limn::rrd {

[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::span<const std::byte> bytes);

}  // namespace limn::rrd
