// SPDX-License-Identifier: MIT
#include "views/text_fit.h"

#include <algorithm>
#include <iterator>

namespace limn::views {
namespace {

constexpr std::string_view kEllipsis = "…";

/// Where each UTF-8 character of a text ends.
std::vector<std::size_t> character_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ends.push_back(i);
        }
    }
    return ends;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) {
            return parts;
        }
        begin = end + 1;
    }
}

}  // namespace

std::string ellipsize(std::string_view text, float max_width, const MeasureText& measure) {
    if (text.empty() || measure(text).x <= max_width) {
        return std::string(text);
    }
    const float room = max_width - measure(kEllipsis).x;
    const std::vector<std::size_t> ends = character_ends(text);
    const auto too_long = std::ranges::partition_point(ends, [&](std::size_t end) {
        return measure(text.substr(0, end)).x <= room;
    });
    const std::size_t end = too_long == ends.begin() ? ends.front() : *std::prev(too_long);
    return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::vector<std::string>
break_lines(std::string_view text, float max_width, const MeasureText& measure) {
    constexpr std::size_t kMaxLines = 12;
    std::vector<std::string> lines;
    for (const std::string_view paragraph : split(text, '\n')) {
        std::string line;
        for (const std::string_view word : split(paragraph, ' ')) {
            const std::string longer =
                line.empty() ? std::string(word) : line + " " + std::string(word);
            if (!line.empty() && measure(longer).x > max_width) {
                lines.push_back(ellipsize(line, max_width, measure));
                line = word;
            } else {
                line = longer;
            }
            if (lines.size() >= kMaxLines) {
                break;
            }
        }
        lines.push_back(ellipsize(line, max_width, measure));
        if (lines.size() >= kMaxLines) {
            lines.resize(kMaxLines);
            lines.back() = std::string(kEllipsis);
            break;
        }
    }
    return lines;
}

}  // namespace limn::views
