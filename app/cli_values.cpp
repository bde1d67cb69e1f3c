// SPDX-License-Identifier: MIT
#include "cli_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "base/system_memory.h"

namespace limn::app {
namespace {

constexpr std::uint32_t kMaxSize = 65536;

/// The whole text as a number.
template <typename T>
std::optional<T> parse_number(std::string_view text) {
    T value{};
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end) {
        return std::nullopt;
    }
    return value;
}

/// Digits and a sign, of any length.
bool is_integer(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Calls `visitor` with each part; false as soon as it says so.
template <typename Visitor>
bool for_each_part(std::string_view text, char separator, Visitor&& visitor) {
    while (true) {
        const std::size_t at = text.find(separator);
        if (!visitor(text.substr(0, at))) {
            return false;
        }
        if (at == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(at + 1);
    }
}

std::optional<double> unit_bytes(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, double>, 15> kUnits{{
        {"", 1.0},
        {"b", 1.0},
        {"k", 1e3},
        {"kb", 1e3},
        {"kib", 1024.0},
        {"m", 1e6},
        {"mb", 1e6},
        {"mib", 1048576.0},
        {"g", 1e9},
        {"gb", 1e9},
        {"gib", 1073741824.0},
        {"t", 1e12},
        {"tb", 1e12},
        {"tib", 1099511627776.0},
        {"%", 0.0},
    }};
    std::string lower(unit);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto known = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& one) {
        return one.first == lower;
    });
    return known == kUnits.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace

Result<std::optional<TimeInt>> parse_time(std::string_view text) {
    const auto time = parse_number<TimeInt>(text);
    const bool is_too_large = !time && is_integer(text);
    if (is_too_large || (time && *time < kMinTime)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("times reach from {} to {}", kMinTime, kMaxTime)
        );
    }
    return time;
}

Result<std::optional<TimeRange>> parse_range(std::string_view text) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        return std::nullopt;
    }
    LIMN_TRY(const auto first, parse_time(text.substr(0, dots)));
    LIMN_TRY(const auto last, parse_time(text.substr(dots + 2)));
    if (!first || !last) {
        return std::nullopt;
    }
    if (*first > *last) {
        return fail(ErrorCode::InvalidArgument, "the first time must not be after the second");
    }
    return TimeRange{*first, *last};
}

std::optional<glm::uvec2> parse_size(std::string_view text) {
    const std::size_t x = text.find_first_of("xX");
    if (x == std::string_view::npos) {
        return std::nullopt;
    }
    const auto width = parse_number<std::uint32_t>(text.substr(0, x));
    const auto height = parse_number<std::uint32_t>(text.substr(x + 1));
    const auto is_sound = [](const auto& side) { return side && *side > 0 && *side <= kMaxSize; };
    if (!is_sound(width) || !is_sound(height)) {
        return std::nullopt;
    }
    return glm::uvec2(*width, *height);
}

std::optional<glm::dvec3> parse_vec3(std::string_view text) {
    glm::dvec3 value(0.0);
    glm::length_t count = 0;
    const bool sound = for_each_part(text, ',', [&](std::string_view part) {
        const auto number = parse_number<double>(part);
        if (!number || !std::isfinite(*number) || count == 3) {
            return false;
        }
        value[count++] = *number;
        return true;
    });
    return sound && count == 3 ? std::optional(value) : std::nullopt;
}

std::optional<exporter::ClassSelector> parse_selector(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return std::nullopt;
    }
    exporter::ClassSelector selector;
    selector.entity = std::string(text.substr(0, colon));
    const bool sound = for_each_part(text.substr(colon + 1), ',', [&](std::string_view part) {
        const auto id = parse_number<ClassId>(part);
        if (!id) {
            return false;
        }
        selector.classes.push_back(*id);
        return true;
    });
    return sound ? std::optional(selector) : std::nullopt;
}

std::optional<float> parse_percent(std::string_view text) {
    if (!text.ends_with('%')) {
        return std::nullopt;
    }
    constexpr float kMostPercent = 100.0F;
    const auto percent = parse_number<float>(text.substr(0, text.size() - 1));
    const bool is_sound = percent && *percent >= 0.0F && *percent <= kMostPercent;
    return is_sound ? std::optional(*percent / kMostPercent) : std::nullopt;
}

std::optional<float> parse_bone_width(std::string_view text) {
    const auto width = parse_number<float>(text);
    const bool is_sound = width && *width > 0.0F && *width <= 2.0F * session::kMaxBoneRadiusPt;
    return is_sound ? std::optional(*width * 0.5F) : std::nullopt;
}

std::optional<std::uint64_t> parse_memory(std::string_view text) {
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || !std::isfinite(number) || number <= 0.0) {
        return std::nullopt;
    }
    const std::string_view unit(stopped, static_cast<std::size_t>(end - stopped));
    const auto scale = unit_bytes(unit);
    if (!scale || (unit == "%" && number > 100.0)) {
        return std::nullopt;
    }
    const double bytes =
        unit == "%" ? number / 100.0 * static_cast<double>(physical_memory()) : number * *scale;
    constexpr double kMost = 9e18;
    return static_cast<std::uint64_t>(std::min(bytes, kMost));
}

}  // namespace limn::app
