// SPDX-License-Identifier: MIT
/// Members of JSON objects that lists of classes are read from, and those that nobody reads.
///
/// Threads   plain values and functions.
#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "annotation/palette.h"

namespace limn::annotation {

/// Null for a member that is not there, or is null.
[[nodiscard]] const nlohmann::json* member(const nlohmann::json& object, std::string_view name);

[[nodiscard]] bool is_list(const nlohmann::json* value);
[[nodiscard]] bool is_map(const nlohmann::json* value);

/// Has one of the items, an object, one of these members?
[[nodiscard]] bool any_has(const nlohmann::json& list, std::initializer_list<const char*> names);

/// Names in quotes, cut after some.
[[nodiscard]] std::string quoted_names(const std::set<std::string>& names);

/// Collects members that are not read, so that they are said.
class UnusedMembers {
  public:
    /// `known` are read, or say nothing about how classes look. Empty values do not count.
    void look_at(const nlohmann::json& object, std::initializer_list<std::string_view> known);
    void look_at(const nlohmann::json& object, std::span<const std::string_view> known);

    /// Only these members.
    void look_for(const nlohmann::json& object, std::initializer_list<std::string_view> names);

    /// "what: names", if there are any.
    void note(std::string_view what, PaletteFile& file) const;

  private:
    std::set<std::string> names_;
};

}  // namespace limn::annotation
