// SPDX-License-Identifier: MIT
/// Numbers of things in words: "1 frame", "2 frames".
///
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"

namespace limn {

/// The noun for a number: "frame" for 1, else the plural, which is the noun and an s unless it is given.
[[nodiscard]] inline std::string
noun_for(std::uint64_t number, std::string_view noun, std::string_view plural = {}) {
    if (number == 1) {
        return std::string(noun);
    }
    return plural.empty() ? std::string(noun) + "s" : std::string(plural);
}

/// "1 frame", "41 208 frames".
[[nodiscard]] inline std::string
counted(std::uint64_t number, std::string_view noun, std::string_view plural = {}) {
    return group_digits(number) + " " + noun_for(number, noun, plural);
}

/// "1 frame", "41.2 k frames", where there is little room.
[[nodiscard]] inline std::string
counted_short(std::uint64_t number, std::string_view noun, std::string_view plural = {}) {
    return short_count(number) + " " + noun_for(number, noun, plural);
}

}  // namespace limn
