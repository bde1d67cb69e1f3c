// SPDX-License-Identifier: MIT
#include "views/instance_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "store/component_view.h"

namespace limn::views {
namespace {

/// What follows the last colon or dot of a component's name.
std::string_view field_name(std::string_view component) {
    const std::size_t end = component.find_last_of(":.");
    return end == std::string_view::npos ? component : component.substr(end + 1);
}

bool is_score(std::string_view component) {
    constexpr std::array<std::string_view, 7> kNames{
        "score",
        "scores",
        "confidence",
        "confidences",
        "conf",
        "probability",
        "probabilities"};
    return std::ranges::find(kNames, field_name(component)) != kNames.end();
}

std::optional<double> number_at(const arrow::Array& values, std::size_t index) {
    if (!values.is_valid(static_cast<std::int64_t>(index))) {
        return std::nullopt;
    }
    if (const auto floats = values.values<float>(); index < floats.size()) {
        return static_cast<double>(floats[index]);
    }
    if (const auto doubles = values.values<double>(); index < doubles.size()) {
        return doubles[index];
    }
    return std::nullopt;
}

std::string one_line(std::string_view text) {
    std::string line = valid_utf8(text);
    std::ranges::replace_if(
        line,
        [](char c) { return c == '\n' || c == '\r' || c == '\t'; },
        ' '
    );
    return line;
}

bool has_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

InstanceWords instance_words(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t instance
) {
    InstanceWords words;
    for (const store::ComponentInfo& info : recording.components(entity)) {
        const bool is_text = field_name(info.name) == "labels";
        if (!is_text && !is_score(info.name)) {
            continue;
        }
        const auto cell = recording.latest_at(query, entity, info.name);
        if (!cell) {
            continue;
        }
        if (is_text) {
            const auto texts = store::text_values(*cell);
            if (instance < texts.size() && texts[instance]) {
                words.text = one_line(*texts[instance]);
            }
        } else if (const auto score = number_at(cell->values(), instance);
                   score && std::isfinite(*score)) {
            words.score = fmt::format("{:.2f}", *score);
        }
    }
    if (has_digit(words.text)) {
        words.score.clear();
    }
    return words;
}

}  // namespace limn::views
