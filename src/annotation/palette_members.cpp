// SPDX-License-Identifier: MIT
#include "annotation/palette_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

bool says_nothing(const Json& value) {
    return value.is_null() || value == false || (value.is_structured() && value.empty()) ||
           (value.is_string() && value.get_ref<const std::string&>().empty());
}

}  // namespace

const Json* member(const Json& object, std::string_view name) {
    const auto at = object.find(std::string(name));
    return at == object.end() || at->is_null() ? nullptr : &*at;
}

bool is_list(const Json* value) {
    return value != nullptr && value->is_array();
}

bool is_map(const Json* value) {
    return value != nullptr && value->is_object();
}

bool any_has(const Json& list, std::initializer_list<const char*> names) {
    return std::ranges::any_of(list, [&](const Json& item) {
        return item.is_object() &&
               std::ranges::any_of(names, [&](const char* name) { return item.contains(name); });
    });
}

std::string quoted_names(const std::set<std::string>& names) {
    constexpr std::size_t kMost = 6;
    constexpr std::size_t kLongest = 40;
    std::string text;
    std::size_t count = 0;
    for (const std::string& name : names) {
        if (count++ == kMost) {
            return text + ", …";
        }
        text += (text.empty() ? "\"" : ", \"") + name.substr(0, kLongest) + "\"";
    }
    return text;
}

void UnusedMembers::look_at(const Json& object, std::initializer_list<std::string_view> known) {
    look_at(object, std::span(known.begin(), known.size()));
}

void UnusedMembers::look_at(const Json& object, std::span<const std::string_view> known) {
    for (const auto& [name, value] : object.items()) {
        if (std::ranges::find(known, name) == known.end() && !says_nothing(value)) {
            names_.insert(name);
        }
    }
}

void UnusedMembers::look_for(const Json& object, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (const Json* value = member(object, name); value != nullptr && !says_nothing(*value)) {
            names_.emplace(name);
        }
    }
}

void UnusedMembers::note(std::string_view what, PaletteFile& file) const {
    if (!names_.empty()) {
        file.notes.push_back(fmt::format("{}: {}", what, quoted_names(names_)));
    }
}

}  // namespace limn::annotation
