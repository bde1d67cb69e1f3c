// SPDX-License-Identifier: MIT
/// JsonMembers: reads the members of one JSON object and remembers the first thing that is wrong.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/color.h"

namespace limn::annotation {

/// "#RRGGBB[AA]" and what else color_from_text reads, or a list of three or four numbers 0…255.
[[nodiscard]] std::optional<Rgba8> color_from_json(const nlohmann::json& value);

class JsonMembers {
  public:
    /// `place` is put in front of messages, as in "choices[3]".
    JsonMembers(const nlohmann::json& object, std::string place);

    std::optional<std::string> text(const char* name, bool is_required = false);
    std::optional<std::uint32_t>
    number(const char* name, std::uint32_t max, bool is_required = false);
    bool flag(const char* name, bool fallback);

    /// "#RRGGBB[AA]", or a list of three or four numbers 0…255.
    std::optional<Rgba8> color(const char* name);

    /// A list, or nothing.
    const nlohmann::json* list(const char* name);

    /// What is wrong, with place; empty if nothing is.
    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    const nlohmann::json* find(const char* name, bool is_required);
    void wrong(const char* name, std::string_view what);

    const nlohmann::json& object_;
    std::string place_;
    std::string fault_;
};

}  // namespace limn::annotation
