// SPDX-License-Identifier: MIT
#include "annotation/json_members.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "annotation/palette_text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

std::optional<Rgba8> color_of_numbers(const Json& list) {
    if (list.size() != 3 && list.size() != 4) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_number_unsigned() || list[i].get<std::uint64_t>() > 255) {
            return std::nullopt;
        }
        channels[i] = list[i].get<std::uint8_t>();
    }
    return Rgba8{channels[0], channels[1], channels[2], channels[3]};
}

}  // namespace

std::optional<Rgba8> color_from_json(const Json& value) {
    if (value.is_string()) {
        return color_from_text(value.get_ref<const std::string&>());
    }
    return value.is_array() ? color_of_numbers(value) : std::nullopt;
}

JsonMembers::JsonMembers(const Json& object, std::string place)
    : object_(object)
    , place_(std::move(place)) {}

std::optional<std::string> JsonMembers::text(const char* name, bool is_required) {
    const Json* value = find(name, is_required);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string()) {
        wrong(name, "is not a text");
        return std::nullopt;
    }
    return value->get<std::string>();
}

std::optional<std::uint32_t>
JsonMembers::number(const char* name, std::uint32_t max, bool is_required) {
    const Json* value = find(name, is_required);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number_unsigned() || value->get<std::uint64_t>() > max) {
        wrong(name, fmt::format("is not an integer in 0…{}", max));
        return std::nullopt;
    }
    return value->get<std::uint32_t>();
}

bool JsonMembers::flag(const char* name, bool fallback) {
    const Json* value = find(name, false);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_boolean()) {
        wrong(name, "is not true or false");
        return fallback;
    }
    return value->get<bool>();
}

std::optional<Rgba8> JsonMembers::color(const char* name) {
    const Json* value = find(name, false);
    if (value == nullptr) {
        return std::nullopt;
    }
    const std::optional<Rgba8> color = color_from_json(*value);
    if (!color) {
        wrong(name, "is not a color like #RRGGBB or #RRGGBBAA");
    }
    return color;
}

const Json* JsonMembers::list(const char* name) {
    const Json* value = find(name, false);
    if (value != nullptr && !value->is_array()) {
        wrong(name, "is not a list");
        return nullptr;
    }
    return value;
}

const Json* JsonMembers::find(const char* name, bool is_required) {
    const auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) {
        if (is_required) {
            wrong(name, "is missing");
        }
        return nullptr;
    }
    return &*found;
}

void JsonMembers::wrong(const char* name, std::string_view what) {
    if (fault_.empty()) {
        fault_ = fmt::format("{}.{} {}", place_, name, what);
    }
}

}  // namespace limn::annotation
