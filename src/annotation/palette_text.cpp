// SPDX-License-Identifier: MIT
#include "annotation/palette_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string>

namespace limn::annotation {
namespace {

/// Empty lines and comments may stand between the classes.
constexpr std::size_t kMaxLines = 2 * kMaxPaletteClasses;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

template <typename Number>
std::optional<Number> parse(std::string_view text) {
    text = trimmed(text);
    Number value{};
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && rest == end ? std::optional(value) : std::nullopt;
}

}  // namespace

Result<std::vector<TextLine>> lines_of(std::string_view text) {
    std::vector<TextLine> lines;
    while (!text.empty()) {
        if (lines.size() == kMaxLines) {
            return fail(ErrorCode::TooLarge, fmt::format("more than {} lines", kMaxLines));
        }
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back({lines.size() + 1, text.substr(0, end)});
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
    }
    return lines;
}

std::size_t line_at(std::string_view text, std::size_t position) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < std::min(position, text.size()); ++i) {
        const bool is_half = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        line += text[i] == '\n' || (text[i] == '\r' && !is_half) ? 1U : 0U;
    }
    return line;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<std::uint64_t> to_number(std::string_view text) {
    return parse<std::uint64_t>(text);
}

std::optional<double> to_real(std::string_view text) {
    return parse<double>(text);
}

std::optional<std::uint8_t> to_channel(std::string_view text) {
    const auto value = to_real(text);
    if (!value || !(*value >= 0.0 && *value <= 255.0) || *value != std::floor(*value)) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(*value);
}

std::optional<Rgba8> color_from_text(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('#')) {
        return parse_hex_color(text);
    }
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return parse_hex_color(fmt::format("#{}", text.substr(2)));
    }
    if (text.starts_with("rgb")) {
        text.remove_prefix(text.starts_with("rgba") ? 4 : 3);
    }
    std::string numbers(text);
    std::ranges::replace_if(
        numbers,
        [](char c) { return std::string_view("()[],;").find(c) != std::string_view::npos; },
        ' '
    );
    const auto words = words_of(numbers);
    if (words.size() != 3 && words.size() != 4) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto channel = to_channel(words[i]);
        if (!channel) {
            return std::nullopt;
        }
        channels[i] = *channel;
    }
    return Rgba8{channels[0], channels[1], channels[2], channels[3]};
}

std::string lower_case(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), lower);
    return small;
}

bool is_plain_number(std::string_view text) {
    return !has_letter(text) && to_real(text).has_value();
}

bool has_many_numbers(std::string_view text) {
    constexpr std::size_t kMany = 3;
    const auto words = words_of(text);
    const auto are_numbers = [](std::span<const std::string_view> part) {
        return std::ranges::all_of(part, is_plain_number);
    };
    return words.size() >= kMany && (are_numbers(std::span(words).first(kMany)) ||
                                     are_numbers(std::span(words).last(kMany)));
}

bool has_letter(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

bool ends_with_ignoring_case(std::string_view text, std::string_view lower_end) {
    return text.size() >= lower_end.size() &&
           std::ranges::equal(text.substr(text.size() - lower_end.size()), lower_end, {}, lower);
}

tl::unexpected<Error> wrong_line(std::size_t number, std::string_view what) {
    return fail(ErrorCode::InvalidArgument, fmt::format("line {}: {}", number, what));
}

}  // namespace limn::annotation
