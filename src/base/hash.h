// SPDX-License-Identifier: MIT
/// Stable 64-bit hashes: the same on every machine and in every run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace limn {

/// xxHash64 of the bytes.
[[nodiscard]] std::uint64_t hash_bytes(std::span<const std::byte> bytes, std::uint64_t seed = 0);
[[nodiscard]] std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0);

/// Order matters.
[[nodiscard]] constexpr std::uint64_t hash_combine(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 12U) + (a >> 4U));
    x ^= x >> 32U;
    x *= 0xD6E8FEB86659FD93ULL;
    x ^= x >> 32U;
    return x;
}

}  // namespace limn
