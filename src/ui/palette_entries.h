// SPDX-License-Identifier: MIT
/// What the command palette finds: actions, classes, entities, timelines, views that are not open, recent files.
///
/// Cost      Entries are made when the palette opens; ranking is one pass over them per keystroke.
/// Threads   plain functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "session/commands.h"
#include "ui/actions.h"

namespace limn::ui {

struct PaletteEntry {
    enum class Kind : std::uint8_t {
        Action,
        Class,
        Entity,
        Timeline,
        View,
        File
    } kind = Kind::Action;
    std::string text;
    std::string detail;          ///< Where it belongs: "Time", "class 3 of /camera".
    std::string keys;            ///< Of an action.
    std::optional<Rgba8> color;  ///< Of a class.
    const Action* action = nullptr;
    std::optional<session::Command> on_enter;          ///< Unless it is an action.
    std::optional<session::Command> on_control_enter;  ///< Classes: solo.
};

/// Actions that can run now first, then timelines, classes, entities, views and files.
[[nodiscard]] std::vector<PaletteEntry> collect_entries(const ActionContext& context);

struct RankedEntry {
    std::size_t entry = 0;
    std::vector<std::size_t> at;  ///< Bytes of the text that matched.
};

/// The best matches, best first, at most `most`. Without a query: actions and files, as they come.
[[nodiscard]] std::vector<RankedEntry>
rank_entries(const std::vector<PaletteEntry>& entries, std::string_view query, std::size_t most);

}  // namespace limn::ui
