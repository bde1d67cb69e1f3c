// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <fmt/format.h>

#include <array>

namespace limn {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Length of the valid UTF-8 sequence at the front, or 0.
std::size_t utf8_sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80U) {
        return 1;
    }
    std::size_t length = 0;
    char32_t code = 0;
    if ((lead & 0xE0U) == 0xC0U) {
        length = 2;
        code = lead & 0x1FU;
    } else if ((lead & 0xF0U) == 0xE0U) {
        length = 3;
        code = lead & 0x0FU;
    } else if ((lead & 0xF8U) == 0xF0U) {
        length = 4;
        code = lead & 0x07U;
    }
    if (length == 0 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return 0;
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= kSmallest.at(length) && code <= 0x10FFFF && !is_surrogate ? length : 0;
}

}  // namespace

std::strong_ordering natural_compare(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const auto number = [](std::string_view text, std::size_t& at) {
                while (at < text.size() && text[at] == '0') {
                    ++at;
                }
                const std::size_t start = at;
                while (at < text.size() && is_digit(text[at])) {
                    ++at;
                }
                return text.substr(start, at - start);
            };
            const std::string_view left = number(a, i);
            const std::string_view right = number(b, j);
            if (left.size() != right.size()) {
                return left.size() <=> right.size();
            }
            if (const int order = left.compare(right); order != 0) {
                return order <=> 0;
            }
            continue;
        }
        if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) <=> static_cast<unsigned char>(b[j]);
        }
        ++i;
        ++j;
    }
    if (const auto order = (a.size() - i) <=> (b.size() - j); order != 0) {
        return order;
    }
    return a.compare(b) <=> 0;
}

std::string group_digits(std::uint64_t value) {
    std::string digits = std::to_string(value);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, "\u2009");
    }
    return digits;
}

std::string short_count(std::uint64_t value) {
    if (value < 10'000) {
        return std::to_string(value);
    }

    struct Unit {
        double size;
        const char* name;
    };

    constexpr std::array<Unit, 4> kUnits{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}}};
    for (const Unit& unit : kUnits) {
        const double scaled = static_cast<double>(value) / unit.size;
        if (scaled >= 1.0) {
            return fmt::format("{:.{}f} {}", scaled, scaled < 100.0 ? 1 : 0, unit.name);
        }
    }
    return std::to_string(value);
}

std::string format_bytes(std::uint64_t bytes) {
    const double value = static_cast<double>(bytes);
    if (bytes < 1000) {
        return fmt::format("{} B", bytes);
    }
    if (bytes < 1'000'000) {
        return fmt::format("{:.0f} kB", value / 1e3);
    }
    if (bytes < 1'000'000'000) {
        return fmt::format("{:.0f} MB", value / 1e6);
    }
    return fmt::format("{:.1f} GB", value / 1e9);
}

std::string valid_utf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8_sequence_length(text);
        if (length == 0) {
            result += "\uFFFD";
            text.remove_prefix(1);
        } else {
            result += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return result;
}

}  // namespace limn
