// SPDX-License-Identifier: MIT
/// IEEE 754 half precision → float, exactly.
///
/// Threads   pure function.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace limn {

[[nodiscard]] inline float half_to_float(std::uint16_t half) {
    const float sign = (half & 0x8000U) != 0 ? -1.0F : 1.0F;
    const int exponent = (half >> 10U) & 0x1F;
    const auto fraction = static_cast<float>(half & 0x3FFU);
    if (exponent == 0x1F) {
        return (half & 0x3FFU) != 0 ? std::numeric_limits<float>::quiet_NaN()
                                    : sign * std::numeric_limits<float>::infinity();
    }
    if (exponent == 0) {
        return sign * std::ldexp(fraction, -24);
    }
    return sign * std::ldexp(1024.0F + fraction, exponent - 25);
}

}  // namespace limn
